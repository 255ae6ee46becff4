import type { assignmentEn } from "./assignment-en.ts";
import { formatsOf } from "../../ui/formats.ts";

const f = formatsOf("de");

/** What is said about handing out cases, in German. */
export const assignmentDe: typeof assignmentEn = {
  offer: {
    title: (customer) => `${customer} wartet: Diese Anfrage wird Ihnen angeboten`,
    why: (reason) => `Warum Sie: ${reason}`,
    left: (clock) => `noch ${clock}`,
    accept: "Annehmen",
    decline: "Jetzt nicht",
    key: "y",
    yours: (customer) => `Die Anfrage von ${customer} gehört Ihnen.`,
    to: (name) => `${name} angeboten`,
    toYou: "Ihnen angeboten",
  },
  reason: {
    online: "online",
    load: (load, capacity) => `${f.number(load)} von ${f.plural(capacity, { one: "# Anfrage", other: "# Anfragen" })}`,
    because: {
      lastExpert: "hat diesem Kunden zuletzt geholfen",
      onlyOne: "sonst ist niemand frei",
      longestFree: "am längsten frei",
      leastBusy: "hat am wenigsten zu tun",
    },
    has: (skills) => `kennt ${skills}`,
    lacks: (skills) => `${skills} kennt niemand, der frei ist`,
    askedBefore: "alle anderen wurden schon gefragt",
  },
  timeline: {
    offered: (name, reason) => `${name} angeboten: ${reason}`,
    ended: {
      accepted: (name) => `${name} hat das Angebot angenommen`,
      declined: (name) => `${name} hat das Angebot abgelehnt`,
      missed: (name) => `${name} hat auf das Angebot nicht rechtzeitig geantwortet`,
      taken: (name) => `Das Angebot an ${name} endete: Die Anfrage wurde von Hand übernommen`,
      withdrawn: (name) => `Das Angebot an ${name} wurde zurückgezogen`,
    },
    moved: (span, from, to) =>
      `Innerhalb von ${span} kam niemand: von ${from} nach ${to} verschoben, die Leitung wurde benachrichtigt`,
    stayed: (span) => `Innerhalb von ${span} kam niemand: Die Leitung wurde benachrichtigt`,
  },
  escalated: (code, span, to) =>
    to === null
      ? `Zur Anfrage ${code} kam innerhalb von ${span} niemand.`
      : `Zur Anfrage ${code} kam innerhalb von ${span} niemand. Sie steht jetzt in ${to}.`,
  settings: {
    title: "Anfragen verteilen",
    who: "Angeboten werden Anfragen nur Personen, die in der Gruppe schreiben dürfen, online sind, ihre Grenze nicht erreicht haben und in ihrer Arbeitszeit sind. Von Hand darf jeder mehr übernehmen.",
    policy: "Wer eine neue Anfrage bekommt",
    policies: {
      offerToAll: ["Wer sie zuerst übernimmt", "Alle sehen die Anfrage; wer sie zuerst übernimmt, hat sie."],
      roundRobin: ["Der Reihe nach", "Angeboten wird sie der Person, die am längsten keine neue Anfrage hatte."],
      leastBusy: [
        "Wer am wenigsten zu tun hat",
        "Angeboten wird sie der Person, die den kleinsten Teil ihrer eigenen Grenze erreicht hat.",
      ],
      skills: [
        "Nach Kenntnissen",
        "Angeboten wird sie der Person, die alle Kenntnisse hat, die das Modul verlangt. Hat sie niemand, entfällt jeweils die unwichtigste. Unter mehreren: wer am wenigsten zu tun hat.",
      ],
    },
    accept: "Sekunden, um ein Angebot anzunehmen",
    acceptHint: "Danach bekommt es die nächste Person. Wer drei in Folge verpasst, wird auf abwesend gesetzt.",
    escalate: "Minuten, bis eine Anfrage eskaliert",
    escalateHint: "Ist bis dahin niemand gekommen, wird die Leitung benachrichtigt.",
    fallback: "Dann verschieben nach",
    noFallback: "In dieser Gruppe lassen",
    saved: (group) => `${group}: Die Verteilung ist gespeichert.`,
  },
  hours: {
    title: "Öffnungszeiten",
    always: "Immer geöffnet",
    set: "Nur zu diesen Zeiten",
    alwaysHint: "Anfragen werden zu jeder Zeit angeboten.",
    setHint: "Zu anderen Zeiten erfahren Kunden, wann wieder geöffnet ist, und niemandem werden Anfragen angeboten.",
    timeZone: "Zeitzone",
    unknownZone: "Diese Zeitzone ist nicht bekannt. Beispiel: Europe/Berlin.",
    toFriday: "bis Freitag",
    closed: "geschlossen",
    from: (day) => `${day}, von`,
    to: (day) => `${day}, bis`,
    add: (day) => `Zeit am ${day} hinzufügen`,
    remove: (day, from) => `Zeit am ${day} ab ${from} entfernen`,
    copy: (day) => `Zeiten vom ${day} von Montag bis Freitag verwenden`,
    nextDay: "am Folgetag",
    holidays: "Feiertage",
    holidaysHint: "Ganztägig geschlossen.",
    noHolidays: "Noch keine.",
    holiday: "Datum eines Feiertags",
    addHoliday: "Hinzufügen",
    removeHoliday: (date) => `${date} entfernen`,
    none: "Geben Sie mindestens eine Zeit an, oder wählen Sie „Immer geöffnet“.",
  },
  module: {
    title: "Anfragen verteilen",
    inherit: "Wie in der Gruppe",
    inheritHint: "Anfragen dieses Moduls werden verteilt wie alle anderen der Gruppe.",
    skills: "Kenntnisse, die Anfragen dieses Moduls verlangen",
    skillsHint: "Die wichtigste zuerst. Sie zählen, wo nach Kenntnissen verteilt wird.",
    skill: "Kenntnis",
    addSkill: "Hinzufügen",
    up: (skill) => `${skill} nach oben`,
    down: (skill) => `${skill} nach unten`,
    remove: (skill) => `${skill} entfernen`,
    noSkills: "Keine verlangt.",
    hours: "Öffnungszeiten dieses Moduls",
    sameHours: "Wie in der Gruppe",
    ownHours: "Eigene",
  },
};
