import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PersonScope } from "@beckon/domain/permissions.ts";
import { makeCompany } from "../people/company.ts";
import { openCaseStore } from "../store/case-store.ts";
import { openDatabase, type OpenDatabase } from "../store/database.ts";
import { openMoves } from "../store/moves.ts";
import { openDirectory } from "../store/directory.ts";
import { createTestDatabase, type TestDatabase } from "../store/test-database.ts";
import { openDesk, type Desk } from "./desk.ts";
import type { News } from "./news.ts";
import type { CaseStore, NewCase } from "./ports.ts";

const HOUR = 3_600_000;
let database: TestDatabase;
let open: OpenDatabase;
let store: CaseStore;
let ada: PersonScope;
let stranger: PersonScope;
let groupId: string;
let slug: string;
let now = 1_800_000_000_000;
let draws: number[] = [];
const told: News[] = [];
let desk: Desk;

beforeAll(async () => {
  database = await createTestDatabase();
  open = openDatabase(database.url);
  store = openCaseStore(open.db);
  const make = async (company: string, email: string) => {
    const made = await makeCompany(open.db, { company, name: company, email, password: "correct horse battery" }, now);
    if (!made.ok) throw new Error(JSON.stringify(made.refusal));
    return made.value;
  };
  const first = await make("Example", "ada@example.com");
  [ada, groupId, slug] = [first.administrator, first.groupId, first.slug];
  stranger = (await make("Other", "eve@example.org")).administrator;
  desk = openDesk({
    store,
    directory: openDirectory(open.db),
    moves: openMoves(open.db),
    guesses: {
      ask: async (_address, find) =>
        ((found) => (found ? { ok: true, value: found } : { ok: false, refusal: { reason: "codeNotValid" } }))(
          await find(),
        ),
    },
    newCases: async (address) => (address === "flooding" ? 7 : 0),
    announce: (news) => told.push(news),
    now: () => now,
    newId: randomUUID,
    randomInt: (below) => draws.shift() ?? Math.floor(Math.random() * below),
  });
});
afterAll(async () => {
  await open.close();
  await database.drop();
});

const wanted = (about: Partial<NewCase> = {}): NewCase => ({
  groupId,
  customerName: "",
  customerEmail: "",
  description: "",
  priority: "normal",
  tags: [],
  assigneeId: null,
  ...about,
});
async function made(about: Partial<NewCase> = {}) {
  const outcome = await desk.createByHand(ada, randomUUID(), wanted(about));
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
  return outcome.value;
}

describe("making", () => {
  it("[S2] a code that another case has is drawn again", async () => {
    draws = [123_456_789];
    expect((await made()).code).toBe("s123456789");
    draws = [123_456_789, 123_456_789, 42];
    expect((await made()).code).toBe("s000000042");
  });

  it("[C13][Q2] a hundred repetitions at once make one case, and each tells of it again", async () => {
    const requestId = randomUUID();
    told.length = 0;
    const outcomes = await Promise.all(Array.from({ length: 100 }, () => desk.createByHand(ada, requestId, wanted())));
    expect(new Set(outcomes.map((outcome) => outcome.ok && outcome.value.id)).size).toBe(1);
    // The first telling may have died with its server.
    expect(told).toHaveLength(100);
  });

  it("[M4][S5] two openings with one secret at once make one case", async () => {
    const opening = {
      slug,
      secretHash: randomUUID(),
      address: "192.0.2.1",
      customerName: "Eva",
      customerEmail: "",
      description: "",
      disclaimerAccepted: true,
    };
    const requestId = randomUUID();
    const [a, b] = await Promise.all([desk.openModule(requestId, opening), desk.openModule(requestId, opening)]);
    expect(a.ok && b.ok && a.value.id === b.value.id).toBe(true);
  });

  it("[X8] an address that has made too many cases is told when to come back, and still comes back to its own", async () => {
    const about = { customerName: "Eva", customerEmail: "", description: "", disclaimerAccepted: true };
    const secretHash = randomUUID();
    const made = await desk.openModule(randomUUID(), { slug, secretHash, address: "192.0.2.1", ...about });
    const again = await desk.openModule(randomUUID(), { slug, secretHash, address: "flooding", ...about });
    expect(made.ok && again.ok && made.value.id === again.value.id).toBe(true);
    const more = await desk.openModule(randomUUID(), { slug, secretHash: randomUUID(), address: "flooding", ...about });
    expect(more).toEqual({ ok: false, refusal: { reason: "tooManyTries", retryAfterSeconds: 7 } });
  });

  it("[M4][C10] whoever opens a module is in its case from the first moment: one commit, one telling", async () => {
    told.length = 0;
    const facts = { customerName: "Eva", customerEmail: "", description: "" };
    const opening = { slug, secretHash: randomUUID(), address: "192.0.2.1", ...facts };
    const device = {
      browser: "Chrome",
      system: "Windows",
      language: "de",
      screen: "1920 × 1080",
      channel: "web",
    } as const;
    const arrival = { connection: "n.1", device };
    const opened = await desk.openModule(randomUUID(), { ...opening, disclaimerAccepted: true }, arrival);
    if (!opened.ok) throw new Error(JSON.stringify(opened.refusal));
    expect(opened.value).toMatchObject({
      version: 2,
      life: { state: "pending" },
      customer: { connection: "n.1" },
      device,
    });
    expect(await store.read(ada, opened.value.id)).toEqual(opened.value);
    const history = await store.history(ada, opened.value.id);
    expect(history.map(({ seq, event }) => [seq, event.is])).toEqual([
      [1, "created"],
      [2, "connected"],
    ]);
    expect(told).toHaveLength(1);
  });

  it("[X1] nobody makes a case in another company's group", async () => {
    expect(await desk.createByHand(stranger, randomUUID(), wanted())).toEqual({
      ok: false,
      refusal: { reason: "notFound" },
    });
  });
});

describe("changing", () => {
  it("[C10] fifty changes at once each have their version and their history entry", async () => {
    const { id } = await made();
    const notes = Array.from({ length: 50 }, (_, n) =>
      desk.act(ada, id, randomUUID(), { do: "note", text: `note ${n}` }),
    );
    expect((await Promise.all(notes)).every((outcome) => outcome.ok)).toBe(true);
    const [current, history] = [await store.read(ada, id), await store.history(ada, id)];
    expect(current?.version).toBe(51);
    expect(history.map((entry) => entry.seq)).toEqual(Array.from({ length: 51 }, (_, n) => n + 1));
  });

  it("[C13] a repeated change is done once, also after others came between", async () => {
    const { id } = await made();
    const requestId = randomUUID();
    const take = () => desk.act(ada, id, requestId, { do: "assign", to: ada.personId, expected: null });
    expect((await take()).ok).toBe(true);
    await desk.act(ada, id, randomUUID(), { do: "assign", to: null, expected: ada.personId });
    const again = await take();
    expect(again.ok && again.value.repeated && again.value.case.assigneeId).toBeNull();
  });

  it("[C6][C14] the sweep expires a case whose time has come, once, and leaves the others", async () => {
    const [old, young] = [await made(), await made()];
    await desk.act(ada, young.id, randomUUID(), { do: "extend", validUntil: now + 100 * HOUR });
    now += 24 * HOUR;
    await Promise.all([desk.sweep(), desk.sweep(), desk.sweep()]);
    expect((await store.read(ada, old.id))?.life).toEqual({ state: "expired", expiredAt: now });
    expect((await store.read(ada, young.id))?.life.state).toBe("new");
    const history = await store.history(ada, old.id);
    expect(history.filter((entry) => entry.event.is === "expired")).toHaveLength(1);
  });

  it("[C12] a deleted case is gone with its history, and its code may be drawn again", async () => {
    const gone = await made({ customerName: "Somebody" });
    await desk.act(ada, gone.id, randomUUID(), { do: "delete" });
    expect(await store.read(ada, gone.id)).toBeUndefined();
    const { rows } = await open.pool.query("SELECT 1 FROM case_history WHERE case_id = $1", [gone.id]);
    expect(rows).toEqual([]);
  });

  it("[X1] another company's case is not found, whatever is asked of it", async () => {
    const { id } = await made();
    for (const command of [
      { do: "delete" },
      { do: "reopen" },
      { do: "note", text: "x" },
      { do: "connect", connection: "n.1" },
    ] as const) {
      expect(await desk.act(stranger, id, randomUUID(), command)).toEqual({
        ok: false,
        refusal: { reason: "notFound" },
      });
    }
    expect(await store.read(stranger, id)).toBeUndefined();
    expect(await store.history(stranger, id)).toEqual([]);
    expect((await store.search(stranger, { limit: 100 })).length).toBe(0);
    expect((await store.forQueue(stranger, 0, 100)).length).toBe(0);
  });
});

it("[P9] a disabled person's open cases become nobody's; those that are over keep whose they were", async () => {
  const ben = await open.pool.query<{ id: string }>(
    "INSERT INTO people (company_id, name, email, role) VALUES ($1, 'Ben', 'ben@example.com', 'administrator') RETURNING id",
    [ada.companyId],
  );
  const benId = ben.rows[0]?.id ?? "";
  const [current, over] = [await made({ assigneeId: benId }), await made({ assigneeId: benId })];
  await desk.act(ada, over.id, randomUUID(), { do: "close", outcome: null });
  await desk.releaseOfDisabled();
  expect((await store.read(ada, current.id))?.assigneeId).toBe(benId);
  await open.pool.query("UPDATE people SET disabled_at = 1 WHERE id = $1", [benId]);
  await desk.releaseOfDisabled();
  expect((await store.read(ada, current.id))?.assigneeId).toBeNull();
  expect((await store.read(ada, over.id))?.assigneeId).toBe(benId);
});

describe("looking", () => {
  it("[Q3] searching finds by text and code, filters, and pages through without gaps", async () => {
    const names = ["Needle One", "needle two", "Other", "NEEDLE three %"];
    const cases = [];
    for (const customerName of names) cases.push(await made({ customerName, description: "find 100% of me_" }));
    const namesOf = (found: { customerName: string }[]) => found.map((one) => one.customerName).toSorted();
    const needles = ["NEEDLE three %", "Needle One", "needle two"];
    expect(namesOf(await store.search(ada, { text: "needle", limit: 10 }))).toEqual(needles);
    expect(namesOf(await store.search(ada, { text: "needle three %", limit: 10 }))).toEqual(["NEEDLE three %"]);
    expect(namesOf(await store.search(ada, { text: "100% of me_", limit: 10 }))).toHaveLength(4);
    const [first] = cases;
    expect((await store.search(ada, { text: first?.code ?? "", limit: 10 })).map((one) => one.id)).toEqual([first?.id]);
    const whole = await store.search(ada, { limit: 1000 });
    const paged = [];
    for (let last = undefined as (typeof whole)[0] | undefined; ;) {
      const page = await store.search(ada, { limit: 3, ...(last ? { after: last } : {}) });
      paged.push(...page);
      last = page.at(-1);
      if (page.length < 3) break;
    }
    expect(paged.map((one) => one.id)).toEqual(whole.map((one) => one.id));
  });
});

it("[M9] a move that was prepared 15 minutes ago is worthless", async () => {
  const arrival = {
    connection: "n.move",
    device: { browser: "", system: "", language: "", screen: "", channel: "web" },
  } as const;
  const made = await desk.openModule(
    randomUUID(),
    {
      slug,
      secretHash: "mover",
      address: "192.0.2.1",
      customerName: "Eva",
      customerEmail: "",
      description: "",
      disclaimerAccepted: true,
    },
    arrival,
  );
  if (!made.ok) throw new Error(JSON.stringify(made.refusal));
  await desk.prepareMove(made.value.id, "mover", "move hash");
  now += 15 * 60_000;
  expect(await desk.move("move hash", "program", arrival)).toEqual({ ok: false, refusal: { reason: "notFound" } });
  expect((await desk.bySecret("mover"))?.id).toBe(made.value.id);
});

describe("what the history is narrowed by", () => {
  it("[Q7] a tag finds its cases in whatever case it is typed; nobody learns tags of groups they do not see", async () => {
    const vpn = await made({ tags: ["VPN", "Printer"] });
    const other = await made({ tags: ["vpn "] });
    const found = await store.search(ada, { tag: "Vpn", limit: 10 });
    expect(found.map(({ id }) => id).toSorted()).toEqual([vpn.id, other.id].toSorted());
    expect(await store.search(ada, { tag: "VP", limit: 10 })).toEqual([]);
    expect(await store.search(stranger, { tag: "VPN", limit: 10 })).toEqual([]);
    expect((await store.knownTags(ada)).map((tag) => tag.toLowerCase()).toSorted()).toEqual(["printer", "vpn"]);
    expect(await store.knownTags(stranger)).toEqual([]);
    const many = { tags: Array.from({ length: 11 }, (_, at) => `t${at}`) };
    expect(await desk.createByHand(ada, randomUUID(), wanted(many))).toMatchObject({
      ok: false,
      refusal: { field: "tags", problem: "tooMany" },
    });
  });

  it("[Q3] outcome and stars narrow it too", async () => {
    const { id, ...rest } = await made({ tags: ["Rated"] });
    await desk.act(ada, id, randomUUID(), { do: "close", outcome: "noContact" });
    const customer = { kind: "customer", caseId: id, secretHash: null } as const;
    const rated = await desk.act(customer, id, randomUUID(), { do: "rate", stars: 2, comment: "" });
    expect([rest.life.state, rated.ok]).toEqual(["new", true]);
    const ids = async (filter: object) =>
      (await store.search(ada, { tag: "rated", limit: 10, ...filter })).map((found) => found.id);
    expect(await ids({ outcome: "noContact", stars: 2 })).toEqual([id]);
    expect(await ids({ stars: 1 })).toEqual([]);
    expect(await ids({ outcome: "solved" })).toEqual([]);
  });
});
