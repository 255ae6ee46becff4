import { createPublicKey, verify } from "node:crypto";
import {
  moduleStatement,
  SIGNED_MODULE_LABEL,
  signedModule,
  type ModuleStatement,
  type ProgramOwner,
} from "@beckon/protocol/program.ts";
import type { Kept } from "./kept.ts";

/** What an Ed25519 key needs before it to be a public key in DER. */
const KEY_HEADER = Buffer.from("302a300506032b6570032100", "hex");
const KEPT_KEY = "beckon.server-key";

/**
 * What the server says of the module, when the signature is of the key this module knows [M7]: the one it came with, or the
 * first it met. Undefined for anything else, another module's statement among it.
 */
export function checkStatement(signed: unknown, owner: ProgramOwner, kept: Kept): ModuleStatement | undefined {
  const parsed = signedModule.safeParse(signed);
  if (!parsed.success) return undefined;
  const { statement, signature, key } = parsed.data;
  const known = owner.key ?? kept.getItem(KEPT_KEY) ?? key;
  if (known !== key || !isSignedBy(key, statement, signature)) return undefined;
  const told = moduleStatement.safeParse(readJson(statement));
  if (!told.success || told.data.module !== owner.module) return undefined;
  kept.setItem(KEPT_KEY, key);
  return told.data;
}

function isSignedBy(key: string, statement: string, signature: string): boolean {
  try {
    const der = Buffer.concat([KEY_HEADER, Buffer.from(key, "base64url")]);
    const publicKey = createPublicKey({ key: der, format: "der", type: "spki" });
    const signed = Buffer.from(SIGNED_MODULE_LABEL + statement);
    return verify(null, signed, publicKey, Buffer.from(signature, "base64url"));
  } catch {
    return false;
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
