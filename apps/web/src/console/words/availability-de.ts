import type { availabilityEn } from "./availability-en.ts";

/** What is said about who is there for cases, in German. */
export const availabilityDe: typeof availabilityEn = {
  label: "Ihre Verfügbarkeit",
  statuses: { online: "Online", away: "Abwesend", busy: "Beschäftigt", offline: "Offline" },
  hints: {
    online: "Sie bekommen neue Fälle",
    away: "Sie sind nicht da",
    busy: "Sie sind da, ohne neue Fälle",
  },
  cases: (load, capacity) => `${load} von ${capacity} ${capacity === 1 ? "Fall" : "Fällen"}`,
  full: "so viele, wie zugeteilt werden",
  because: { inactivity: "nichts berührt", missed: "Angebote verpasst" },
  setAway: {
    inactivity:
      "Sie sind abwesend, weil Sie hier 15 Minuten lang nichts berührt haben. Mit der nächsten Berührung sind Sie wieder online.",
    missed:
      "Sie wurden auf abwesend gesetzt, weil Sie mehrere Angebote nacheinander verpasst haben. Sie bekommen keine neuen Fälle.",
  },
  imBack: "Ich bin wieder da",
  backAgain: (clock) =>
    `Sie waren seit ${clock} abwesend, weil Sie hier nichts berührt haben. Jetzt sind Sie wieder online.`,
};
