import type { peopleEn } from "./people-en.ts";
import { formatsOf } from "../../ui/formats.ts";

const f = formatsOf("de");

/** What is said about several experts in one session, in German. */
export const peopleDe: typeof peopleEn = {
  others: (count) =>
    f.plural(count, { one: "Personen und Rechte, # Kollege da", other: "Personen und Rechte, # Kollegen da" }),
  bringIn: "Kollegen dazuholen",
  bringInText: "Der Kunde wird zuerst gefragt. Ihre eigene Sitzung geht weiter, wie sie ist.",
  whom: "Kollege",
  nobody: "In Ihrem Unternehmen gibt es noch niemand anderen.",
  why: "Wozu",
  parts: { see: "Zum Sehen und Zeigen", control: "Auch zum Steuern" },
  controlHint: "Es steuert immer nur einer von Ihnen; wer, entscheidet der Kunde.",
  noControl: "Ein Browser teilt nur sein Bild.",
  invite: "Einladen",
  invited: (name) => `${name} wurde eingeladen.`,
  takeBack: (name) => `Einladung von ${name} zurücknehmen`,
  sendAway: (name) => `Teilnahme von ${name} beenden`,
  handOver: (name) => `Fall an ${name} übergeben`,
  handOverTitle: (name) => `An ${name} übergeben?`,
  handOverText: (name) =>
    `Von da an hat ${name} den Fall. Die Sitzung geht für Sie beide weiter, und der Kunde sieht es.`,
  note: "Notiz für das Team",
  noteHint: "Der Kunde sieht sie nicht.",
  handOverYes: "Übergeben",
  handedOver: (name) => `${name} hat jetzt den Fall.`,
  came: (name) => `${name} ist da.`,
  went: (name) => `${name} ist gegangen.`,
  yours: "Sie haben jetzt den Fall.",
  you: (name) => `${name} (Sie)`,
  has: "hat den Fall",
  stands: {
    invited: "eingeladen",
    asking: "wartet auf die Antwort des Kunden",
    reconnecting: "verbindet sich neu",
    sees: "sieht zu",
    controls: "steuert",
    nothing: "sieht im Moment nichts",
  },
  leave: "Verlassen",
  notForColleagues: "nur für den Experten",
  invitation: {
    title: (by, customer) => `${by} bittet Sie in die Sitzung mit ${customer}`,
    join: "Beitreten",
    decline: "Jetzt nicht",
  },
  over: {
    asked: "Sie haben die Sitzung verlassen.",
    dropped: "Die Verbindung war zu lange weg.",
    refused: "Der Kunde wollte nicht, dass noch jemand dazukommt.",
    sentAway: "Ihre Teilnahme an der Sitzung wurde beendet.",
    over: "Die Sitzung ist zu Ende.",
    takenBack: "Die Einladung wurde zurückgenommen.",
    declined: "Sie haben abgelehnt.",
  },
  timeline: {
    invited: (by, name, part) =>
      part === "control" ? `${by} holte ${name} zum Steuern dazu` : `${by} holte ${name} zum Zusehen dazu`,
    uninvited: {
      takenBack: (by, name) => `${by} nahm die Einladung von ${name} zurück`,
      declined: (_, name) => `${name} lehnte ab`,
      over: (_, name) => `Die Einladung von ${name} endete mit der Sitzung`,
    },
    connected: (name) => `${name} kam in die Sitzung`,
    dropped: (name) => `${name} verlor die Verbindung`,
    returned: (name) => `${name} kam zurück`,
    left: {
      asked: (_, name) => `${name} verließ die Sitzung`,
      dropped: (_, name) => `${name} kam nicht zurück`,
      refused: (_, name) => `${name} wurde nicht eingelassen`,
      sentAway: (by, name) => `${by} beendete die Teilnahme von ${name}`,
      over: (_, name) => `Die Teilnahme von ${name} endete mit der Sitzung`,
    },
    consented: {
      allowed: (name) => `Der Kunde ließ ${name} herein`,
      denied: (name) => `Der Kunde ließ ${name} nicht herein`,
      unanswered: (name) => `Der Kunde antwortete nicht, ob ${name} dazukommen darf`,
    },
    handedOver: (by, name) => `${by} übergab den Fall an ${name}`,
  },
};
