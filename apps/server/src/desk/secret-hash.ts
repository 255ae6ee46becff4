import { createHash } from "node:crypto";

/** Only the hash of a customer's secret is kept [X11]. */
export function secretHashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("base64url");
}
