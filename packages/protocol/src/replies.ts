import * as z from "zod/mini";
import { LONGEST_REPLY, LONGEST_REPLY_NAME, MOST_REPLIES } from "@beckon/domain/reply.ts";
import { call, nothing } from "./call.ts";
import { id, instant, line, prose } from "./words.ts";

/** Canned replies as console and server speak of them [Q8]. */

const text = z.optional(prose(LONGEST_REPLY));

/** All that can be set of a reply. `groupId`: null when it is for the whole company. A text that is empty is none. */
export const replySettings = z.object({
  name: line(LONGEST_REPLY_NAME, 1),
  groupId: z.nullable(id),
  texts: z.object({ en: text, de: text, es: text }),
});
export const replyRecord = z.extend(replySettings, {
  id,
  version: z.number(),
  changedById: id,
  changedAt: instant,
});

/** The console's calls for canned replies. */
export const REPLY_CALLS = {
  /** The replies of the company and of the groups the person sees, by name. */
  listReplies: call("GET", "/api/console/replies", {
    answer: z.object({ replies: z.array(replyRecord).check(z.maxLength(MOST_REPLIES)) }),
  }),
  createReply: call("POST", "/api/console/replies", { body: replySettings, answer: replyRecord }),
  /** `version`: the one that was seen; refused `changedMeanwhile` when it is another by now [C11]. */
  changeReply: call("PUT", "/api/console/replies/:id", {
    body: z.extend(replySettings, { version: z.number().check(z.int()) }),
    answer: replyRecord,
  }),
  deleteReply: call("DELETE", "/api/console/replies/:id", { answer: nothing }),
} as const;

export type ReplySettings = z.infer<typeof replySettings>;
export type ReplyRecord = z.infer<typeof replyRecord>;
