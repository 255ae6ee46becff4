import { done } from "@beckon/domain/refusal.ts";
import { CALLS } from "@beckon/protocol/calls.ts";
import { createModule, deleteModule, duplicateModule, listModules, suspendModule } from "../modules/modules.ts";
import {
  bringBackModule,
  discardDraft,
  listModuleVersions,
  publishModule,
  saveDraft,
} from "../modules/module-versions.ts";
import type { ModuleParts } from "../modules/own-module.ts";
import type { Routes } from "./route.ts";

/** The console's calls about modules, one line each. */
export function addModuleRoutes(routes: Routes, { db, announce, publicUrl }: ModuleParts): void {
  const modules = { db, announce, publicUrl };
  routes.person(CALLS.listModules, async (_asked, person) =>
    done({ modules: await listModules(db, person, publicUrl) }),
  );
  routes.person(CALLS.createModule, ({ body, now }, person) => createModule(modules, person, body, now));
  routes.person(CALLS.suspendModule, ({ param, body, now }, person) =>
    suspendModule(modules, person, param("id"), body.suspended, now),
  );
  routes.person(CALLS.deleteModule, ({ param, now }, person) => deleteModule(modules, person, param("id"), now));
  routes.person(CALLS.duplicateModule, ({ param, body, now }, person) =>
    duplicateModule(modules, person, param("id"), body.name, now),
  );
  routes.person(CALLS.saveModuleDraft, ({ param, body: { settings, revision }, now }, person) =>
    saveDraft(modules, person, { moduleId: param("id"), revision, now }, settings),
  );
  routes.person(CALLS.discardModuleDraft, ({ param, body: { revision }, now }, person) =>
    discardDraft(modules, person, { moduleId: param("id"), revision, now }),
  );
  routes.person(CALLS.publishModule, ({ param, body: { settings, revision }, now }, person) =>
    publishModule(modules, person, { moduleId: param("id"), revision, now }, settings),
  );
  routes.person(CALLS.listModuleVersions, ({ param }, person) => listModuleVersions(db, person, param("id")));
  routes.person(CALLS.bringBackModule, ({ param, body: { revision }, now }, person) =>
    bringBackModule(modules, person, { moduleId: param("id"), revision, now }, Number(param("number")) || 0),
  );
}
