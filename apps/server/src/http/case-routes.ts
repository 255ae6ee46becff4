import { done } from "@beckon/domain/refusal.ts";
import { CALLS } from "@beckon/protocol/calls.ts";
import type { Desk } from "../desk/desk.ts";
import type { CaseStore } from "../desk/ports.ts";
import { caseCard } from "../views/case-card.ts";
import type { Routes } from "./route.ts";

const PAGE = 100;

/** The console's calls for cases: making one [M3], and looking through all there ever were. Both go where the socket goes. */
export function addCaseRoutes(routes: Routes, { desk, store }: { desk: Desk; store: CaseStore }): void {
  routes.person(CALLS.createCase, async ({ body: { requestId, ...wanted } }, person) => {
    const made = await desk.createByHand(person, requestId, wanted);
    return made.ok ? done({ caseId: made.value.id, code: made.value.code }) : made;
  });

  routes.person(CALLS.searchCases, async ({ query }, person) => {
    const { text, state, groupId, assigneeId, moduleId, tag, outcome, stars, before } = query;
    const last = before === undefined ? undefined : await store.read(person, before);
    const found = await store.search(person, {
      ...(text ? { text } : {}),
      ...(state ? { states: [state] } : {}),
      ...(groupId ? { groupId } : {}),
      ...(moduleId ? { moduleId } : {}),
      ...(tag ? { tag } : {}),
      ...(outcome ? { outcome } : {}),
      ...(stars === undefined ? {} : { stars }),
      ...(assigneeId ? { assigneeId: assigneeId === "nobody" ? null : assigneeId } : {}),
      ...(last ? { after: { createdAt: last.createdAt, id: last.id } } : {}),
      limit: PAGE + 1,
    });
    return done({ cards: found.slice(0, PAGE).map(caseCard), more: found.length > PAGE });
  });

  routes.person(CALLS.listTags, async (_asked, person) => done({ tags: await store.knownTags(person) }));
}
