import { randomInt, randomUUID } from "node:crypto";
import type { Asker, Case, Command } from "@beckon/domain/case.ts";
import { actorOf } from "@beckon/domain/case.ts";
import { decide } from "@beckon/domain/decide.ts";
import { drawSessionCode } from "@beckon/domain/session-code.ts";
import { openCaseStore } from "../store/case-store.ts";
import type { Database } from "../store/database.ts";

/** One customer's day, for tests: when they came, and what became of it. Durations in milliseconds. */
export type Played = {
  companyId: string;
  groupId: string;
  moduleId?: string | null;
  personId: string;
  cameAt: number;
  /** How long until the person comes; left out: nobody does. */
  waitedMs?: number;
  handledMs?: number;
  /** Whom the person brings in for the whole time. */
  colleagueId?: string;
  note?: string;
  message?: boolean;
  /** The customer is not there any more at the end. */
  leaves?: boolean;
  closes?: boolean;
  stars?: number;
  comment?: string;
  customerName?: string;
  customerEmail?: string;
  description?: string;
};

/** Plays cases through the real store, at instants of one's own choosing. */
export async function playCase(db: Database, played: Played): Promise<Case> {
  const store = openCaseStore(db);
  const { companyId, groupId, moduleId = null, personId, cameAt } = played;
  const createdBy = moduleId
    ? { kind: "module" as const, moduleId }
    : { kind: "person" as const, personId: played.personId };
  const born = {
    is: "created" as const,
    case: {
      id: randomUUID(),
      companyId,
      groupId,
      moduleId,
      code: drawSessionCode((below) => randomInt(below)),
      createdBy,
      createdAt: cameAt,
      validUntil: cameAt + 86_400_000,
      validityMs: 86_400_000,
      assigneeId: null,
      customerName: played.customerName ?? "",
      customerEmail: played.customerEmail ?? "",
      description: played.description ?? "",
      priority: "normal" as const,
      tags: [],
    },
  };
  const requestId = randomUUID();
  const made = await store.create(born, [], { requestId, actor: { kind: "customer" }, secretHash: null });
  if (made.is !== "made") throw new Error(made.is);
  let current = made.case;
  const customer: Asker = { kind: "customer" };
  const person = (id: string): Asker => ({ kind: "person", personId: id, role: "administrator", write: true });
  const act = async (by: Asker, command: Command, now: number) => {
    const how = { requestId: randomUUID(), actor: actorOf(by), now };
    const outcome = await store.change({ kind: "house" }, current.id, how, (is) => decide(is, command, by, now));
    if (!outcome.ok) throw new Error(`${command.do}: ${JSON.stringify(outcome.refusal)}`);
    current = outcome.value.case;
  };

  await act(customer, { do: "connect", connection: "n.customer" }, cameAt);
  let now = cameAt;
  if (played.message) {
    const message = { text: "call", reach: { by: "phone" as const, at: "1" }, callBack: false, stays: true };
    await act(customer, { do: "leaveMessage", message, validityMs: 86_400_000 }, now);
  }
  if (played.waitedMs !== undefined) {
    now += played.waitedMs;
    await act(person(personId), { do: "connect", connection: "n.expert" }, now);
    if (played.colleagueId !== undefined) {
      await act(person(personId), { do: "invite", personId: played.colleagueId, part: "see" }, now);
      await act(person(played.colleagueId), { do: "connect", connection: "n.colleague" }, now);
    }
    if (played.note !== undefined) await act(person(personId), { do: "note", text: played.note }, now);
    if (played.handledMs !== undefined) {
      now += played.handledMs;
      await act(person(personId), { do: "leave", connection: "n.expert" }, now);
    }
  }
  if (played.leaves) await act(customer, { do: "leave", connection: "n.customer" }, now);
  if (played.closes || played.stars !== undefined) await act(person(personId), { do: "close", outcome: "solved" }, now);
  if (played.stars !== undefined)
    await act(customer, { do: "rate", stars: played.stars, comment: played.comment ?? "" }, now);
  return current;
}
