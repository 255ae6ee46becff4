import fc from "fast-check";
import * as z from "zod/mini";
import { afterAll, beforeAll, expect, it } from "vitest";
import { CALLS } from "@beckon/protocol/calls.ts";
import { consoleUp, customerUp } from "@beckon/protocol/up.ts";
import { openHouse, setUp, type House } from "../../testing/house.ts";
import { Wire, type Anything } from "../../testing/wire.ts";

let house: House;
let ada: Awaited<ReturnType<typeof setUp>>;

beforeAll(async () => {
  house = await openHouse();
  ada = await setUp(house);
});
afterAll(() => house.stop());

/** The names of a union's messages and of their fields, so that garbage comes close to the real thing. */
function namesIn(schema: z.ZodMiniType): { types: string[]; fields: string[] } {
  const json = JSON.stringify(z.toJSONSchema(schema, { unrepresentable: "any" }));
  const types = [...json.matchAll(/"const":"([\w/]+)"/g)].map((match) => match[1] ?? "");
  const fields = [...json.matchAll(/"(\w+)":\{/g)].map((match) => match[1] ?? "");
  return { types: [...new Set(types)], fields: [...new Set(fields)] };
}

const strange = fc.oneof(
  fc.string({ unit: "binary", maxLength: 80 }),
  fc.constantFrom(
    "",
    "\u0000",
    "'; DROP TABLE cases; --",
    "<script>",
    "../../etc/passwd",
    "s123456789",
    "g1",
    "__proto__",
    "é̈",
    "\ud800",
  ),
  fc.integer(),
  fc.double(),
  fc.constantFrom(null, true, [], {}, -0, 1e308, Number.MAX_SAFE_INTEGER + 2),
  fc.jsonValue({ maxDepth: 6 }) as fc.Arbitrary<unknown>,
);

function almost(schema: z.ZodMiniType): fc.Arbitrary<string> {
  const { types, fields } = namesIn(schema);
  const message = fc
    .tuple(fc.constantFrom(...types), fc.dictionary(fc.constantFrom(...fields), strange, { maxKeys: 10 }), fc.uuid())
    .map(([type, rest, id]) => JSON.stringify({ ...rest, type, id }));
  return fc.oneof(
    { weight: 8, arbitrary: message },
    { weight: 1, arbitrary: fc.json() },
    { weight: 1, arbitrary: fc.string() },
  );
}

async function isUp() {
  expect((await fetch(`${house.url}/readyz`)).status).toBe(200);
}

for (const [path, schema] of [
  ["console", consoleUp],
  ["customer", customerUp],
] as const) {
  it(`[X8] seeded garbage on the ${path}'s socket is refused by name and harms nobody`, async () => {
    const bystander = await Wire.open(house.url, "console", { cookie: ada.cookie });
    await bystander.next((m) => m.type === "queue/snapshot");
    const messages = fc.sample(almost(schema), { numRuns: 400, seed: 20_261_122 });
    let closedWith = 0;
    for (let from = 0; from < messages.length; from += 10) {
      const wire = await Wire.open(house.url, path, { cookie: ada.cookie });
      await wire.next((m) => m.type === (path === "console" ? "queue/snapshot" : "welcome"));
      for (const message of messages.slice(from, from + 10)) wire.send(message);
      // Whatever it was, the connection answers a last honest request or was closed with a named code.
      wire.send({ type: "ping" });
      const end: Anything = await Promise.race([wire.closed(), wire.next((m) => m.type === "pong")]);
      if (typeof end === "number") {
        expect([4400, 4429]).toContain(end);
        closedWith++;
      }
      for (const reply of wire.received.filter((m) => m.type === "reply" && !m.ok)) {
        expect(reply.refusal.reason).not.toBe("unavailable");
      }
      wire.close();
    }
    expect(closedWith).toBeGreaterThan(10);
    expect((await bystander.ask({ type: "case/watch", caseId: "none" })).refusal).toEqual({ reason: "notFound" });
    await isUp();
  });
}

it("[X8] seeded garbage on every HTTP call gets a clear refusal, never a fault of ours", async () => {
  const bodies = fc.sample(fc.oneof(fc.dictionary(fc.string(), strange), strange), { numRuns: 12, seed: 20_261_122 });
  const queries = fc.sample(fc.dictionary(fc.string({ minLength: 1 }), fc.string({ unit: "binary" })), {
    numRuns: 12,
    seed: 7,
  });
  for (const call of Object.values(CALLS)) {
    for (const [index, body] of bodies.entries()) {
      const path = call.path.replace(
        /:\w+/g,
        encodeURIComponent(
          String(Object.keys(queries[index] ?? {})[0] ?? "x")
            .toWellFormed()
            .slice(0, 100),
        ),
      );
      const query = new URLSearchParams(queries[index]).toString();
      const response = await fetch(`${house.url}${path}?${query}`, {
        method: call.method,
        headers: { "content-type": "application/json", cookie: ada.cookie, origin: house.url },
        ...(call.method === "GET" ? {} : { body: JSON.stringify(body) ?? "" }),
      });
      expect(response.status, `${call.method} ${path} ${JSON.stringify(body)}`).toBeLessThan(500);
      if (response.status >= 400) expect(((await response.json()) as Anything).refusal.reason).toBeTypeOf("string");
    }
  }
  await isUp();
});
