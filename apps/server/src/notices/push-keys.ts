import { createECDH, hkdfSync } from "node:crypto";

/** The installation's own keys for Web Push (VAPID, RFC 8292), in base64url [N3]. */
export type PushKeys = { readonly publicKey: string; readonly privateKey: string };

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/**
 * Derives the keys from the installation's secret, which was made at its first start: the same on every server that shares
 * it, and nothing more to keep [X11]. With another secret they are others, and browsers subscribe anew when they come.
 */
export function pushKeysOf(secret: string): PushKeys {
  // 64 bits more than the order has, so that the remainder favours no number.
  const wide = Buffer.from(hkdfSync("sha256", secret, "", "beckon web push key 1", 40)).toString("hex");
  const scalar = (BigInt(`0x${wide}`) % (ORDER - 1n)) + 1n;
  const privateKey = Buffer.from(scalar.toString(16).padStart(64, "0"), "hex");
  const curve = createECDH("prime256v1");
  curve.setPrivateKey(privateKey);
  return { publicKey: curve.getPublicKey("base64url"), privateKey: privateKey.toString("base64url") };
}
