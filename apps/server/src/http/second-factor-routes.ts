import { SECOND_FACTOR_CALLS } from "@beckon/protocol/sign-in.ts";
import type { Announce } from "../desk/news.ts";
import {
  changeSecondFactorPolicy,
  readSecondFactorPolicy,
  resetSecondFactorOf,
} from "../sign-in/second-factor-policy.ts";
import type { Database } from "../store/database.ts";
import type { Routes } from "./route.ts";

/** What administrators decide about second factors, one line a call [I5]. */
export function addSecondFactorRoutes(routes: Routes, db: Database, announce: Announce): void {
  const calls = SECOND_FACTOR_CALLS;
  routes.person(calls.readSecondFactorPolicy, (_, person) => readSecondFactorPolicy(db, person));
  routes.person(calls.changeSecondFactorPolicy, ({ body, now }, person) =>
    changeSecondFactorPolicy(db, announce, person, body.required, now),
  );
  routes.person(calls.resetSecondFactor, ({ param, now }, person) =>
    resetSecondFactorOf(db, announce, person, param("id"), now),
  );
}
