import type { Privilege } from "@beckon/protocol/peer.ts";
import type { RemoteSession } from "@beckon/session/remote-session.ts";
import type { ColleagueVisit, Opening } from "./customer-state.ts";
import { ANSWER_MS, rememberAnswers, type VisitPorts } from "./visit-ports.ts";

/** Their visits, as far as the expert's own needs them. */
export type ColleagueVisits = ReturnType<typeof createColleagueVisits>;

type Visit = ColleagueVisit<RemoteSession>;

/** What is remembered of a session, with the rights behind it; or of one that ended. */
const ALLOWED = "allowed";
const OVER = "over";

const TO_SEE: readonly Privilege[] = ["see", "point"];
const TO_CONTROL: readonly Privilege[] = [...TO_SEE, "control", "clipboard"];

/** What a colleague can be granted at all [R23]; undefined: the expert, and so everything there is. */
export function offersOf({ colleague }: Opening): readonly Privilege[] | undefined {
  if (colleague === null) return undefined;
  return colleague.part === "control" ? TO_CONTROL : TO_SEE;
}

/**
 * The colleagues whom the expert brought in [R9], each asked for, shown and ended apart. Nobody is asked for before
 * `begin`, when there is something to show; `start` begins a session, `show` gets the whole list after each change.
 */
export function createColleagueVisits(
  ports: VisitPorts,
  on: {
    start(opening: Opening, rights: readonly Privilege[]): RemoteSession | null;
    show(visits: readonly Visit[]): void;
    leave(visit: Extract<Visit, { is: "on" }>): void;
  },
) {
  let visits: readonly Visit[] = [];
  /** Those who came before the customer allowed the first. */
  let waiting: readonly Opening[] = [];
  let begun = false;
  const timers = new Map<string, unknown>();
  const answers = rememberAnswers(ports.memory);

  const find = (session: string): Visit | undefined => visits.find((one) => one.opening.session === session);

  const set = (next: readonly Visit[]): void => {
    const before = visits;
    visits = next;
    for (const one of before) {
      if (next.some(({ opening }) => opening.session === one.opening.session)) continue;
      stopWaiting(one.opening.session);
      if (one.is === "on") on.leave(one);
    }
    on.show(visits);
  };

  const put = (visit: Visit): void => {
    const at = visits.findIndex((one) => one.opening.session === visit.opening.session);
    set(at === -1 ? [...visits, visit] : visits.with(at, visit));
  };

  const without = (session: string): readonly Visit[] => visits.filter((one) => one.opening.session !== session);

  const stopWaiting = (session: string): void => {
    ports.clearTimeout(timers.get(session));
    timers.delete(session);
  };

  const refuse = (session: string, answer: "denied" | "unanswered"): void => {
    if (find(session)?.is !== "asked") return;
    answers.set(session, answer);
    ports.answer(session, answer);
    set(without(session));
  };

  const begin = (opening: Opening, rights: readonly Privilege[]): void => {
    const { session } = opening;
    stopWaiting(session);
    const remote = on.start(opening, rights);
    if (remote === null) return set(without(session));
    answers.set(session, `${ALLOWED} ${rights.join(" ")}`);
    follow(session, remote);
    put({ is: "on", opening, remote });
  };

  const follow = (session: string, remote: RemoteSession): void => {
    // After a reload they have what they had then, not what they once had.
    remote.on("privileges", (rights) => {
      const now = find(session);
      if (now?.is === "on" && now.remote === remote) answers.set(session, `${ALLOWED} ${rights.join(" ")}`);
    });
    remote.on("state", (state) => {
      // Handed the case meanwhile: then it is no colleague who ends.
      const now = find(session);
      if (state.is !== "ended" || now?.is !== "on" || now.remote !== remote) return;
      answers.set(session, OVER);
      set(without(session));
    });
  };

  /** What ended is over, whatever the server says of it afterwards: who comes again is asked for again. */
  const finish = (visit: Visit): void => {
    if (visit.is !== "on") return;
    answers.set(visit.opening.session, OVER);
    visit.remote.end();
  };

  const consider = (opening: Opening): void => {
    const { session } = opening;
    const kept = answers.get(session);
    const before = kept === OVER ? null : kept;
    const allowed = /^allowed\b(.*)$/.exec(before ?? "")?.[1];
    // Of an expert who handed the case over it is known only that they were allowed.
    if (allowed !== undefined) return begin(opening, allowed === "" ? ["see", "point"] : rightsIn(allowed));
    const askedUntil = Number(/^asked (\d+)$/.exec(before ?? "")?.[1]);
    // Answered before this page was loaded again; the server knows it, or will in a moment.
    if (before !== null && !(askedUntil > 0)) return;
    const answerBy = askedUntil > 0 ? askedUntil : ports.now() + ANSWER_MS;
    answers.set(session, `asked ${answerBy}`);
    put({ is: "asked", opening, answerBy });
    timers.set(
      session,
      ports.setTimeout(() => refuse(session, "unanswered"), Math.max(0, answerBy - ports.now())),
    );
  };

  return {
    get visits(): readonly Visit[] {
      return visits;
    },
    find,
    /** A colleague is there, or is brought in for something else now. */
    opened(opening: Opening): void {
      const known = find(opening.session);
      if (known?.is === "on") known.remote.offer(offersOf(opening));
      if (known) return put({ ...known, opening });
      if (begun) return consider(opening);
      waiting = [...waiting.filter(({ session }) => session !== opening.session), opening];
    },
    /** The expert is shown something now: so can be whom they brought in. */
    begin(): void {
      begun = true;
      const came = waiting;
      waiting = [];
      came.forEach(consider);
    },
    /** Who is there by the server's word; the others have gone. */
    settle(sessions: readonly string[]): void {
      const here = ({ session }: Opening): boolean => sessions.includes(session);
      waiting = waiting.filter(here);
      const gone = visits.filter(({ opening }) => !here(opening));
      if (gone.length === 0) return;
      set(visits.filter(({ opening }) => here(opening)));
      for (const one of gone) finish(one);
    },
    /** The customer's answer: what is granted, or null for nothing at all. */
    answer(session: string, rights: readonly Privilege[] | null): void {
      const visit = find(session);
      if (visit?.is !== "asked") return;
      if (rights === null) return refuse(session, "denied");
      ports.answer(session, "allowed");
      begin(visit.opening, rights);
    },
    /** Ends one colleague's part at once [R23]. */
    dismiss(session: string): void {
      const visit = find(session);
      if (visit?.is !== "on") return;
      set(without(session));
      finish(visit);
      answers.set(session, "denied");
      ports.dismiss(session);
    },
    /** The expert's and a colleague's session change places [R24]. */
    swap(session: string, before: Extract<Visit, { is: "on" }> | undefined): void {
      visits = [...without(session), ...(before ? [before] : [])];
      if (before) follow(before.opening.session, before.remote);
    },
    /** Ends all of them at once. */
    end(): void {
      begun = false;
      waiting = [];
      const ending = visits;
      if (ending.length > 0) set([]);
      for (const one of ending) finish(one);
    },
  };
}

function rightsIn(text: string): Privilege[] {
  const words = text.split(" ");
  return TO_CONTROL.filter((right) => words.includes(right));
}
