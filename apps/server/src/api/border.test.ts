import { afterAll, beforeAll, expect, it } from "vitest";
import { ENDPOINTS } from "@beckon/api/endpoints.ts";
import { SCOPES, type Scope } from "@beckon/api/scopes.ts";
import { openHouse, setUp, type House } from "../../testing/house.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
  await setUp(house);
});
afterAll(async () => house.stop());

const closed = Object.entries(ENDPOINTS)
  .map(([name, endpoint]) => ({ name, ...endpoint, scopes: endpoint.scopes as readonly Scope[] }))
  .filter(({ open }) => !open);

async function ask(path: string, method: string, token?: string) {
  const url = `${house.url}/api/v1${path.replaceAll(/\{\w+\}/g, "g1")}`;
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const response = await fetch(url, { method, headers });
  const text = await response.text();
  const body = text.startsWith("{") ? (JSON.parse(text) as { error?: string }) : {};
  return { status: response.status, error: body.error, challenge: response.headers.get("www-authenticate") };
}

it("[W2][W3] every call but those that are open asks for a valid token, before anything else", async () => {
  expect(closed.length).toBeGreaterThan(10);
  for (const { name, path, method } of closed)
    for (const token of [undefined, "12345678-abcdefghij0123456789"])
      expect([name, await ask(path, method, token)]).toEqual([
        name,
        { status: 401, error: "invalid_token", challenge: 'Bearer error="invalid_token"' },
      ]);
});

it("[W2] every call with permissions refuses a token that has all others, and names what is missing", async () => {
  const needing = closed.filter(({ scopes }) => scopes.length > 0);
  const tokens = new Map<string, string>();
  for (const { name, path, method, scopes } of needing) {
    const key = scopes.join();
    const others = SCOPES.filter((one) => !scopes.includes(one));
    const token = tokens.get(key) ?? (await house.token("company", others));
    tokens.set(key, token);
    expect([name, await ask(path, method, token)]).toMatchObject([name, { status: 403, error: "invalid_permission" }]);
  }
});
