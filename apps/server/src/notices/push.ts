import { createHash } from "node:crypto";
import { request } from "node:https";
import webPush from "web-push";
import type { PushedNotice, PushSubscriptionKeys } from "@beckon/protocol/notices.ts";
import { isPushAddress, linesToPush } from "./push-address.ts";
import type { PushKeys } from "./push-keys.ts";

const PATIENCE_MS = 10_000;
/** How long a push service keeps a notice for a browser that is not there: after that a waiting customer is old news. */
const KEPT_SECONDS = 600;

/** What came of sending: `gone` means that the browser will never take anything by this subscription again. */
export type Pushed = "sent" | "gone" | "failed";

/** Sends to browsers by their push services [N1, N3]. */
export interface Push {
  readonly publicKey: string;
  mayReach(endpoint: string): boolean;
  send(to: PushSubscriptionKeys, notice: PushedNotice): Promise<Pushed>;
  close(): void;
}

export interface PushParts {
  readonly keys: PushKeys;
  /** Whom a push service may write to when something is wrong: an https address or mailto. */
  readonly contact: string;
  readonly privateToo: boolean;
  /** More authorities to believe than the usual ones, in PEM. */
  readonly ca?: string;
  readonly log: { warn(about: object, message: string): void };
}

/** Opens the way to push services. Redirects are not followed, answers not read, and private addresses not connected to. */
export function openPush({ keys, contact, privateToo, ca, log }: PushParts): Push {
  const httpsLines = linesToPush(privateToo, ca);
  const vapidDetails = { subject: contact, ...keys };

  async function send({ endpoint, p256dh, auth }: PushSubscriptionKeys, notice: PushedNotice): Promise<Pushed> {
    if (!isPushAddress(endpoint, privateToo)) return "gone";
    let status: number;
    try {
      // A later one of the same topic takes the place of one that was not delivered yet.
      const topic = createHash("sha256").update(notice.tag).digest("base64url").slice(0, 32);
      const details = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, JSON.stringify(notice), {
        vapidDetails,
        TTL: KEPT_SECONDS,
        urgency: "high",
        topic,
        contentEncoding: "aes128gcm",
      });
      status = await post(endpoint, details.headers, details.body);
    } catch (error) {
      // The address itself opens that browser, so the log has its host only [X11].
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      log.warn({ host: new URL(endpoint).host, code }, "A push service could not be reached");
      return "failed";
    }
    if (status === 404 || status === 410) return "gone";
    if (status >= 200 && status < 300) return "sent";
    log.warn({ host: new URL(endpoint).host, status }, "A push service did not take a notice");
    return "failed";
  }

  async function post(endpoint: string, headers: Record<string, unknown>, body: Buffer | null): Promise<number> {
    return await new Promise<number>((resolve, reject) => {
      const signal = AbortSignal.timeout(PATIENCE_MS);
      const asked = request(endpoint, {
        method: "POST",
        agent: httpsLines,
        signal,
        headers: headers as Record<string, string>,
      });
      asked.on("error", reject);
      asked.on("response", (response) => {
        resolve(response.statusCode ?? 0);
        // Only the status counts: a short answer is let through so that the connection can be used again, a long one is not.
        response.on("error", () => undefined);
        let left = 4096;
        response.on("data", (data: Buffer) => (left -= data.length) < 0 && response.destroy());
      });
      asked.end(body);
    });
  }

  return {
    publicKey: keys.publicKey,
    mayReach: (endpoint) => isPushAddress(endpoint, privateToo),
    send,
    close: () => httpsLines.destroy(),
  };
}
