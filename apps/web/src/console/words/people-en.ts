import type { Part } from "@beckon/domain/colleague.ts";
import { formatsOf } from "../../ui/formats.ts";

const f = formatsOf("en");

/** Why somebody's part in a session ended. */
type Ending = "asked" | "dropped" | "refused" | "sentAway" | "over" | "takenBack" | "declined";

/** What is said about several experts in one session, in English. */
export const peopleEn = {
  others: (count: number) =>
    f.plural(count, { one: "People and rights, # colleague here", other: "People and rights, # colleagues here" }),
  bringIn: "Bring in a colleague",
  bringInText: "The customer is asked first. Your own session goes on as it is.",
  whom: "Colleague",
  nobody: "There is nobody else in your company yet.",
  why: "What for",
  parts: { see: "To see and point", control: "To control, too" } satisfies Record<Part, string>,
  controlHint: "One of you controls at a time; the customer decides who.",
  noControl: "A browser shares its picture only.",
  invite: "Invite",
  invited: (name: string) => `${name} was invited.`,
  takeBack: (name: string) => `Take the invitation of ${name} back`,
  sendAway: (name: string) => `End the part of ${name}`,
  handOver: (name: string) => `Hand the case over to ${name}`,
  handOverTitle: (name: string) => `Hand over to ${name}?`,
  handOverText: (name: string) =>
    `${name} has the case from then on. The session goes on for both of you, and the customer sees it.`,
  note: "Note for the team",
  noteHint: "The customer does not see it.",
  handOverYes: "Hand over",
  handedOver: (name: string) => `${name} has the case now.`,
  came: (name: string) => `${name} is here.`,
  went: (name: string) => `${name} has left.`,
  yours: "You have the case now.",
  you: (name: string) => `${name} (you)`,
  has: "has the case",
  stands: {
    invited: "invited",
    asking: "waits for the customer's answer",
    reconnecting: "reconnecting",
    sees: "sees",
    controls: "controls",
    nothing: "sees nothing at the moment",
  },
  leave: "Leave",
  notForColleagues: "the expert's alone",
  invitation: {
    title: (by: string, customer: string) => `${by} asks you into the session with ${customer}`,
    join: "Join",
    decline: "Not now",
  },
  over: {
    asked: "You have left the session.",
    dropped: "The connection was away for too long.",
    refused: "The customer did not want another expert to join.",
    sentAway: "Your part in the session was ended.",
    over: "The session is over.",
    takenBack: "The invitation was taken back.",
    declined: "You have declined.",
  } satisfies Record<Ending, string>,
  timeline: {
    invited: (by: string, name: string, part: Part) =>
      part === "control" ? `${by} brought in ${name}, to control` : `${by} brought in ${name}, to see`,
    uninvited: {
      takenBack: (by: string, name: string) => `${by} took the invitation of ${name} back`,
      declined: (_: string, name: string) => `${name} declined`,
      over: (_: string, name: string) => `The invitation of ${name} ended with the session`,
    },
    connected: (name: string) => `${name} joined the session`,
    dropped: (name: string) => `${name} lost the connection`,
    returned: (name: string) => `${name} came back`,
    left: {
      asked: (_: string, name: string) => `${name} left the session`,
      dropped: (_: string, name: string) => `${name} did not come back`,
      refused: (_: string, name: string) => `${name} was not let in`,
      sentAway: (by: string, name: string) => `${by} ended the part of ${name}`,
      over: (_: string, name: string) => `The part of ${name} ended with the session`,
    },
    consented: {
      allowed: (name: string) => `The customer let ${name} in`,
      denied: (name: string) => `The customer did not let ${name} in`,
      unanswered: (name: string) => `The customer did not answer whether ${name} may join`,
    },
    handedOver: (by: string, name: string) => `${by} handed the case over to ${name}`,
  },
};
