import { done } from "@beckon/domain/refusal.ts";
import { CALLS } from "@beckon/protocol/calls.ts";
import type { Browsers } from "../notices/browsers.ts";
import { keepChoices, readChoices } from "../notices/choices.ts";
import type { Mail } from "../notices/mail.ts";
import type { Push } from "../notices/push.ts";
import { tryNotices } from "../notices/try-notices.ts";
import type { Database } from "../store/database.ts";
import type { Tries } from "../store/tries.ts";
import type { Routes } from "./route.ts";

export interface NoticeParts {
  readonly db: Database;
  readonly browsers: Browsers;
  readonly push: Push;
  readonly mail: Mail | undefined;
  readonly tries: Tries;
  readonly publicUrl: string;
}

/** What people choose of notices, each for themselves [N2]. */
export function addNoticeRoutes(routes: Routes, parts: NoticeParts): void {
  const { db, browsers, push, mail } = parts;
  routes.person(CALLS.readNotices, async (_asked, person) =>
    done({
      choices: (await readChoices(db, person)).choices,
      browsers: await browsers.list(person.personId),
      pushKey: push.publicKey,
      sendsMail: mail !== undefined,
    }),
  );
  routes.person(CALLS.changeNotices, async ({ body: { choices, language } }, person) => {
    await keepChoices(db, person, choices, language);
    return done(choices);
  });
  routes.person(CALLS.addNoticeBrowser, ({ body, now }, person) => browsers.add(person, body, now));
  routes.person(CALLS.forgetNoticeBrowser, ({ param }, person) => browsers.forget(person.personId, param("id")));
  routes.person(CALLS.testNotices, async ({ now }, person) =>
    tryNotices(parts, person, await readChoices(db, person), now),
  );
}
