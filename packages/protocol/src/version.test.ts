import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import * as z from "zod/mini";
import * as calls from "./calls.ts";
import * as down from "./down.ts";
import * as peer from "./peer.ts";
import * as up from "./up.ts";
import { PROTOCOL_HASH } from "./version.ts";

const isSchema = (value: unknown): value is z.ZodMiniType =>
  typeof value === "object" && value !== null && "_zod" in value;
const isPart = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** Everything exported that crosses the wire, by its path from the file on; HTTP calls with method and path. */
function* describeWire(at: string, value: unknown): Generator<[string, unknown]> {
  // What JSON Schema cannot say (the closed list of refusals) is held by its TypeScript type.
  if (isSchema(value)) yield [at, z.toJSONSchema(value, { unrepresentable: "any", io: "input" })];
  else if (typeof value === "string" || typeof value === "number") yield [at, value];
  else if (isPart(value)) for (const [name, part] of Object.entries(value)) yield* describeWire(`${at}/${name}`, part);
}

it("[X8] the protocol is the one its hash was taken of", () => {
  const wire = [...describeWire("", { calls, down, peer, up })].toSorted(([one], [other]) => (one < other ? -1 : 1));
  const hash = createHash("sha256").update(JSON.stringify(wire)).digest("hex");
  if (hash === PROTOCOL_HASH) return;
  expect.fail(
    "The messages changed. Did you mean to change the protocol? If so: raise PROTOCOL in version.ts when an old page " +
      "and a new server could misunderstand each other, write the change in docs/protocol.md, and set PROTOCOL_HASH " +
      `to ${hash}`,
  );
});
