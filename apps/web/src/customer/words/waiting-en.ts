import { formatsOf } from "../../ui/formats.ts";

const f = formatsOf("en");
const minutes = (count: number) => f.plural(count, { one: "# minute", other: "# minutes" });

/** What the waiting room says in English. */
export const waitingRoomEn = {
  looking: "We are looking for somebody for you.",
  offered: "We have asked somebody, who will answer in a moment.",
  busy: "Everybody is helping somebody else just now. You keep your place.",
  nobody: "Nobody of our team is here right now. You can leave a message, or wait: you keep your place.",
  closed: (opens: string | null) =>
    opens === null
      ? "We are closed at the moment. You can leave a message."
      : `We are closed until ${opens}. You can leave a message, or wait: you keep your place.`,
  anyway: "Wait for somebody",
  range: (from: number, to: number) =>
    to === 1
      ? "Probably less than a minute."
      : from === 0
        ? `Probably less than ${minutes(to)}.`
        : from === to
          ? `Probably about ${minutes(to)}.`
          : `Probably ${from} to ${minutes(to)}.`,
  longer: "It is taking longer than usual. We cannot say how long.",
  unknown: "We can’t say yet how long it will take.",
  message: {
    offer: "Leave a message instead",
    title: "Leave a message",
    intro: "You don’t have to wait here: we answer you.",
    text: "What do you need help with?",
    how: "How can we reach you?",
    email: "By e-mail",
    phone: "By telephone",
    emailAt: "Your e-mail address",
    phoneAt: "Your telephone number",
    badPhone: "Please enter a telephone number.",
    callBack: "Please call me back",
    stays: "I keep waiting here as well",
    send: "Send message",
    sending: "Sending…",
    back: "Back",
    receivedTitle: "We have your message",
    received: (at: string) => `We answer you at ${at}. You can close this page.`,
    receivedCall: (at: string) => `We call you back at ${at}. You can close this page.`,
    until: (when: string) => `Your case stays open until ${when}.`,
    yours: "Your message",
    beside: "We have your message, too: if you leave, we answer it.",
    change: "Change message",
    wait: "Wait here instead",
    tab: "Message received",
  },
  attach: {
    title: "Pictures and files",
    add: "Add a picture or file",
    hint: "You can also drop or paste it here.",
    sending: (name: string) => `${name} is being sent`,
    added: (name: string) => `${name} was added`,
    stop: "Remove",
    tooLarge: "This is larger than 20 MB.",
    empty: "There is nothing in this file.",
    tooMany: (most: number) => `${most} files are the most.`,
  },
  answered: {
    email: "Your message was answered by e-mail.",
    phone: "Your message was answered by telephone.",
    chat: "Your message was answered in the chat.",
    other: "Your message was answered.",
  },
};

/** The shape of the waiting room's words. */
export type WaitingRoomWords = typeof waitingRoomEn;
