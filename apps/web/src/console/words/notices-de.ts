import { formatsOf } from "../../ui/formats.ts";
import type { noticesEn } from "./notices-en.ts";

const f = formatsOf("de");

/** What the console says about notices, in German. */
export const noticesDe: typeof noticesEn = {
  title: "Hinweise",
  open: "Solange eine Ihrer Konsolen offen ist",
  badge: "Zahl der wartenden Anfragen im Titel des Tabs",
  sound: "Ton",
  sounds: { chime: "Zweiklang", bell: "Glocke", knock: "Klopfen" },
  noSound: "Keiner",
  play: "Anhören",
  desktop: "Benachrichtigung auf dem Desktop",
  allowDesktop: "Dieser Browser hat noch keine Erlaubnis dafür.",
  allow: "Erlauben",
  closed: "Solange keine offen ist",
  push: "In meinen Browsern",
  pushHint: "Auch wenn der Browser keine Seite von Beckon zeigt. Die meisten tun das nur, solange sie laufen.",
  browsers: "Browser, die Hinweise zeigen",
  here: "Dieser Browser",
  since: (day) => `seit ${day}`,
  unknownBrowser: "Ein Browser",
  forget: "Vergessen",
  addHere: "Hinweise in diesem Browser zeigen",
  added: "Dieser Browser zeigt ab jetzt Hinweise.",
  cannotPush: "Dieser Browser kann keine Hinweise zeigen, solange keine Seite offen ist.",
  needsHttps: "Browser zeigen Hinweise nur, wenn Beckon mit https geöffnet wird.",
  blocked: "Ihr Browser blockiert Benachrichtigungen für diese Seite. Erlauben Sie sie in seinen Einstellungen.",
  noPushService:
    "Der Browser erreicht seinen Push-Dienst nicht. Versuchen Sie es später noch einmal oder mit einem anderen Browser.",
  notAccepted:
    "Diese Installation sendet nicht an den Push-Dienst dieses Browsers. Ihr Administrator kann das erlauben.",
  email: "Per E-Mail",
  emailHint: (address) => `An ${address}`,
  noEmail: "Diese Installation verschickt keine E-Mails. Ihr Administrator kann das einrichten.",
  which: "Welche Anfragen und wie oft",
  untaken: "Anfragen, die niemand übernommen hat",
  mine: "Anfragen, die mir zugewiesen wurden",
  escalated: "Anfragen, zu denen in der Zeit der Gruppe niemand kam",
  times: "Wann",
  timesOf: {
    always: "Immer",
    available: "Solange ich weder abwesend noch beschäftigt bin",
    hours: "Zu diesen Zeiten",
  },
  groups: "In welchen Gruppen",
  allGroups: "In allen meinen",
  someGroups: "Nur in diesen",
  repeat: "Noch einmal, bis jemand die Anfrage übernimmt",
  repeatHint: "Ohne offene Konsole frühestens nach einer Minute, und immer seltener.",
  never: "Nie",
  every: (ms) =>
    ms < 60_000
      ? f.plural(ms / 1000, { one: "Jede Sekunde", other: "Alle # Sekunden" })
      : f.plural(ms / 60_000, { one: "Jede Minute", other: "Alle # Minuten" }),
  test: "Einen Test an mich senden",
  tested: {
    none: "Weder ein Browser noch E-Mail ist gewählt, darum wurde nichts gesendet.",
    browsers: (count) => f.plural(count, { one: "An einen Browser gesendet.", other: "An # Browser gesendet." }),
    failed: (count) =>
      f.plural(count, { one: "Ein Browser war nicht zu erreichen.", other: "# Browser waren nicht zu erreichen." }),
    sent: "Eine E-Mail ist unterwegs.",
    emailFailed: "Die E-Mail konnte nicht gesendet werden. Ihr Administrator findet den Grund im Protokoll.",
  },
};
