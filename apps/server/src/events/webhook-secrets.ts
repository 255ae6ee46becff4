import { hkdfSync, randomBytes } from "node:crypto";
import { openBytes, sealBytes } from "../store/sealed-bytes.ts";

/** The secrets webhooks are signed with; kept encrypted, each bound to its webhook [X11]. */
export interface WebhookSecrets {
  /** A fresh one as its owner is shown it, once (`whsec_…`), and as it is kept. */
  make(webhookId: string): { shown: string; sealed: Buffer };
  open(sealed: Buffer, webhookId: string): string;
}

/** `secret`: the installation's. */
export function openWebhookSecrets(secret: string): WebhookSecrets {
  const key = Buffer.from(hkdfSync("sha256", secret, "", "beckon webhooks 1", 32));
  return {
    make(webhookId) {
      const shown = `whsec_${randomBytes(32).toString("base64")}`;
      return { shown, sealed: sealBytes(key, Buffer.from(shown), webhookId) };
    },
    open: (sealed, webhookId) => openBytes(key, sealed, webhookId).toString(),
  };
}
