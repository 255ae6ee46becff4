import { formatsOf } from "../formats.ts";
import type { RefusalWords } from "../refusals.ts";

const f = formatsOf("en");

export const refusals: RefusalWords = {
  notFound: () => "This does not exist any more. Go back and look again.",
  notSignedIn: () => "You are signed out. Sign in again to go on.",
  notAllowed: () => "You may not do this. Ask an administrator if you need to.",
  alreadyTaken: (r, now) => `${r.byName ?? "A colleague"} took this case ${f.ago(r.at, now)}. Choose another one.`,
  changedMeanwhile: (r, now) =>
    `${r.byName ?? "Somebody"} changed this ${f.ago(r.at, now)}. Nothing was overwritten: look at the new values and try again.`,
  notOpen: (r, now) =>
    r.state === "closed"
      ? `This case was closed ${f.ago(r.at, now)}. Reopen it to go on.`
      : `This case expired ${f.ago(r.at, now)}. Reopen it to go on.`,
  offerOver: () => "This case is offered to a colleague now. Take it by hand if you want it.",
  alreadyOpen: () => "This case is open already.",
  inSession: (r) => `${r.byName ?? "A colleague"} is in a session with this customer. Wait until it ends.`,
  notConnected: () => "The other side is no longer there. Try again when they are back.",
  sessionFull: () => "No more colleagues can come in. Send somebody away first.",
  codeNotValid: () => "This code does not work. Check it, or ask your expert for a new one.",
  tooManyTries: (r) => `Too many tries. Wait ${f.span(r.retryAfterSeconds * 1000)} and try again.`,
  moduleSuspended: () => "Help is not offered here at the moment. Please come back later.",
  inUse: () => "This is still in use. Move or remove what belongs to it first.",
  casesOpen: () => "There are still open cases of this contact. Close them first.",
  partlySeen: () =>
    "Part of this contact is in groups you do not see. Ask somebody who sees all of them, an administrator for example.",
  assigneeCannotSee: () =>
    "This person cannot see cases of this group. Share the group with them first, or choose somebody else.",
  invalid: (r) =>
    ({
      required: "Something is missing. Fill in the marked field.",
      tooLong: "This is too long. Shorten it.",
      tooMany: "There are too many. Remove some first.",
      tooShort: "This is too short. Make it longer.",
      malformed: "This does not look right. Check how it is written.",
      unknown: "This is not known here. Choose something from the list.",
      taken: "This is taken already. Choose another one.",
      notAccepted: "Please accept the terms first.",
      circular: "This would lead in a circle. Choose another group.",
    })[r.problem],
  recordingsOff: () =>
    "Your company does not keep recordings on the server. An administrator can change that in the settings.",
  noSpace: () => "There is no space left for this. Whoever runs the server can make more.",
  otherKey: () => "This is locked with a key that this server does not have. Ask whoever runs the server.",
  damaged: () => "This was changed or damaged since it was kept, so it is not shown.",
  unavailable: () => "The server cannot do this at the moment. Try again shortly.",
};
