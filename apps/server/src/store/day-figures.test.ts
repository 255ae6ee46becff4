import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestHttp, type TestHttp } from "../http/test-http.ts";

let house: TestHttp;
let acme: Awaited<ReturnType<TestHttp["company"]>>;
let ben: Awaited<ReturnType<TestHttp["person"]>>;
let eva: Awaited<ReturnType<TestHttp["person"]>>;
beforeAll(async () => {
  house = await startTestHttp();
  acme = await house.company("Acme");
  ben = await house.person(acme.administrator.companyId, "expert");
  eva = await house.person(acme.administrator.companyId, "supervisor");
});
afterAll(() => house.close());

const FROM = () => house.now - 3_600_000;
const board = (cookie: string, from = FROM()) => house.ask("GET", `/api/console/board?from=${from}`, { cookie });

type Kept = Partial<{
  created: number;
  waited: number;
  life: object;
  customer: string;
  stars: number;
  groupId: string;
}>;
let made = 0;

/** Keeps a case as it stands; `created` in milliseconds after the beginning of the day. */
async function keep({
  created = 1,
  waited,
  life = { state: "pending" },
  customer = "connected",
  stars,
  groupId,
}: Kept) {
  made += 1;
  const at = FROM() + created;
  await house.db
    .insertInto("cases")
    .values({
      id: `k${made}`,
      version: 1,
      company_id: acme.administrator.companyId,
      group_id: groupId ?? acme.groupId,
      module_id: null,
      code: `s${String(made).padStart(9, "0")}`,
      created_by: JSON.stringify({ kind: "module", moduleId: "m1" }),
      created_at: at,
      valid_until: at + 1,
      validity_ms: 1,
      customer: JSON.stringify({ is: customer }),
      expert: JSON.stringify({ is: "never" }),
      life: JSON.stringify(life),
      customer_name: "",
      customer_email: "",
      description: "",
      priority: "normal",
      ...(waited === undefined ? {} : { picked_up_at: at + waited, waited_ms: waited }),
      ...(stars === undefined ? {} : { rating: JSON.stringify({ stars, comment: "" }) }),
    } as never)
    .execute();
}

it("[Q6] a day's figures count what happened since its beginning, in each group a supervisor sees and in all of them", async () => {
  const closed = (kind: string) => ({ state: "closed", closedAt: FROM() + 9, closedBy: { kind }, outcome: null });
  const { body } = await house.ask("POST", "/api/console/groups", { cookie: eva.cookie, body: { name: "Eva's" } });
  const own = (body as { id: string }).id;
  await keep({ created: -10 * 86_400_000, waited: 5 });
  await keep({ created: -5_000, waited: 6_000 });
  await keep({ waited: 90_000, life: closed("person"), customer: "left", stars: 4 });
  await keep({ waited: 400_000, life: closed("customer"), customer: "left" });
  await keep({ customer: "left" });
  await keep({ customer: "left", life: closed("customer") });
  await keep({ customer: "left", life: closed("person") });
  await keep({ customer: "connected" });
  await keep({ groupId: own, waited: 1_000, life: closed("person"), customer: "left", stars: 5 });

  const figures = ((await board(acme.cookie)).body as { figures: object[] }).figures;
  const support = {
    groupId: acme.groupId,
    came: 6,
    taken: 3,
    withinLimit: 2,
    medianWaitMs: 90_000,
    longestWaitMs: 400_000,
    givenUp: 2,
    closed: 4,
    stars: 4,
    rated: 1,
  };
  expect(figures).toContainEqual(support);
  expect(figures[0]).toEqual({
    groupId: null,
    came: 7,
    taken: 4,
    withinLimit: 3,
    medianWaitMs: 48_000,
    longestWaitMs: 400_000,
    givenUp: 2,
    closed: 5,
    stars: 4.5,
    rated: 2,
  });
  // A supervisor reads those of her own groups.
  const evas = ((await board(eva.cookie)).body as { figures: { groupId: string | null; came: number }[] }).figures;
  expect(evas.map(({ groupId, came }) => [groupId, came])).toEqual([
    [null, 1],
    [own, 1],
  ]);
});

it("[Q6][X1] experts have no board, nobody sees another company's, and a day is no longer than a day", async () => {
  expect((await board(ben.cookie)).status).toBe(403);
  const other = await house.company("Other");
  expect((await board(other.cookie)).body).toMatchObject({ figures: [{ groupId: null, came: 0, taken: 0 }] });
  expect((await board(acme.cookie, house.now - 3 * 86_400_000)).status).toBe(422);
});
