import { sql } from "kysely";
import { setTimeout as delay } from "node:timers/promises";
import { isThere, type Candidate } from "@beckon/domain/assignment/candidate.ts";
import { isOpenAt } from "@beckon/domain/assignment/hours.ts";
import { planAssignment } from "@beckon/domain/assignment/plan.ts";
import { MISSES_UNTIL_AWAY } from "@beckon/domain/assignment/policy.ts";
import type { Case } from "@beckon/domain/case.ts";
import { isGivable } from "@beckon/domain/queue.ts";
import type { OfferEnd } from "@beckon/domain/offer.ts";
import type { Desk } from "../desk/desk.ts";
import type { News } from "../desk/news.ts";
import type { AvailabilityStore } from "../desk/ports.ts";
import type { Database } from "../store/database.ts";
import { companiesWaiting, givesByItself, lastExperts, readOverdue, readWaitingRoom } from "./waiting-cases.ts";

/** How long news of one company is gathered before it is acted upon. */
const GATHER_MS = 20;
/** How soon a company is looked at again for which nothing could be done, while no news comes. */
const QUIET_MS = 5_000;
/** Of how many new cases it is asked whose customers came back, where all is open to everybody. */
const MOST_FRESH = 500;
const HOUSE = { kind: "house" } as const;

export type AssignerParts = {
  db: Database;
  desk: Pick<Desk, "act">;
  people: Pick<AvailabilityStore, "candidates" | "noteGiven" | "noteMissed" | "noteAccepted" | "setAway">;
  now: () => number;
  log: { warn(about: object, message: string): void };
};

/**
 * Gives waiting cases to people by itself [A3–A9]: it hears what was committed here, looks around once a second for what
 * others left undone, plans one company at a time under a lock that all servers share, and acts through the desk.
 */
export type Assigner = ReturnType<typeof openAssigner>;

export function openAssigner({ db, desk, people, now, log }: AssignerParts) {
  /** Companies to plan for, each with the cases that began to wait. */
  const stirred = new Map<string, Set<string>>();
  const ended: { to: string; because: OfferEnd }[] = [];
  const given: string[] = [];
  /** When each company was last looked at without anything to do. */
  const quiet = new Map<string, number>();
  let working: Promise<void> | undefined;
  let stopped = false;

  function stir(companyId: string, current?: Case): void {
    const fresh = stirred.get(companyId) ?? new Set();
    stirred.set(companyId, fresh);
    if (current && isGivable(current) && !current.offer && current.passes.length === 0 && fresh.size < MOST_FRESH)
      fresh.add(current.id);
    work();
  }

  function work(): void {
    working ??= (async () => {
      let tookMs = 0;
      while (!stopped && stirred.size + ended.length + given.length > 0) {
        // However many wait, planning takes half of the time at most.
        await delay(Math.max(GATHER_MS, tookMs));
        const startedAt = performance.now();
        await takeNotes();
        const companies = [...stirred];
        stirred.clear();
        for (const [companyId, fresh] of companies) await tried("Giving cases", () => plan(companyId, [...fresh]));
        tookMs = performance.now() - startedAt;
      }
    })().finally(() => {
      working = undefined;
    });
  }

  async function tried(what: string, act: () => Promise<unknown>): Promise<void> {
    try {
      await act();
    } catch (error) {
      // Nothing is lost: the cases still wait, and the next round finds them.
      log.warn({ err: error }, `${what} failed; it is tried again`);
    }
  }

  /** Counts what became of offers before anybody is offered the next one [A5]. */
  async function takeNotes(): Promise<void> {
    for (const personId of given.splice(0)) await tried("Noting a given case", () => people.noteGiven(personId));
    for (const { to, because } of ended.splice(0)) {
      await tried("Noting the end of an offer", async () => {
        if (because === "accepted" || because === "declined") await people.noteAccepted(to);
        if (because === "missed" && (await people.noteMissed(to)) >= MISSES_UNTIL_AWAY)
          await people.setAway(to, "missed");
      });
    }
  }

  /** Offers what can be offered in one company now; nobody else plans for it meanwhile [A13]. */
  async function plan(companyId: string, fresh: readonly string[]): Promise<void> {
    const cameBack = async () => (await lastExperts(db, companyId, fresh, now())).size > 0;
    if (!(await givesByItself(db, companyId, now())) && !(await cameBack())) return;
    let acted = 0;
    await db.transaction().execute(async (lock) => {
      await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`assignment of ${companyId}`}, 0))`.execute(lock);
      const at = now();
      const { cases, groups } = await readWaitingRoom(lock, companyId, at);
      const candidates = await people.candidates(companyId);
      const there = new Map(candidates.map((one) => [one.personId, one]));
      const standing = [];
      for (const one of cases) {
        const gone = one.offer && !isHere(there.get(one.offer.to), at);
        if (gone && one.offer) acted += await act(one.id, { do: "withdraw", from: one.offer.to });
        standing.push(gone ? { ...one, offer: null } : one);
      }
      const members = (id: string) => candidates.filter((one) => one.groups.has(id)).map((one) => one.personId);
      const all = groups.map((group) => ({ ...group, memberIds: members(group.id) }));
      for (const step of planAssignment({ cases: standing, candidates, groups: all }, at)) {
        if (step.do !== "offer") continue;
        const { caseId, to, until, reason } = step;
        const groupId = cases.find(({ id }) => id === caseId)?.groupId ?? "";
        const happened = await act(caseId, { do: "offer", to, groupId, until, reason });
        acted += happened;
        if (happened > 0) await people.noteGiven(to);
      }
    });
    if (acted > 0) quiet.delete(companyId);
    else quiet.set(companyId, now());
  }

  /** Does one thing with a case, and says how much happened. */
  async function act(caseId: string, command: Parameters<Desk["act"]>[3]): Promise<number> {
    const outcome = await desk.act(HOUSE, caseId, null, command);
    return outcome.ok ? outcome.value.events.length : 0;
  }

  return {
    /** Hears what was committed at this server. */
    hear(news: News): void {
      switch (news.about) {
        case "case":
          if (news.case) stir(news.case.companyId, news.case);
          return;
        case "offerEnded":
          ended.push(news);
          return work();
        case "assigned":
          if (news.to !== null) given.push(news.to);
          return work();
        case "caseDeleted":
        case "directory":
        case "person":
        case "presence":
          return stir(news.companyId);
        default:
          return;
      }
    },

    /** Comes round: escalates what waited too long, and looks at whatever waits though nothing was heard of it. */
    async lookAround(): Promise<void> {
      const at = now();
      for (const { caseId, hours, fallbackGroupId, fallbackHours } of await readOverdue(db, at)) {
        // While a group is closed nobody is missed there; another one that is open can help all the same.
        if (isOpenAt(hours, at) || (fallbackGroupId !== null && isOpenAt(fallbackHours, at)))
          await act(caseId, { do: "escalate", to: fallbackGroupId });
      }
      for (const companyId of await companiesWaiting(db))
        if (at - (quiet.get(companyId) ?? 0) >= QUIET_MS) stir(companyId);
    },

    /** Resolves once everything that was heard is done. */
    async settled(): Promise<void> {
      while (working) await working;
    },

    /** Hears no more, and waits for what is under way. */
    async stop(): Promise<void> {
      stopped = true;
      await working;
    },
  };
}

function isHere(candidate: Candidate | undefined, at: number): boolean {
  return candidate !== undefined && isThere(candidate, at);
}
