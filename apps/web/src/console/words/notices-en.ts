import type { NoticeTimes, Sound } from "@beckon/domain/notice.ts";
import { formatsOf } from "../../ui/formats.ts";

const f = formatsOf("en");
const times = (count: number) => f.plural(count, { one: "1 browser", other: "# browsers" });

/** What the console says about notices, in English. */
export const noticesEn = {
  title: "Notices",
  open: "While a console of yours is open",
  badge: "Number of waiting cases in the tab's title",
  sound: "Sound",
  sounds: { chime: "Chime", bell: "Bell", knock: "Knock" } satisfies Record<Sound, string>,
  noSound: "None",
  play: "Play it",
  desktop: "Notification on the desktop",
  allowDesktop: "This browser has not been allowed to show any yet.",
  allow: "Allow",
  closed: "While none is open",
  push: "In my browsers",
  pushHint: "Also when the browser shows no page of Beckon. Most do so only while they are running.",
  browsers: "Browsers that show notices",
  here: "This browser",
  since: (day: string) => `since ${day}`,
  unknownBrowser: "A browser",
  forget: "Forget",
  addHere: "Show notices in this browser",
  added: "This browser shows notices from now on.",
  cannotPush: "This browser cannot show notices while no page is open.",
  needsHttps: "Browsers show notices only where Beckon is opened by https.",
  blocked: "Your browser blocks notifications for this page. Allow them in its settings.",
  noPushService: "The browser could not reach its push service. Try again later, or with another browser.",
  notAccepted: "This installation does not send to this browser's push service. Your administrator can allow it.",
  email: "By e-mail",
  emailHint: (address: string) => `To ${address}`,
  noEmail: "This installation sends no e-mail. Your administrator can set that up.",
  which: "Which cases, and how often",
  untaken: "Cases that nobody has taken",
  mine: "Cases that were given to me",
  escalated: "Cases that nobody came to in the group's time",
  times: "When",
  timesOf: {
    always: "Always",
    available: "While I am neither away nor busy",
    hours: "At these hours",
  } satisfies Record<NoticeTimes["is"], string>,
  groups: "In which groups",
  allGroups: "All of mine",
  someGroups: "Only these",
  repeat: "Again, until somebody takes the case",
  repeatHint: "With no console open at least a minute apart, and more and more seldom.",
  never: "Never",
  every: (ms: number) =>
    ms < 60_000
      ? f.plural(ms / 1000, { one: "Every second", other: "Every # seconds" })
      : f.plural(ms / 60_000, { one: "Every minute", other: "Every # minutes" }),
  test: "Send me a test",
  tested: {
    none: "Neither a browser nor e-mail is chosen, so nothing was sent.",
    browsers: (count: number) => `Sent to ${times(count)}.`,
    failed: (count: number) => `${times(count)} could not be reached.`,
    sent: "An e-mail is on its way.",
    emailFailed: "The e-mail could not be sent. Your administrator finds the reason in the log.",
  },
};
