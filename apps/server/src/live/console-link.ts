import type { Command } from "@beckon/domain/case.ts";
import { actsOf } from "@beckon/domain/permissions.ts";
import type { PersonScope } from "@beckon/domain/permissions.ts";
import type { Outcome } from "@beckon/domain/refusal.ts";
import { done, refused } from "@beckon/domain/refusal.ts";
import type { Answers } from "@beckon/protocol/down.ts";
import type { ConsoleUp } from "@beckon/protocol/up.ts";
import { CLOSE } from "@beckon/protocol/down.ts";
import type { Changed, Directory } from "../desk/ports.ts";
import { expertOn } from "../views/experts-there.ts";
import type { Connection } from "./connection.ts";
import type { Frame } from "./frame.ts";
import type { LiveParts } from "./live-parts.ts";
import { reply } from "./reply.ts";
import type { ConsoleSeat } from "./seats.ts";
import { relay } from "./signalling.ts";

type Request = Extract<ConsoleUp, { id: string }>;

/** Serves one console: a snapshot, then what changes; requests go to the desk. Resolves when its leaving is written down. */
export function serveConsole(
  parts: LiveParts,
  connection: Connection<Exclude<ConsoleUp, { type: "hello" | "ping" }>>,
  person: ConsoleSeat["person"],
  stillSignedIn: () => Promise<ConsoleSeat["person"] | undefined>,
): Promise<void> {
  const { desk, hub, directory, store, log } = parts;
  let held: (string | Frame)[] | undefined = [];
  let reading: Promise<void> | undefined;
  let readAgain = false;
  let signedOut = false;

  const seat: ConsoleSeat = {
    connection: connection.id,
    person,
    access: new Map(),
    watching: new Set(),
    sessions: new Map(),
    // While a snapshot is being read, what changes meanwhile waits behind it.
    push: (message) => (held ? void held.push(message) : connection.push(message)),
    close: connection.close,
    async refresh() {
      try {
        await sendSnapshot();
      } catch (error) {
        // What it shows may be out of date: let it come back and begin anew.
        log.error({ err: error }, "A console could not be brought up to date");
        connection.close(CLOSE.troubled, "come back in a moment");
      }
    },
    async rejoin(caseId) {
      await desk.act(person, caseId, null, { do: "connect", connection: connection.id });
    },
    async recheck() {
      const now = await stillSignedIn();
      if (now?.role === person.role) return;
      signedOut = !now;
      connection.close(now ? CLOSE.stopping : CLOSE.notSignedIn, "sign-in changed");
      // Whoever may not be here does not see a customer's screen either, not even for the time of a dropped line [X5].
      if (!now) for (const caseId of seat.sessions.keys()) await leaveByHouse(caseId);
    },
    async recheckSession(caseId) {
      const current = await store.read(person, caseId);
      const group = current && (await directory.group(person, current.groupId));
      const looksOn = group && current && expertOn(current, connection.id)?.colleague;
      if (group?.access !== "write" && !looksOn) await leaveByHouse(caseId);
    },
  };

  async function leaveByHouse(caseId: string): Promise<void> {
    await desk.act({ kind: "house" }, caseId, null, { do: "leave", connection: connection.id });
  }

  /** One snapshot at a time: an older one must never arrive after what is newer. */
  function sendSnapshot(): Promise<void> {
    readAgain = reading !== undefined;
    reading ??= (async () => {
      try {
        do {
          readAgain = false;
          await readSnapshot();
        } while (readAgain);
      } finally {
        reading = undefined;
      }
    })();
    return reading;
  }

  async function readSnapshot(): Promise<void> {
    held ??= [];
    seat.access = await directory.accessAll(person);
    for (const caseId of seat.sessions.keys()) await seat.recheckSession(caseId);
    const { company, inside } = await parts.queue.read(person, seat.access);
    connection.push(`{"type":"queue/snapshot","me":${JSON.stringify(meOf(person, company))},${inside}}`);
    const waiting = held;
    held = undefined;
    for (const message of waiting) connection.push(message);
  }

  async function serve(request: Request): Promise<Outcome<Answers>> {
    switch (request.type) {
      case "case/create": {
        const made = await desk.createByHand(person, request.id, request.case);
        return made.ok ? done({ caseId: made.value.id, code: made.value.code }) : made;
      }
      case "case/watch":
        seat.watching.add(request.caseId);
        if (await hub.tellDetail(seat, request.caseId)) return done({});
        seat.watching.delete(request.caseId);
        return refused({ reason: "notFound" });
      case "case/unwatch":
        seat.watching.delete(request.caseId);
        return done({});
      case "availability/choose":
        await parts.availability.choose(person.personId, request.status);
        return done({});
      case "session/join":
        return join(request.caseId);
      case "session/leave":
        seat.sessions.delete(request.caseId);
        return plain(await desk.act(person, request.caseId, null, { do: "leave", connection: connection.id }));
      default:
        return plain(await desk.act(person, request.caseId, request.id, commandOf(request)));
    }
  }

  async function join(caseId: string): Promise<Outcome<Answers>> {
    // Already here while the desk answers, so that the news of it does not look like somebody else's.
    const before = seat.sessions.get(caseId);
    seat.sessions.set(caseId, { since: Infinity, session: before?.session ?? "" });
    const outcome = await desk.act(person, caseId, null, { do: "connect", connection: connection.id });
    if (!outcome.ok) {
      seat.sessions.delete(caseId);
      return outcome;
    }
    const { case: current } = outcome.value;
    const session = expertOn(current, connection.id)?.session;
    if (session === undefined) {
      // Ended again, by somebody else, while it was being answered.
      seat.sessions.delete(caseId);
      return refused({ reason: "notConnected" });
    }
    seat.sessions.set(caseId, { since: current.version, session });
    return done({ joined: { caseId, session, ...parts.waysOf(session, "expert") } });
  }

  connection.serve({
    async greeted() {
      hub.seats.addConsole(seat);
      await parts.presence.came(person);
      await sendSnapshot();
    },
    async message(message) {
      if (message.type === "availability/touch") return parts.availability.touched(person.personId, message.agoMs);
      if (message.type === "session/signal") {
        if (seat.sessions.get(message.caseId)?.session === message.session)
          await relay(parts, { ...message, to: "customer" });
        return;
      }
      const caseId = "caseId" in message ? message.caseId : undefined;
      await reply(parts, connection, message.id, () => serve(message), person.companyId, caseId);
    },
  });

  return connection.closed.then(async () => {
    hub.seats.removeConsole(seat);
    try {
      for (const caseId of seat.sessions.keys()) {
        await desk.act({ kind: "house" }, caseId, null, { do: "drop", party: "expert", connection: connection.id });
      }
      await parts.presence.went(person, signedOut);
    } catch (error) {
      // The other servers, or this one's next beat, take the connection for dropped.
      log.error({ err: error }, "A console's leaving was not written down");
    }
  });
}

function commandOf(
  request: Exclude<
    Request,
    {
      type: "session/join" | "session/leave" | "case/watch" | "case/unwatch" | "case/create" | "availability/choose";
    }
  >,
): Command {
  switch (request.type) {
    case "case/assign":
      return { do: "assign", to: request.to, expected: request.expected };
    case "case/accept":
      return { do: "accept" };
    case "case/decline":
      return { do: "decline" };
    case "case/edit":
      return { do: "edit", to: defined(request.to), from: defined(request.from) };
    case "case/extend":
      return { do: "extend", validUntil: request.validUntil };
    case "case/note":
      return { do: "note", text: request.text };
    case "case/say":
      return { do: "say", text: request.text };
    case "case/close":
      return { do: "close", outcome: request.outcome };
    case "case/answer":
      return { do: "answerMessage", way: request.way, note: request.note, outcome: request.outcome };
    case "case/reopen":
      return { do: "reopen" };
    case "case/delete":
      return { do: "delete" };
    case "session/invite":
      return { do: "invite", personId: request.personId, part: request.part };
    case "session/dismiss":
      return { do: "dismiss", who: { personId: request.personId } };
    case "session/hand-over":
      return { do: "handOver", to: request.to, note: request.note };
  }
}

/** A signed-in person as their own console shows them. */
export function meOf(person: PersonScope & { email: string }, company: Awaited<ReturnType<Directory["company"]>>) {
  const { personId, name, email, role } = person;
  return {
    personId,
    name,
    email,
    role,
    company: { id: company.id, name: company.name, recordings: company.recordings },
    may: actsOf(role),
  };
}

function defined<T extends object>(given: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const kept = Object.entries(given).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept) as { [K in keyof T]: Exclude<T[K], undefined> };
}

function plain(outcome: Outcome<Changed>): Outcome<Answers> {
  return outcome.ok ? done({}) : outcome;
}
