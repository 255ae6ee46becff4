import { formatsOf } from "../../ui/formats.ts";
import type { WaitingRoomWords } from "./waiting-en.ts";

const f = formatsOf("de");
const minutes = (count: number) => f.plural(count, { one: "# Minute", other: "# Minuten" });

/** What the waiting room says in German. */
export const waitingRoomDe: WaitingRoomWords = {
  looking: "Wir suchen jemanden für Sie.",
  offered: "Wir haben jemanden gefragt, der gleich antwortet.",
  busy: "Gerade helfen alle jemand anderem. Sie behalten Ihren Platz.",
  nobody:
    "Gerade ist niemand von uns da. Sie können eine Nachricht hinterlassen oder warten: Sie behalten Ihren Platz.",
  closed: (opens) =>
    opens === null
      ? "Wir haben zurzeit geschlossen. Sie können eine Nachricht hinterlassen."
      : `Wir haben bis ${opens} geschlossen. Sie können eine Nachricht hinterlassen oder warten: Sie behalten Ihren Platz.`,
  anyway: "Auf jemanden warten",
  range: (from, to) =>
    to === 1
      ? "Voraussichtlich weniger als eine Minute."
      : from === 0
        ? `Voraussichtlich weniger als ${minutes(to)}.`
        : from === to
          ? `Voraussichtlich etwa ${minutes(to)}.`
          : `Voraussichtlich ${from} bis ${minutes(to)}.`,
  longer: "Es dauert länger als sonst. Wie lange, können wir nicht sagen.",
  unknown: "Wir können noch nicht sagen, wie lange es dauert.",
  message: {
    offer: "Stattdessen eine Nachricht hinterlassen",
    title: "Nachricht hinterlassen",
    intro: "Sie müssen nicht hier warten: Wir antworten Ihnen.",
    text: "Wobei brauchen Sie Hilfe?",
    how: "Wie können wir Sie erreichen?",
    email: "Per E-Mail",
    phone: "Per Telefon",
    emailAt: "Ihre E-Mail-Adresse",
    phoneAt: "Ihre Telefonnummer",
    badPhone: "Bitte geben Sie eine Telefonnummer ein.",
    callBack: "Bitte rufen Sie mich zurück",
    stays: "Ich warte außerdem hier weiter",
    send: "Nachricht senden",
    sending: "Wird gesendet …",
    back: "Zurück",
    receivedTitle: "Wir haben Ihre Nachricht",
    received: (at) => `Wir antworten Ihnen an ${at}. Sie können diese Seite schließen.`,
    receivedCall: (at) => `Wir rufen Sie unter ${at} zurück. Sie können diese Seite schließen.`,
    until: (when) => `Ihre Anfrage bleibt bis ${when} offen.`,
    yours: "Ihre Nachricht",
    beside: "Wir haben auch Ihre Nachricht: Wenn Sie gehen, beantworten wir sie.",
    change: "Nachricht ändern",
    wait: "Doch hier warten",
    tab: "Nachricht erhalten",
  },
  attach: {
    title: "Bilder und Dateien",
    add: "Bild oder Datei hinzufügen",
    hint: "Sie können sie auch hierher ziehen oder einfügen.",
    sending: (name) => `${name} wird gesendet`,
    added: (name) => `${name} wurde hinzugefügt`,
    stop: "Entfernen",
    tooLarge: "Das ist größer als 20 MB.",
    empty: "Diese Datei ist leer.",
    tooMany: (most) => `Höchstens ${most} Dateien.`,
  },
  answered: {
    email: "Ihre Nachricht wurde per E-Mail beantwortet.",
    phone: "Ihre Nachricht wurde per Telefon beantwortet.",
    chat: "Ihre Nachricht wurde im Chat beantwortet.",
    other: "Ihre Nachricht wurde beantwortet.",
  },
};
