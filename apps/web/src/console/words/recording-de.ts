import { formatsOf } from "../../ui/formats.ts";
import type { recordingEn } from "./recording-en.ts";

const f = formatsOf("de");
const days = (count: number) => f.plural(count, { one: "1 Tag", other: "# Tage" });

/** What the console says about recordings, in German. */
export const recordingDe: typeof recordingEn = {
  start: "Aufzeichnen",
  stop: "Aufzeichnung beenden",
  ask: "Um Aufzeichnung bitten",
  asked: "Der Kunde wurde gefragt, ob Sie aufzeichnen dürfen.",
  on: "Aufzeichnung",
  saved: "Die Aufzeichnung ist gespeichert.",
  kept: "Die Aufzeichnung liegt bei der Anfrage.",
  failed: "Die Aufzeichnung konnte nicht weiter gespeichert werden. Was bis dahin gespeichert war, bleibt.",
  cannot: "Dieser Browser kann nicht aufzeichnen.",
  takenBack: "Der Kunde hat die Aufzeichnung beendet.",
  name: (code) => `Sitzung-${code}.webm`,

  settings: "Aufzeichnungen",
  settingsIntro: "Was mit Aufzeichnungen von Sitzungen geschieht. Kunden lesen es, bevor sie eine erlauben.",
  keep: "Aufzeichnungen sind",
  keeps: {
    off: "Aus: niemand zeichnet auf",
    expert: "Auf dem Computer des Experten gespeichert",
    server: "Auf diesem Server aufbewahrt",
  },
  keepHint: {
    off: "Experten können nicht um Aufzeichnung bitten.",
    expert: "Beckon bewahrt nichts auf. Was aus der Datei wird, liegt bei Ihnen und Ihren Experten.",
    server:
      "Verschlüsselt und im Backup enthalten. Experten sehen ihre eigenen, Supervisoren und Administratoren die ihrer Gruppen. Jedes Ansehen steht im Protokoll.",
  },
  daysLabel: "Tage bis zum Löschen",
  daysHint:
    "Eine kürzere Frist gilt auch für das, was schon da ist. Eine längere nicht: Kunden wurde etwas anderes gesagt.",
  change: "Speichern",
  changed: "Gespeichert. Es gilt für Sitzungen, die ab jetzt beginnen.",

  title: "Aufzeichnungen",
  none: "Von dieser Anfrage wurde nichts aufgezeichnet.",
  watch: "Ansehen",
  watchOf: (when) => `Aufzeichnung vom ${when} ansehen`,
  states: { running: "läuft", cutOff: "abgebrochen" },
  page: (when) => `Aufzeichnung vom ${when}`,
  by: (name) => `Aufgezeichnet von ${name}`,
  case: (code) => `Anfrage ${code}`,
  until: (when) => `Wird gelöscht am ${when}`,
  cutOff: "Die Aufzeichnung ist abgebrochen. Sie läuft bis zu ihrem letzten Teil.",
  running: "Hier wird noch aufgezeichnet. Zu sehen ist, was es beim Öffnen gab.",
  empty: "Vor dem Ende wurde nichts aufgezeichnet.",
  logged: "Dass Sie sie ansehen, steht im Protokoll.",
  player: "Die Aufzeichnung",
  playerHint: "Die Leertaste spielt ab und hält an; die Pfeiltasten gehen vor und zurück.",
  unplayable:
    "Dieser Browser kann die Aufzeichnung nicht abspielen. Nehmen Sie ein aktuelles Chrome, Edge oder Firefox.",
  events: "Was geschah",
  noEvents: "Es geschah nichts außer dem, was zu sehen ist.",
  event: {
    granted: (right) => `Erlaubt: ${right}`,
    takenBack: (right) => `Zurückgenommen: ${right}`,
    file: { sent: (name) => `Datei gesendet: ${name}`, received: (name) => `Datei empfangen: ${name}` },
    chat: { customer: "Der Kunde hat geschrieben", expert: "Der Experte hat geschrieben" },
    drew: "Der Experte hat gezeichnet",
    reconnecting: "Verbindung verloren",
    reconnected: "Wieder verbunden",
    restarting: "Der Computer startet neu",
  },
  delete: "Aufzeichnung löschen",
  deleteTitle: "Diese Aufzeichnung löschen?",
  deleteText: "Sie lässt sich nicht zurückholen. Im Protokoll bleibt, dass Sie sie gelöscht haben.",
  deleted: "Die Aufzeichnung ist gelöscht.",
  days,
};
