import { createHmac, randomInt } from "node:crypto";
import { RECOVERY_CODES } from "@beckon/protocol/sign-in.ts";

// None that is taken for another when read from paper; five bits each.
const SIGNS = "abcdefghijkmnpqrstuvwxyz23456789";
const LENGTH = 10;

/** A fresh set of recovery codes, as people are shown them (`k7mqd-x2p9a`); 50 bits each. */
export function makeRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => {
    const code = Array.from({ length: LENGTH }, () => SIGNS[randomInt(SIGNS.length)]).join("");
    return `${code.slice(0, 5)}-${code.slice(5)}`;
  });
}

/** What is kept of a recovery code [X11]; spaces, dashes and case of what was typed do not matter. */
export function hashRecoveryCode(secret: string, typed: string): string {
  const plain = typed.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
  return `r.${createHmac("sha256", secret).update(`recovery code\0${plain}`).digest("base64url")}`;
}

/** How the sign-in library keeps a set: it asks for it as JSON, and hands hashes back unchanged when one was used. */
export function keepAsHashes(secret: string) {
  return {
    encrypt: async (json: string) => {
      const codes = readSet(json).map((code) => (code.startsWith("r.") ? code : hashRecoveryCode(secret, code)));
      return JSON.stringify(codes);
    },
    decrypt: async (kept: string) => kept,
  };
}

/** The hashes in a kept set. */
export function readSet(kept: string): string[] {
  return JSON.parse(kept) as string[];
}
