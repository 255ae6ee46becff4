import { done } from "@beckon/domain/refusal.ts";
import { CALLS } from "@beckon/protocol/calls.ts";
import { changeReply, createReply, deleteReply, listReplies } from "../replies/replies.ts";
import type { Database } from "../store/database.ts";
import type { Routes } from "./route.ts";

/** The console's calls for canned replies [Q8]. */
export function addReplyRoutes(routes: Routes, { db }: { db: Database }): void {
  routes.person(CALLS.listReplies, async (_asked, person) => done({ replies: await listReplies(db, person) }));
  routes.person(CALLS.createReply, ({ body, now }, person) => createReply(db, person, body, now));
  routes.person(CALLS.changeReply, ({ param, body, now }, person) => changeReply(db, person, param("id"), body, now));
  routes.person(CALLS.deleteReply, ({ param, now }, person) => deleteReply(db, person, param("id"), now));
}
