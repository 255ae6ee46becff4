import type { WaitingWords } from "./waiting-en.ts";

/** What is said about customers who wait or left a message, in German. */
export const waitingDe: WaitingWords = {
  toAnswer: "Zu beantworten",
  callBack: "Rückruf",
  message: "Nachricht zu beantworten",
  besideWaiting: "Der Kunde wartet außerdem noch. Die Nachricht zählt, sobald er geht.",
  left: (when) => `hinterlassen ${when}`,
  wishesCall: "Der Kunde wünscht einen Rückruf.",
  emailTo: "E-Mail schreiben",
  callTo: "Anrufen",
  answer: "Beantwortet",
  answerTitle: "Wie wurde die Nachricht beantwortet?",
  answerText: "Die Antwort bleibt bei der Anfrage, und die Anfrage wird geschlossen.",
  way: "Beantwortet",
  ways: { email: "Per E-Mail", phone: "Per Telefon", chat: "Im Chat", other: "Anders" },
  note: "Was geantwortet wurde",
  noteHint: "Ihr Team sieht es in der Anfrage, der Kunde nicht.",
  record: "Anfrage schließen",
  validity: "Nachrichten sind zu beantworten innerhalb von (Tagen)",
  attachments: {
    title: "Bilder und Dateien",
    look: (name) => `${name} ansehen`,
    save: (name) => `${name} herunterladen`,
  },
  timeline: {
    left: (text) => `Der Kunde hat eine Nachricht hinterlassen: ${text}`,
    beside: (text) => `Der Kunde hat eine Nachricht hinterlassen und wartet weiter: ${text}`,
    answered: (who, way, note) =>
      `${who} hat die Nachricht beantwortet (${way.charAt(0).toLocaleLowerCase("de")}${way.slice(1)})${note === "" ? "" : `: ${note}`}`,
    attached: (name) => `Der Kunde hat ${name} hinzugefügt`,
    takenBack: "Der Kunde wartet doch und hat die Nachricht zurückgenommen",
  },
};
