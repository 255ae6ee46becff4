import type { AssignmentKind } from "@beckon/domain/assignment/policy.ts";
import type { Reason } from "@beckon/domain/assignment/reason.ts";
import type { OfferEnd } from "@beckon/domain/offer.ts";
import { formatsOf } from "../../ui/formats.ts";

const f = formatsOf("en");

/** What is said about handing out cases, in English. */
export const assignmentEn = {
  offer: {
    title: (customer: string) => `${customer} is waiting: this case is offered to you`,
    why: (reason: string) => `Why you: ${reason}`,
    left: (clock: string) => `${clock} left`,
    accept: "Accept",
    decline: "Not now",
    key: "y",
    yours: (customer: string) => `The case of ${customer} is yours.`,
    to: (name: string) => `Offered to ${name}`,
    toYou: "Offered to you",
  },
  /** Why somebody was chosen, as parts of one sentence: "online, 1 of 3 cases, free the longest". */
  reason: {
    online: "online",
    load: (load: number, capacity: number) =>
      `${f.number(load)} of ${f.plural(capacity, { one: "# case", other: "# cases" })}`,
    because: {
      lastExpert: "helped this customer last",
      onlyOne: "nobody else is free",
      longestFree: "free the longest",
      leastBusy: "has the least to do",
    } satisfies Record<Reason["because"], string>,
    has: (skills: string) => `knows ${skills}`,
    lacks: (skills: string) => `nobody free knows ${skills}`,
    askedBefore: "everybody else was asked before",
  },
  timeline: {
    offered: (name: string, reason: string) => `Offered to ${name}: ${reason}`,
    ended: {
      accepted: (name) => `${name} accepted the offer`,
      declined: (name) => `${name} declined the offer`,
      missed: (name) => `${name} did not answer the offer in time`,
      taken: (name) => `The offer to ${name} ended: the case was taken by hand`,
      withdrawn: (name) => `The offer to ${name} was withdrawn`,
    } satisfies Record<OfferEnd, (name: string) => string>,
    moved: (span: string, from: string, to: string) =>
      `Nobody came within ${span}: moved from ${from} to ${to}, and supervisors were told`,
    stayed: (span: string) => `Nobody came within ${span}: supervisors were told`,
  },
  escalated: (code: string, span: string, to: string | null) =>
    to === null
      ? `Nobody came to case ${code} within ${span}.`
      : `Nobody came to case ${code} within ${span}. It moved to ${to}.`,
  settings: {
    title: "Handing out cases",
    who: "Offered are cases only to people who may write to the group and are online, below their limit and within their hours. Everybody may take more by hand.",
    policy: "Who gets a new case",
    policies: {
      offerToAll: ["Whoever takes it first", "Everybody sees the case; the first to take it has it."],
      roundRobin: ["In turn", "Offered to whoever has been without a new case the longest."],
      leastBusy: ["The least busy", "Offered to whoever has the smallest share of their own limit."],
      skills: [
        "By skills",
        "Offered to whoever has all skills that the module requires. Where nobody has, the least important one is dropped, one at a time. Among several: the least busy.",
      ],
    } satisfies Record<AssignmentKind, [string, string]>,
    accept: "Seconds to accept an offer",
    acceptHint: "Then it goes to the next. Whoever misses three in a row is set to away.",
    escalate: "Minutes until a case escalates",
    escalateHint: "When nobody has come by then, supervisors are told.",
    fallback: "Then move it to",
    noFallback: "Leave it in this group",
    saved: (group: string) => `${group}: saved how cases are handed out.`,
  },
  hours: {
    title: "Opening hours",
    always: "Always open",
    set: "Only at these times",
    alwaysHint: "Cases are offered at any time.",
    setHint: "At other times customers are told when it opens again, and nobody is offered cases.",
    timeZone: "Time zone",
    unknownZone: "This time zone is not known. Example: Europe/Berlin.",
    toFriday: "to Friday",
    closed: "closed",
    from: (day: string) => `${day}, from`,
    to: (day: string) => `${day}, to`,
    add: (day: string) => `Add a time on ${day}`,
    remove: (day: string, from: string) => `Remove the time on ${day} from ${from}`,
    copy: (day: string) => `Use the times of ${day} from Monday to Friday`,
    nextDay: "next day",
    holidays: "Holidays",
    holidaysHint: "Closed all day.",
    noHolidays: "None yet.",
    holiday: "Date of a holiday",
    addHoliday: "Add",
    removeHoliday: (date: string) => `Remove ${date}`,
    none: "Give at least one time, or choose “Always open”.",
  },
  module: {
    title: "Handing out cases",
    inherit: "As the group says",
    inheritHint: "Cases of this module are handed out like all others of its group.",
    skills: "Skills that cases of this module require",
    skillsHint: "The most important first. They count where cases are handed out by skills.",
    skill: "Skill",
    addSkill: "Add",
    up: (skill: string) => `Move ${skill} up`,
    down: (skill: string) => `Move ${skill} down`,
    remove: (skill: string) => `Remove ${skill}`,
    noSkills: "None required.",
    hours: "Hours of this module",
    sameHours: "As the group says",
    ownHours: "Its own",
  },
};
