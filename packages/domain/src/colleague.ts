import { arriving, dropping, GRACE_MS, isPresent, returning, type Presence } from "./presence.ts";

/** What a colleague is brought in for; the customer grants each thing, and never more than the part has [R23]. */
export const PARTS = ["see", "control"] as const;
export type Part = (typeof PARTS)[number];

/** How many an expert can bring in at once. */
export const MOST_COLLEAGUES = 3;

/** Another expert in a case's session, brought in by the one who has it [R9]; `never`: invited, and not there yet. */
export type Colleague = { personId: string; part: Part; byId: string; presence: Presence };

/** What happens to colleagues. `over`: the session they were brought into ended. */
export type ColleagueEvent =
  | { is: "invited"; personId: string; part: Part }
  | { is: "uninvited"; personId: string; because: "takenBack" | "declined" | "over" }
  | { is: "colleagueConnected"; personId: string; connection: string }
  | { is: "colleagueDropped"; personId: string; leaveBy: number }
  | { is: "colleagueReturned"; personId: string; connection: string }
  | { is: "colleagueLeft"; personId: string; because: ColleagueLeave };
/** `refused`: the customer did not want it; `sentAway`: expert or customer ended it. */
export type ColleagueLeave = "asked" | "dropped" | "refused" | "sentAway" | "over";

/** The colleague of a person, or of a live connection, or of a stay. */
export function colleagueOf(
  colleagues: readonly Colleague[],
  who: { personId: string } | { connection: string } | { arrived: number },
): Colleague | undefined {
  return colleagues.find(({ personId, presence }) => {
    if ("personId" in who) return personId === who.personId;
    if (!isPresent(presence)) return false;
    return "connection" in who ? presence.connection === who.connection : presence.arrived === who.arrived;
  });
}

/** What follows when a colleague's person connects. */
export function arriveAsColleague({ personId, presence }: Colleague, connection: string): ColleagueEvent[] {
  if (presence.is === "connected" && presence.connection === connection) return [];
  return [{ is: isPresent(presence) ? "colleagueReturned" : "colleagueConnected", personId, connection }];
}

/** What follows when a colleague's connection is gone. */
export function dropColleague(colleague: Colleague | undefined, now: number): ColleagueEvent[] {
  if (colleague?.presence.is !== "connected") return [];
  return [{ is: "colleagueDropped", personId: colleague.personId, leaveBy: now + GRACE_MS }];
}

/** Ends the part of one who is there, or takes the invitation of one who is not. */
export function endColleague(
  { personId, presence }: Colleague,
  left: ColleagueLeave,
  invitation: Extract<ColleagueEvent, { is: "uninvited" }>["because"],
): ColleagueEvent {
  return isPresent(presence)
    ? { is: "colleagueLeft", personId, because: left }
    : { is: "uninvited", personId, because: invitation };
}

/** The session they were brought into ends: so do their parts, and their invitations. */
export function endAll(colleagues: readonly Colleague[]): ColleagueEvent[] {
  return colleagues.map((colleague) => endColleague(colleague, "over", "over"));
}

/** Those whose grace has run out. */
export function sweepColleagues(colleagues: readonly Colleague[], now: number): ColleagueEvent[] {
  return colleagues
    .filter(({ presence }) => presence.is === "reconnecting" && presence.leaveBy <= now)
    .map(({ personId }) => ({ is: "colleagueLeft", personId, because: "dropped" }));
}

/** Says who is there or invited after an event; `expert`: who brought them in. */
export function evolveColleagues(
  colleagues: readonly Colleague[],
  event: ColleagueEvent,
  { byId, at, expert }: { byId: string; at: number; expert: Presence },
): readonly Colleague[] {
  const { personId } = event;
  const become = (next: (presence: Presence) => Presence) =>
    colleagues.map((one) => (one.personId === personId ? { ...one, presence: next(one.presence) } : one));
  switch (event.is) {
    case "invited": {
      const known = colleagueOf(colleagues, { personId });
      const rest = colleagues.filter((one) => one !== known);
      return [...rest, { personId, part: event.part, byId, presence: known?.presence ?? { is: "never" } }];
    }
    case "colleagueConnected": {
      const all = [expert, ...colleagues.map(({ presence }) => presence)];
      return become(() => arriving({ connection: event.connection, personId }, all, at));
    }
    case "colleagueReturned":
      return become((presence) => returning(presence, event.connection, at));
    case "colleagueDropped":
      return become((presence) => dropping(presence, event.leaveBy, at));
    case "uninvited":
    case "colleagueLeft":
      return colleagues.filter((one) => one.personId !== personId);
  }
}
