import { expect, it } from "vitest";
import { actorOf, born, evolve, type Case } from "@beckon/domain/case.ts";
import { decide } from "@beckon/domain/decide.ts";
import type { CustomerDown } from "@beckon/protocol/down.ts";
import type { CaseStore, Directory, HistoryEntry } from "../desk/ports.ts";
import { tellCustomer } from "./customer-news.ts";
import type { CustomerSeat } from "./seats.ts";

const waiting: Case = born({
  is: "created",
  case: {
    id: "k1",
    companyId: "c1",
    groupId: "g1",
    moduleId: "m1",
    code: "s123456789",
    createdBy: { kind: "module", moduleId: "m1" },
    createdAt: 1,
    validUntil: 9,
    validityMs: 8,
    assigneeId: null,
    customerName: "Eva",
    customerEmail: "",
    description: "",
    priority: "normal",
    tags: [],
  },
});

function joined(): Case {
  const ben = { kind: "person", personId: "u1", role: "expert", write: true } as const;
  const outcome = decide(waiting, { do: "connect", connection: "n.1" }, ben, 2);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
  const after = outcome.value.reduce((current, event) => evolve(current, event, actorOf(ben), 2), waiting);
  return { ...after, version: waiting.version + 1 };
}

/** A seat that is told by tellings whose reading ends when the test says so. */
function slowTellings() {
  const begun: (() => void)[] = [];
  const heard: string[] = [];
  const seat: CustomerSeat = {
    connection: "n.2",
    caseId: "k1",
    companyId: "c1",
    groupId: "g1",
    secretHash: "h",
    since: 0,
    attached: true,
    place: null,
    moduleId: null,
    isOffered: false,
    isUncared: false,
    care: null,
    waitingSince: null,
    estimate: { told: null, place: null, at: 0 },
    told: 0,
    opened: new Map(),
    push: (message) => heard.push((JSON.parse(message as string) as CustomerDown & { type: string }).type),
    close: () => heard.push("closed"),
    arrive: () => Promise.resolve(true),
  };
  const entry: HistoryEntry = {
    seq: 1,
    at: 1,
    actor: { kind: "customer" },
    event: { is: "said", party: "customer", text: "Hello" },
  };
  const store: Partial<CaseStore> = {
    history: () => new Promise((resolve) => begun.push(() => resolve([entry]))),
  };
  const directory: Partial<Directory> = {
    company: () =>
      Promise.resolve({
        id: "c1",
        name: "Example",
        recordings: { keep: "off", days: 30 },
        peopleNames: new Map([["u1", "Ben"]]),
      }),
    reception: () =>
      Promise.resolve({
        title: "",
        welcome: "",
        waiting: "",
        accent: "#000000",
        logo: null,
        translations: {},
        survey: true,
        programOf: null,
      }),
  };
  const parts = {
    store: store as CaseStore,
    directory: directory as Directory,
    estimates: { of: () => Promise.resolve(null) },
    care: { of: () => Promise.resolve(null) },
    waysOf: () => ({ iceServers: [], relayToken: "t" }),
  };
  return { begun, heard, tell: (current: Case) => tellCustomer(seat, current, parts) };
}

it("[R1] a customer who was asked is not told afterwards how it stood before, whichever reading ends first", async () => {
  const { begun, heard, tell } = slowTellings();
  const older = tell(waiting);
  const newer = tell(joined());
  begun[1]?.();
  await newer;
  expect(heard).toEqual(["customer/case", "session/open"]);
  begun[0]?.();
  await older;
  expect(heard).toEqual(["customer/case", "session/open"]);
});

it("[R1] the same version may be told again: names and places change too", async () => {
  const { begun, heard, tell } = slowTellings();
  for (const round of [0, 1]) {
    const told = tell(waiting);
    begun[round]?.();
    await told;
  }
  expect(heard).toEqual(["customer/case", "customer/case"]);
});
