import { done } from "@beckon/domain/refusal.ts";
import { CALLS } from "@beckon/protocol/calls.ts";
import type { Announce } from "../desk/news.ts";
import type { ModuleKey } from "../modules/module-key.ts";
import { readModulePage, readModuleStatement } from "../modules/module-page.ts";
import { moduleUrl } from "../modules/module-row.ts";
import { setUpByLink } from "../people/company.ts";
import { acceptInvitation, readInvitation } from "../people/invitations.ts";
import type { Database } from "../store/database.ts";
import { isSetupNeeded } from "../store/installation.ts";
import type { Programs } from "./programs.ts";
import type { Routes } from "./route.ts";

/** The calls anybody may make: set-up while it is needed, invitations for who holds one, and modules' pages. */
export function addOpenRoutes(
  routes: Routes,
  {
    db,
    announce,
    publicUrl,
    programs,
    moduleKey,
  }: { db: Database; announce: Announce; publicUrl: string; programs: Programs; moduleKey: ModuleKey },
): void {
  routes.anybody(CALLS.setupNeeded, async () => done({ needed: await isSetupNeeded(db) }));
  routes.anybody(CALLS.setup, async ({ body, now }) => {
    const made = await setUpByLink(db, body, now);
    return made.ok ? done({ moduleUrl: moduleUrl(publicUrl, made.value.slug) }) : made;
  });
  routes.anybody(CALLS.readInvitation, ({ body, now }) => readInvitation(db, body.token, now));
  routes.anybody(CALLS.acceptInvitation, async ({ body, now }) => {
    const accepted = await acceptInvitation(db, announce, body, now);
    return accepted.ok ? done({}) : accepted;
  });
  routes.anybody(CALLS.readModulePage, async ({ param, now }) =>
    readModulePage(db, param("slug"), await programs.offers(), now),
  );
  routes.anybody(CALLS.readModuleStatement, ({ param }) =>
    readModuleStatement(db, param("slug"), { publicUrl, sign: moduleKey.sign }),
  );
}
