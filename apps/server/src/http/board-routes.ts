import { may } from "@beckon/domain/permissions.ts";
import { done, refused } from "@beckon/domain/refusal.ts";
import { CALLS } from "@beckon/protocol/calls.ts";
import type { Database } from "../store/database.ts";
import { dayFigures } from "../store/day-figures.ts";
import type { Routes } from "./route.ts";

/** A day is at most 25 hours long, and clocks differ. */
const LONGEST_MS = 26 * 3600_000;

/** The calls of the supervisor's board. */
export function addBoardRoutes(routes: Routes, { db }: { db: Database }): void {
  routes.person(CALLS.readBoard, async ({ query, now }, person) => {
    if (!may(person.role, "board/see")) return refused({ reason: "notAllowed" });
    if (query.from < now - LONGEST_MS) return refused({ reason: "invalid", field: "from", problem: "tooLong" });
    return done({ figures: await dayFigures(db, person, query.from) });
  });
}
