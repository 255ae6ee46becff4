import { createHmac } from "node:crypto";
import type { IceServer } from "@beckon/protocol/words.ts";

export type IceSettings = {
  stunUrls: readonly string[];
  turnUrls: readonly string[];
  turnSecret: string | undefined;
  turnTtlSeconds: number;
};

/**
 * STUN and TURN addresses for one session. The TURN credentials follow coturn's REST scheme: the user name carries the
 * second at which they end, the password is its HMAC, so that nothing has to be stored and nothing lasts [X10].
 */
export function iceServersFor(settings: IceSettings, session: string, now: number): IceServer[] {
  const stun = settings.stunUrls.length > 0 ? [{ urls: [...settings.stunUrls] }] : [];
  if (settings.turnUrls.length === 0 || settings.turnSecret === undefined) return stun;
  const username = `${Math.floor(now / 1000) + settings.turnTtlSeconds}:${session}`;
  const credential = createHmac("sha1", settings.turnSecret).update(username).digest("base64");
  return [...stun, { urls: [...settings.turnUrls], username, credential }];
}
