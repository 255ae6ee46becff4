import { formatsOf } from "../../ui/formats.ts";
import type { boardEn } from "./board-en.ts";

const f = formatsOf("de");

/** What the supervisor's board says, in German. */
export const boardDe: typeof boardEn = {
  title: "Übersicht",
  intro: "Ziehen Sie einen Fall auf eine Person oder eine andere Gruppe; oder drücken Sie darauf m und wählen Sie.",
  group: "Gruppe",
  allGroups: "Alle Gruppen",
  today: "Heute",
  figures: {
    came: "Gekommen",
    waiting: "Warten jetzt",
    taken: "Angenommen",
    within: "Rechtzeitig",
    median: "Mittl. Wartezeit",
    longest: "Längste Wartez.",
    givenUp: "Aufgegeben",
    closed: "Geschlossen",
    rating: "Bewertung",
  },
  hints: {
    came: "Heute entstandene Fälle",
    waiting: "Kunden, die da sind und zu denen noch niemand gekommen ist",
    taken: "Kunden, die heute einen Experten getroffen haben",
    within: "Wie viele von ihnen vor der ersten Grenze der Gruppe",
    median: "Die Hälfte derer, die einen Experten trafen, wartete kürzer",
    longest: "Auch die, die noch warten",
    givenUp: "Gegangen, bevor jemand kam, ohne Nachricht",
    closed: "Heute geschlossene Fälle",
    rating: "Sterne der heute geschlossenen Fälle",
  },
  rated: (count) => f.plural(count, { one: "# Bewertung", other: "# Bewertungen" }),
  waits: "Wer wartet",
  nobodyWaits: "Niemand wartet.",
  limits: (first, second) => `Grenzen: ${first}, ${second}`,
  toAnswer: (count) => f.plural(count, { one: "# Nachricht zu beantworten", other: "# Nachrichten zu beantworten" }),
  isOn: "Wer da ist",
  offline: (count) => f.plural(count, { one: "# Person offline", other: "# Personen offline" }),
  since: (clock) => `seit ${clock}`,
  move: (name) => `Fall von ${name} verschieben`,
  moveTitle: (name) => `Fall von ${name} verschieben zu`,
  movePlaceholder: "Name einer Person oder Gruppe",
  nothing: "Niemand und keine Gruppe mit diesem Namen",
  toGroup: (name) => `Gruppe ${name}`,
  moved: (customer, to) => `Der Fall von ${customer} ist jetzt bei ${to}.`,
  key: "Den Fall verschieben, der den Fokus hat, in der Übersicht",
};
