import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openMailbox, type Mailbox } from "../../apps/server/testing/mailbox.ts";
import { openPushService, type PushService } from "../../apps/server/testing/push-server.ts";

/** Where a house's mail and pushes arrive: a mail server and a push service on this computer. */
export type Outside = {
  mailbox: Mailbox;
  pushes: PushService;
  /** What a house is set to, to reach them. */
  settings: Readonly<Record<string, string>>;
  close(): Promise<void>;
};

export async function openOutside(): Promise<Outside> {
  const [mailbox, pushes, folder] = await Promise.all([
    openMailbox(),
    openPushService(),
    mkdtemp(join(tmpdir(), "beckon-outside-")),
  ]);
  const ca = join(folder, "ca.pem");
  await writeFile(ca, pushes.ca);
  return {
    mailbox,
    pushes,
    settings: {
      SMTP_URL: mailbox.url,
      MAIL_FROM: "Beckon <beckon@example.com>",
      PUSH_TO_PRIVATE_ADDRESSES: "true",
      NODE_EXTRA_CA_CERTS: ca,
    },
    async close() {
      await Promise.all([mailbox.close(), pushes.close(), rm(folder, { recursive: true })]);
    },
  };
}
