import { createHash } from "node:crypto";
import type { NoticeEntry } from "@beckon/domain/notice-plan.ts";
import { repeatsAt } from "@beckon/domain/notice.ts";
import type { PushedNotice } from "@beckon/protocol/notices.ts";
import type { Tries } from "../store/tries.ts";
import type { Browsers } from "./browsers.ts";
import { letterAbout } from "./letters.ts";
import type { Mail } from "./mail.ts";
import type { NoticeFacts, NoticeStore, Task } from "./notice-store.ts";
import type { Push, Pushed } from "./push.ts";

/** How many are told at the same time by this server. */
const MOST_AT_ONCE = 32;
/** What could not be sent is tried again after this. */
const AGAIN_MS = 30_000;
const MAILS_PER_PERSON = { name: "notices/mail", most: 30, windowMs: 60 * 60_000 };

export interface NoticesParts {
  readonly store: NoticeStore;
  readonly browsers: Browsers;
  readonly push: Push;
  /** Undefined where the installation sends none. */
  readonly mail: Mail | undefined;
  readonly tries: Tries;
  readonly publicUrl: string;
  readonly clock: () => number;
  readonly log: { warn(about: object, message: string): void };
}

/** Tells people of waiting cases while no console of theirs is open [N1]. */
export interface Notices {
  /** Looks once and begins what is due. */
  round(): Promise<void>;
  /** Resolves when nothing is being sent any more. */
  idle(): Promise<void>;
}

export function openNotices(parts: NoticesParts): Notices {
  const { store, browsers, push, mail, clock } = parts;
  const underWay = new Set<Promise<void>>();

  function begin(task: Task): void {
    const work = (task.do === "withdraw" ? withdraw(task) : tell(task)).catch((error: unknown) =>
      // Its lease runs out, and then it is tried again.
      parts.log.warn({ err: error }, "A notice could not be given"),
    );
    underWay.add(work);
    void work.then(() => underWay.delete(work));
  }

  async function tell({ entry }: Task): Promise<void> {
    const facts = await store.facts(entry, clock());
    // It is looked at anew in the next round, which forgets it, or withdraws what was shown.
    if (!facts) return await store.settle(entry, { told: entry.told, nextAt: entry.nextAt });
    const wait = entry.way === "push" ? await tellBrowsers(entry, facts) : await tellByMail(entry, facts);
    const now = clock();
    if (wait > 0) return await store.settle(entry, { told: entry.told, nextAt: now + wait });
    const told = entry.told + 1;
    await store.settle(entry, { told, nextAt: repeatsAt(entry.way, told, now, facts.choices) });
  }

  /** In how many milliseconds to try again; 0 when it was told. */
  async function tellBrowsers(entry: NoticeEntry, { about, customer, group }: NoticeFacts): Promise<number> {
    const came = await toBrowsers(entry.personId, { is: about, customer, group, ...placeOf(entry.caseId) });
    return came.includes("sent") ? 0 : AGAIN_MS;
  }

  async function tellByMail(entry: NoticeEntry, facts: NoticeFacts): Promise<number> {
    if (!mail) return AGAIN_MS;
    const tooMany = await parts.tries.take(MAILS_PER_PERSON, entry.personId, clock());
    if (tooMany > 0) return tooMany * 1000;
    const { about, customer, group, email, language } = facts;
    const link = `${parts.publicUrl}${placeOf(entry.caseId).path}`;
    const letter = letterAbout(
      about,
      language,
      { customer, group, link },
      `${parts.publicUrl}/console/settings/notices`,
    );
    const name = `${entry.caseId} ${entry.personId} ${entry.nextAt}`;
    const id = createHash("sha256").update(name).digest("hex").slice(0, 32);
    return (await mail.send({ to: email, id, ...letter })) ? 0 : AGAIN_MS;
  }

  async function withdraw({ entry }: Task): Promise<void> {
    await toBrowsers(entry.personId, { is: "withdraw", customer: "", group: "", ...placeOf(entry.caseId) });
    await store.forget(entry);
  }

  async function toBrowsers(personId: string, notice: Omit<PushedNotice, "language">): Promise<Pushed[]> {
    const targets = await browsers.targets(personId, clock());
    return await Promise.all(
      targets.map(async ({ id, language, keys }) => {
        const came = await push.send(keys, { ...notice, language });
        if (came === "gone") await browsers.drop(id);
        return came;
      }),
    );
  }

  return {
    async round() {
      for (const task of await store.claim(clock(), MOST_AT_ONCE - underWay.size)) begin(task);
    },
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

function placeOf(caseId: string): { tag: string; path: string } {
  return { tag: caseId, path: `/console/queue/${caseId}` };
}
