import * as z from "zod/mini";
import { ANSWER_WAYS, REACHES } from "@beckon/domain/message.ts";
import { email, instant, line, prose } from "./words.ts";

/** What passes between a waiting customer and the team before they meet: estimates, and messages to answer [H1, H3]. */

/** A telephone number as people write it, checked for form only: at least five digits, and nothing that is none. */
export const phone = line(40).check(z.regex(/^(?=(?:\D*\d){5})\+?[\d ()/.-]+$/));

/** How the customer is to be reached, as they typed it. */
export const reach = z.discriminatedUnion("by", [
  z.object({ by: z.literal(REACHES[0]), at: email }),
  z.object({ by: z.literal(REACHES[1]), at: phone }),
]);
export const answerWay = z.enum(ANSWER_WAYS);

/** What a customer leaves. `stays`: they go on waiting beside it. */
export const newMessage = z.object({ text: prose(4000, 1), reach, callBack: z.boolean(), stays: z.boolean() });

/** A message that stands in a case. */
export const messageCard = z.object({
  text: prose(4000),
  reach: z.object({ by: z.enum(REACHES), at: line(254) }),
  callBack: z.boolean(),
  at: instant,
});

/** How long the wait may still be, in whole minutes; `longer`: than it was for almost all before; `unknown`: nothing is promised. */
export const estimate = z.discriminatedUnion("is", [
  z.object({ is: z.literal("range"), from: z.number(), to: z.number() }),
  z.object({ is: z.literal("longer") }),
  z.object({ is: z.literal("unknown") }),
]);

/** What is being done for a customer whom nobody has yet [H2]; closed: until `opensAt`, or for more than a year. */
export const care = z.discriminatedUnion("is", [
  z.object({ is: z.literal("closed"), opensAt: z.nullable(instant) }),
  z.object({ is: z.enum(["offered", "nobody", "busy", "looking"]) }),
]);

export type CareCard = z.infer<typeof care>;
export type NewMessage = z.infer<typeof newMessage>;
export type MessageCard = z.infer<typeof messageCard>;
