import { createHmac, timingSafeEqual } from "node:crypto";
import type { Party } from "@beckon/domain/case.ts";

/** Which side of which session a token lets in to the way through the server. */
export type RelayPass = { session: string; party: Party };

/** Longer than any session; a case that is over lets nobody in whatever the token says. */
const LIVES_MS = 24 * 3_600_000;

/** Makes and reads tokens for the way through the server: nothing is stored, and every server with the secret reads them [X10]. */
export function relayTokens(secret: string) {
  const sign = (body: string): Buffer => createHmac("sha256", secret).update(`relay\0${body}`).digest();
  return {
    make({ session, party }: RelayPass, now: number): string {
      const body = `${session}.${party}.${now + LIVES_MS}`;
      return `${body}.${sign(body).toString("base64url")}`;
    },
    /** Undefined for what is no token, or is too old. */
    read(token: string, now: number): RelayPass | undefined {
      const [, body = "", session = "", party, until, signature = ""] =
        /^(([\w-]{1,64})\.(customer|expert)\.(\d{1,16}))\.([\w-]{43})$/.exec(token) ?? [];
      const given = Buffer.from(signature, "base64url");
      const wanted = sign(body);
      if (given.length !== wanted.length || !timingSafeEqual(given, wanted) || Number(until) <= now) return undefined;
      return { session, party: party === "expert" ? "expert" : "customer" };
    },
  };
}
