import { expect, it } from "vitest";
import type { PersonScope } from "@beckon/domain/permissions.ts";
import type { CaseStore, Directory } from "../desk/ports.ts";
import { openQueueReader } from "./queue-reader.ts";

const ada: PersonScope = { kind: "person", companyId: "c1", personId: "u1", role: "expert", name: "Ada" };
const ben: PersonScope = { ...ada, personId: "u2", name: "Ben" };
const rights = new Map([["g1", "write"]] as const);

/** A reader over a queue whose readings end when the test says so; only their number and order matter here. */
function slowReader() {
  const begun: { by: string; end: () => void }[] = [];
  const forQueue = (scope: PersonScope) =>
    new Promise<never[]>((resolve) => begun.push({ by: scope.personId, end: () => resolve([]) }));
  const directory = {
    lists: async () => ({ people: [], groups: [], modules: [] }),
    company: async () => ({
      id: "c1",
      name: "Example",
      recordings: { keep: "expert", days: 30 } as const,
      peopleNames: new Map(),
    }),
  };
  const parts = { store: { forQueue } as Partial<CaseStore> as CaseStore, now: () => 0 };
  return { begun, reader: openQueueReader({ ...parts, directory: directory as Partial<Directory> as Directory }) };
}

it("[X13] those who come while a reading runs share the next one, and none is given one begun before it came", async () => {
  const { begun, reader } = slowReader();
  const first = reader.read(ada, rights);
  const later = Array.from({ length: 100 }, () => reader.read(ben, rights));
  expect(begun).toHaveLength(1);
  begun[0]?.end();
  await first;
  await Promise.resolve();
  expect(begun.map((one) => one.by)).toEqual(["u1", "u2"]);
  const last = reader.read(ada, rights);
  begun[1]?.end();
  expect(new Set(await Promise.all(later)).size).toBe(1);
  await Promise.resolve();
  expect(begun).toHaveLength(3);
  begun[2]?.end();
  await last;
});

it("[Q1] other rights are read apart", () => {
  const { begun, reader } = slowReader();
  void reader.read(ada, rights);
  void reader.read(ben, new Map([["g1", "read"]] as const));
  void reader.read({ ...ben, companyId: "c2" }, rights);
  expect(begun).toHaveLength(3);
});
