import { afterAll, beforeAll, expect, it } from "vitest";
import { sql } from "kysely";
import { openApiCaller, type ApiCall } from "../../testing/open-api-caller.ts";
import { startTestHttp, type TestHttp } from "../http/test-http.ts";

const MANY = 10_000;

let house: TestHttp;
let api: ApiCall;
let token: string;
beforeAll(async () => {
  house = await startTestHttp();
  const { administrator } = await house.company("Large");
  const { companyId } = administrator;
  await sql`INSERT INTO people (company_id, name, email, role)
    SELECT ${companyId}, 'Person ' || n, 'p' || n || '@large.example', 'expert' FROM generate_series(1, ${MANY}) n`.execute(
    house.db,
  );
  await sql`INSERT INTO groups (company_id, name, owner_id, warn_ms, alarm_ms, created_at)
    SELECT ${companyId}, 'Group ' || n, ${administrator.personId}, 1000, 2000, 0 FROM generate_series(1, ${MANY}) n`.execute(
    house.db,
  );
  await sql`INSERT INTO group_shares (company_id, group_id, person_id, access)
    SELECT ${companyId}, groups.id, people.id, 'read' FROM groups JOIN people ON people.name = 'Person ' || split_part(groups.name, ' ', 2)`.execute(
    house.db,
  );
  api = await openApiCaller(house.app);
  token = await house.token(companyId);
});
afterAll(() => house.close());

const get = (path: string) => api(token, "GET", path);

it("[W9] ten thousand people and groups are listed whole, and one of them is found among them", async () => {
  const names = await get("/users");
  expect(names.body.users).toHaveLength(MANY + 1);
  const full = await get("/users?full_list=true");
  expect(full.body.users).toHaveLength(MANY + 1);
  const one = await get("/users?full_list=true&email=p777@large.example");
  expect(one.body.users).toMatchObject([{ name: "Person 777" }]);
  const groups = await get("/groups");
  expect(groups.body.groups).toHaveLength(MANY + 1);
  const group = groups.body.groups.find((each: { name: string }) => each.name === "Group 777");
  expect(group.shared_with).toMatchObject([{ userid: one.body.users[0].id, name: "Person 777" }]);
  const single = await get(`/groups/${group.id}`);
  expect(single.body).toEqual(group);
});
