import { CALLS } from "@beckon/protocol/calls.ts";
import type { Announce } from "../desk/news.ts";
import { changeWorkload, readWorkload } from "../people/workload.ts";
import type { Database } from "../store/database.ts";
import type { Routes } from "./route.ts";

/** The calls about what the house goes by when it gives people cases. */
export function addAvailabilityRoutes(routes: Routes, { db, announce }: { db: Database; announce: Announce }): void {
  routes.person(CALLS.readWorkload, ({ param }, person) => readWorkload(db, person, param("id")));
  routes.person(CALLS.changeWorkload, ({ param, body, now }, person) =>
    changeWorkload(db, announce, person, param("id"), body, now),
  );
}
