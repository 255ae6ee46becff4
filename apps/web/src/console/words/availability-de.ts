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
  because: { inactivity: "nichts berührt", missed: "Angebote verpasst" },
  setAway: {
    inactivity:
      "Sie sind abwesend, weil Sie hier 15 Minuten lang nichts berührt haben. Mit der nächsten Berührung sind Sie wieder online.",
    missed:
      "Sie wurden auf abwesend gesetzt, weil Sie mehrere Angebote nacheinander verpasst haben. Sie bekommen keine neuen Fälle.",
  },
  imBack: "Ich bin wieder da",
  setTo: { online: "Auf online setzen", away: "Auf abwesend setzen", busy: "Auf beschäftigt setzen" },
  hours: {
    title: "Eigene Zeiten",
    any: "Jederzeit",
    anyHint: "Fälle werden zugeteilt, sobald jemand online ist.",
    own: "Nur zu diesen Zeiten",
    ownHint: "Zu anderen Zeiten teilt das Haus keine Fälle zu. Von Hand darf jeder welche übernehmen.",
  },
  workload: {
    open: "Grenze, Kenntnisse, Zeiten",
    title: (name) => `Grenze, Kenntnisse und Zeiten von ${name}`,
    capacity: "Fälle zugleich",
    capacityHint: "Mehr teilt das Haus nicht zu. Von Hand darf jeder mehr übernehmen.",
    skills: "Kenntnisse",
    skillsHint: "Kurze Wörter, durch Kommas getrennt, so wie Module nach ihnen fragen: Drucker, Spanisch, Rechnungen.",
    known: "Kenntnisse Ihres Teams",
  },
  backAgain: (clock) =>
    `Sie waren seit ${clock} abwesend, weil Sie hier nichts berührt haben. Jetzt sind Sie wieder online.`,
};
