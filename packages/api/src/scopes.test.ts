import { expect, it } from "vitest";
import { SCOPES, scopesIn } from "./scopes.ts";

it("reads lists of permissions as people and clients write them", () => {
  expect(scopesIn("sessions.create, GROUPS.*  Account.Read")).toEqual({
    scopes: [
      "Sessions.Create",
      "Groups.Read",
      "Groups.Create",
      "Groups.Modify",
      "Groups.Share",
      "Groups.Delete",
      "Account.Read",
    ],
    unknown: [],
  });
  expect(scopesIn("All").scopes).toEqual([...SCOPES]);
  expect(scopesIn("Sessions.Fly,Planes.*,Users.Read")).toEqual({
    scopes: ["Users.Read"],
    unknown: ["Sessions.Fly", "Planes.*"],
  });
  expect(scopesIn(" , ")).toEqual({ scopes: [], unknown: [] });
});
