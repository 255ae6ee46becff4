import { afterAll, beforeAll, expect, it } from "vitest";
import { AUDIT_EVENTS, EVENT_NAMES } from "@beckon/api/audit-events.ts";
import { AUDIT_ACTS } from "@beckon/domain/audit-act.ts";
import { startTestHttp, type TestHttp } from "../http/test-http.ts";
import { createGroup } from "./groups.ts";

let house: TestHttp;
beforeAll(async () => {
  house = await startTestHttp();
});
afterAll(() => house.close());

it("[X21] what an integration does in somebody's name says both names", async () => {
  const { administrator, cookie } = await house.company("Acme");
  const scope = { ...administrator, through: "Help desk" };
  expect((await createGroup(house.db, () => undefined, scope, "Shops", house.now)).ok).toBe(true);
  const { body } = await house.ask("GET", "/api/console/audit?text=Help", { cookie });
  expect(body).toMatchObject({
    entries: [{ act: "group/created", actorName: administrator.name, through: "Help desk" }],
  });
  const all = await house.ask("GET", "/api/console/audit?act=company/created", { cookie });
  expect(all.body).toMatchObject({ entries: [{ through: "" }] });
});

it("[X21] every act of the log has a name of its own for integrations, and a sort", () => {
  expect(Object.keys(AUDIT_EVENTS).toSorted()).toEqual([...AUDIT_ACTS].toSorted());
  expect(new Set(EVENT_NAMES).size).toBe(AUDIT_ACTS.length);
});
