import * as z from "zod/mini";
import { NOTICE_REPEATS_MS, SOUNDS } from "@beckon/domain/notice.ts";
import { openingHours } from "./assignment.ts";
import { call, nothing } from "./call.ts";
import { id, instant, language, line } from "./words.ts";

/** How each person is told of cases [N1–N3]. */

/** Where a browser shows its notices from, and what it is asked to show. */
export const NOTICES_WORKER_PATH = "/notices-worker.js";
export const NOTICES_SCOPE = "/console";

export const noticeChoices = z.object({
  badge: z.boolean(),
  sound: z.nullable(z.enum(SOUNDS)),
  desktop: z.boolean(),
  push: z.boolean(),
  email: z.boolean(),
  untaken: z.boolean(),
  mine: z.boolean(),
  escalated: z.boolean(),
  /** Null: all that are theirs. */
  groups: z.nullable(z.array(id).check(z.maxLength(500))),
  times: z.discriminatedUnion("is", [
    z.object({ is: z.literal("always") }),
    z.object({ is: z.literal("available") }),
    z.object({ is: z.literal("hours"), hours: openingHours }),
  ]),
  repeatMs: z.literal([...NOTICE_REPEATS_MS]),
});

const keyOf = (length: number) => z.string().check(z.regex(new RegExp(`^[\\w-]{${length}}$`)));
/** What a browser gives when it subscribes: an uncompressed P-256 point and 16 bytes, in base64url. */
export const pushSubscription = z.object({
  endpoint: line(1000, 1),
  p256dh: keyOf(87),
  auth: keyOf(22),
});

/** A browser that shows one's notices; its id is the SHA-256 of its endpoint in base64url. */
export const noticeBrowser = z.object({
  id,
  /** What it says of itself. */
  userAgent: line(400),
  since: instant,
});

/** What a browser is sent [N3]. `withdraw` closes what `tag` showed. */
export const pushedNotice = z.object({
  is: z.enum(["untaken", "escalated", "mine", "test", "withdraw"]),
  language,
  tag: line(80),
  customer: line(200),
  group: line(200),
  path: line(200),
});

export const noticesCalls = {
  readNotices: call("GET", "/api/console/notices", {
    answer: z.object({
      choices: noticeChoices,
      browsers: z.array(noticeBrowser),
      /** What a browser subscribes with: the installation's public key. */
      pushKey: line(100),
      /** Whether this installation sends e-mail. */
      sendsMail: z.boolean(),
    }),
  }),
  changeNotices: call("PUT", "/api/console/notices", {
    body: z.object({ choices: noticeChoices, language }),
    answer: noticeChoices,
  }),
  /** Adds this browser, or takes it over from whoever used it before. */
  addNoticeBrowser: call("POST", "/api/console/notices/browsers", {
    body: z.extend(pushSubscription, { userAgent: line(400), language }),
    answer: z.object({ id }),
  }),
  forgetNoticeBrowser: call("DELETE", "/api/console/notices/browsers/:id", { answer: nothing }),
  /** Tells oneself something by push and by e-mail, and says what came of it. */
  testNotices: call("POST", "/api/console/notices/test", {
    answer: z.object({
      browsers: z.object({ told: z.number(), failed: z.number() }),
      email: z.enum(["sent", "failed", "off"]),
    }),
  }),
} as const;

export type NoticeBrowser = z.infer<typeof noticeBrowser>;
export type PushSubscriptionKeys = z.infer<typeof pushSubscription>;
export type PushedNotice = z.infer<typeof pushedNotice>;
