import { createHmac } from "node:crypto";

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** An authenticator app on somebody's phone, after RFC 6238, holding one key as people type it in. */
export function authenticatorApp(key: string) {
  const signs = key.replaceAll(/\s/g, "").split("");
  const bits = signs.map((sign) => BASE32.indexOf(sign).toString(2).padStart(5, "0")).join("");
  const secret = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  return {
    /** What it shows now, or so many times 30 s later. */
    code(later = 0): string {
      const step = Buffer.alloc(8);
      step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + later));
      const hash = createHmac("sha1", secret).update(step).digest();
      const at = (hash.at(-1) ?? 0) & 15;
      return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
    },
  };
}
