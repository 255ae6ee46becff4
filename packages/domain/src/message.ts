import type { Case, CaseChange } from "./case.ts";

/** Ways in which a customer can be reached when they no longer wait. */
export const REACHES = ["email", "phone"] as const;
export type Reach = { by: (typeof REACHES)[number]; at: string };

/** How an expert answered a message. */
export const ANSWER_WAYS = ["email", "phone", "chat", "other"] as const;
export type AnswerWay = (typeof ANSWER_WAYS)[number];

/** How long a case with a message stays open to be answered, unless its group says otherwise [H3]. */
export const DEFAULT_MESSAGE_VALIDITY_MS = 7 * 24 * 60 * 60 * 1000;

/** What a customer left instead of waiting, and how they want to be answered [H3]. */
export type Message = { text: string; reach: Reach; callBack: boolean; at: number };

/** What a customer says when leaving a message. `stays`: they go on waiting, and the message counts once they leave. */
export type NewMessage = Omit<Message, "at"> & { stays: boolean };

/** What happens to messages. */
export type MessageEvent =
  | ({ is: "messageLeft"; validUntil: number } & NewMessage)
  | { is: "messageAnswered"; way: AnswerWay; note: string }
  | { is: "messageTakenBack" };

/** What follows when a customer leaves a message: the case stays open at least `validityMs` from now. */
export function leaveMessage(current: Case, message: NewMessage, validityMs: number, now: number): CaseChange[] {
  return [{ is: "messageLeft", ...message, validUntil: Math.max(current.validUntil, now + validityMs) }];
}

/** The parts of a case that change when a message is left: whoever does not stay waits no longer. */
export function withMessage(
  current: Case,
  { text, reach, callBack, stays, validUntil }: Extract<MessageEvent, { is: "messageLeft" }>,
  at: number,
): Case {
  const waitingSince = stays ? current.waitingSince : null;
  return { ...current, message: { text, reach, callBack, at }, validUntil, waitingSince };
}
