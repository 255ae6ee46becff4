import type { AnswerWay } from "@beckon/domain/message.ts";

/** What is said about customers who wait or left a message, in English. */
export const waitingEn = {
  toAnswer: "To answer",
  callBack: "call back",
  message: "Message to answer",
  besideWaiting: "The customer still waits, too. The message counts once they leave.",
  left: (when: string) => `left ${when}`,
  wishesCall: "The customer wishes to be called back.",
  emailTo: "Write an e-mail",
  callTo: "Call",
  answer: "Answered",
  answerTitle: "How was the message answered?",
  answerText: "The answer is kept with the case, and the case is closed.",
  way: "Answered",
  ways: { email: "By e-mail", phone: "By telephone", chat: "In the chat", other: "Otherwise" } satisfies Record<
    AnswerWay,
    string
  >,
  note: "What was answered",
  noteHint: "Your team sees it in the case, the customer does not.",
  record: "Close case",
  validity: "Messages can be answered for (days)",
  attachments: {
    title: "Pictures and files",
    look: (name: string) => `Look at ${name}`,
    save: (name: string) => `Download ${name}`,
  },
  timeline: {
    left: (text: string) => `The customer left a message: ${text}`,
    beside: (text: string) => `The customer left a message and waits on: ${text}`,
    answered: (who: string, way: string, note: string) =>
      `${who} answered the message (${way.toLocaleLowerCase("en")})${note === "" ? "" : `: ${note}`}`,
    attached: (name: string) => `The customer added ${name}`,
    takenBack: "The customer waits after all and took the message back",
  },
};

/** The shape of these words. */
export type WaitingWords = typeof waitingEn;
