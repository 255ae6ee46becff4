import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { generateKeyPairSync, sign } from "node:crypto";
import { SIGNED_MODULE_LABEL, type ModuleStatement } from "@beckon/protocol/program.ts";
import { openKept, type Kept } from "./kept.ts";
import { checkStatement } from "./statement.ts";

let folder = "";
let kept: Kept;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "beckon-key-"));
  kept = openKept(folder);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const owner = { server: "https://help.example", module: "acme" };
const told: ModuleStatement = {
  server: "https://help.example",
  module: "acme",
  company: "Acme",
  title: "Help",
  accent: "#1d5fc2",
  sos: { on: true, label: "SOS" },
};

function signer() {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const key = publicKey.export({ format: "der", type: "spki" }).subarray(-32).toString("base64url");
  return {
    key,
    sign: (statement: string, label = SIGNED_MODULE_LABEL) => ({
      statement,
      key,
      signature: sign(null, Buffer.from(label + statement), privateKey).toString("base64url"),
    }),
  };
}

it("[M7] believes what the server's key signed, and no other key after that", () => {
  const server = signer();
  const other = signer();
  const text = JSON.stringify(told);
  expect(checkStatement(server.sign(text), owner, kept)).toEqual(told);
  expect(checkStatement(other.sign(text), owner, kept)).toBeUndefined();
  expect(checkStatement(server.sign(text), owner, openKept(folder))).toEqual(told);
  expect(checkStatement(other.sign(text), { ...owner, key: other.key }, kept)).toEqual(told);
});

it("[M7] believes nothing that was changed, signed for something else, or of another module", () => {
  const server = signer();
  const signed = server.sign(JSON.stringify(told));
  const changed = { ...signed, statement: signed.statement.replace("SOS", "666") };
  expect(checkStatement(changed, owner, kept)).toBeUndefined();
  expect(checkStatement(server.sign(JSON.stringify(told), "other 1\0"), owner, kept)).toBeUndefined();
  expect(checkStatement(signed, { ...owner, module: "other" }, kept)).toBeUndefined();
  expect(checkStatement(server.sign("no JSON"), owner, kept)).toBeUndefined();
  expect(checkStatement({ statement: 1 }, owner, kept)).toBeUndefined();
});
