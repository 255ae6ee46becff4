import type { Availability } from "@beckon/domain/assignment/candidate.ts";
import type { Choice } from "@beckon/domain/availability.ts";

/** What is said about who is there for cases, in English. */
export const availabilityEn = {
  label: "Your availability",
  statuses: { online: "Online", away: "Away", busy: "Busy", offline: "Offline" } satisfies Record<Availability, string>,
  hints: {
    online: "You are given new cases",
    away: "You are not there",
    busy: "You are there, without new cases",
  } satisfies Record<Choice, string>,
  cases: (load: number, capacity: number) => `${load} of ${capacity} ${capacity === 1 ? "case" : "cases"}`,
  because: { inactivity: "nothing touched", missed: "missed offers" },
  /** What a person is told when the house set them to away. */
  setAway: {
    inactivity:
      "You are away, because you touched nothing here for 15 minutes. With the next touch you are online again.",
    missed: "You were set to away, because you missed several offers in a row. You are given no new cases.",
  },
  imBack: "I am back",
  setTo: { online: "Set to online", away: "Set to away", busy: "Set to busy" } satisfies Record<Choice, string>,
  hours: {
    title: "Own hours",
    any: "Any time",
    anyHint: "Cases are given whenever they are online.",
    own: "Only at these times",
    ownHint: "At other times the house gives no cases. Everybody may take some by hand.",
  },
  workload: {
    open: "Limit, skills and hours",
    title: (name: string) => `Limit, skills and hours of ${name}`,
    capacity: "Cases at once",
    capacityHint: "The house gives no more than that. Everybody may take more by hand.",
    skills: "Skills",
    skillsHint: "Short words, separated by commas, as modules ask for them: printers, Spanish, invoices.",
    known: "Skills of your team",
  },
  backAgain: (clock: string) =>
    `You were away from ${clock} on, because you touched nothing here. You are online again.`,
};
