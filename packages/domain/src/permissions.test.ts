import { expect, it } from "vitest";
import { ACTS, actsOf, may, ROLES } from "./permissions.ts";

it("[X2] an administrator may do everything the others may", () => {
  for (const role of ROLES) for (const act of actsOf(role)) expect(may("administrator", act)).toBe(true);
  expect(actsOf("administrator")).toEqual(ACTS);
});

it("[X2] experts manage neither people nor modules nor read the audit log", () => {
  expect(
    actsOf("expert").filter((act) => ["people/manage", "module/manage", "audit/read", "case/closeAny"].includes(act)),
  ).toEqual([]);
});
