import { createPrivateKey, createPublicKey, hkdfSync, sign } from "node:crypto";
import { SIGNED_MODULE_LABEL, type SignedModule } from "@beckon/protocol/program.ts";

/** What an Ed25519 seed needs before it to be a private key in PKCS #8. */
const SEED_HEADER = Buffer.from("302e020100300506032b657004220420", "hex");
const PUBLIC_KEY_BYTES = 32;

/** The installation's signature over what it says of its modules: the same on every server that shares the secret [M7]. */
export type ModuleKey = {
  /** Raw, in base64url. */
  readonly publicKey: string;
  sign(statement: string): SignedModule;
};

/** Derives the key from the installation's secret. */
export function moduleKeyOf(secret: string): ModuleKey {
  const seed = Buffer.from(hkdfSync("sha256", secret, "", "beckon module key 1", 32));
  const key = createPrivateKey({ key: Buffer.concat([SEED_HEADER, seed]), format: "der", type: "pkcs8" });
  const spki = createPublicKey(key).export({ format: "der", type: "spki" });
  const publicKey = spki.subarray(-PUBLIC_KEY_BYTES).toString("base64url");
  return {
    publicKey,
    sign(statement) {
      const signature = sign(null, Buffer.from(SIGNED_MODULE_LABEL + statement), key).toString("base64url");
      return { statement, signature, key: publicKey };
    },
  };
}
