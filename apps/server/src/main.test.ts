import { afterAll, expect, it } from "vitest";
import { CALLS } from "@beckon/protocol/calls.ts";
import { invite, openHouse, setUp } from "../testing/house.ts";
import { readConfig } from "./config.ts";
import { startServer } from "./main.ts";
import { createTestDatabase } from "./store/test-database.ts";

const closing: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const close of closing.toReversed()) await close();
});

it("[X4] an installation with a secret of its own gets its set-up link like any other", async () => {
  const database = await createTestDatabase();
  closing.push(() => database.drop());
  const secret = "a secret of at least thirty-two characters";
  const env = { PORT: "0", HOST: "127.0.0.1", DATABASE_URL: database.url, LOG_LEVEL: "silent", BECKON_SECRET: secret };
  const read = readConfig(env);
  if (!read.ok) throw new Error(read.faults.join(" "));
  const server = await startServer(read.config);
  closing.push(() => server.stop());
  expect(server.setupUrl).toContain("#token=");
});

it("[X1] [X5] what is taken from a person on one server is refused on the other, however often they just used it", async () => {
  const here = await openHouse();
  closing.push(() => here.stop());
  const there = await here.another();
  const admin = await setUp(here);
  const expert = await invite(here, admin, { email: "eli@example.com", name: "Eli", groupIds: [admin.groupId] });
  const create = async () => {
    const body = { customerName: "Eva", customerEmail: "", description: "", groupId: admin.groupId };
    const headers = { "content-type": "application/json", origin: there.url, cookie: expert.cookie };
    const request = { method: "POST", headers, body: JSON.stringify({ ...body, requestId: crypto.randomUUID() }) };
    return (await fetch(`${there.url}/api/console/cases`, request)).status;
  };
  expect([await create(), await create()]).toEqual([200, 200]);

  const share = `/api/console/groups/${admin.groupId}/members`;
  await admin.call("PUT", share, { personId: expert.personId, access: "read" });
  await expect.poll(create, { timeout: 2_500, interval: 50 }).toBe(403);

  await admin.call("PATCH", `/api/console/people/${expert.personId}`, { disabled: true });
  await expect.poll(create, { timeout: 2_500, interval: 50 }).toBe(401);
});

it("[X1] no call of the console answers anybody who is not signed in", async () => {
  const house = await openHouse();
  closing.push(() => house.stop());
  const calls = Object.values(CALLS).filter(({ path }) => path.startsWith("/api/console/"));
  expect(calls.length).toBeGreaterThan(20);
  for (const { method, path } of calls) {
    const address = house.url + path.replace(/:\w+/g, "x1");
    const body =
      method === "GET" ? {} : { body: "{}", headers: { "content-type": "application/json", origin: house.url } };
    const answer = await fetch(address, { method, ...body });
    expect({ method, path, status: answer.status, text: await answer.text() }).toEqual({
      method,
      path,
      status: 401,
      text: JSON.stringify({ refusal: { reason: "notSignedIn" } }),
    });
  }
});
