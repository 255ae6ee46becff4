import type { CaseOutcome, CaseState, Priority } from "@beckon/domain/case.ts";
import type { Language } from "@beckon/protocol/words.ts";

/** What files say in each language: the names of their columns, and the words in them. */
export type CsvWords = {
  columns: Record<CsvColumn, string>;
  states: Record<CaseState, string>;
  outcomes: Record<CaseOutcome, string>;
  priorities: Record<Priority, string>;
  yes: string;
  no: string;
  all: string;
  nobody: string;
  noModule: string;
  cuts: Record<"total" | "time" | "group" | "module" | "person" | "hour" | "weekday", string>;
};

const COLUMNS = {
  code: ["Session code", "Sitzungscode", "Código de sesión"],
  came: ["Came", "Gekommen", "Llegada"],
  group: ["Group", "Gruppe", "Grupo"],
  module: ["Module", "Modul", "Módulo"],
  assignee: ["Assignee", "Experte", "Asignatario"],
  state: ["State", "Zustand", "Estado"],
  customer: ["Customer", "Kunde", "Cliente"],
  email: ["E-mail", "E-Mail", "Correo"],
  description: ["Description", "Beschreibung", "Descripción"],
  priority: ["Priority", "Priorität", "Prioridad"],
  tags: ["Tags", "Schlagwörter", "Etiquetas"],
  met: ["Met", "Getroffen", "Encuentro"],
  waitSeconds: ["Wait (s)", "Wartezeit (s)", "Espera (s)"],
  workSeconds: ["Work (s)", "Arbeitszeit (s)", "Trabajo (s)"],
  abandoned: ["Abandoned", "Aufgegeben", "Abandonado"],
  ended: ["Ended", "Beendet", "Fin"],
  outcome: ["Outcome", "Ergebnis", "Resultado"],
  stars: ["Stars", "Sterne", "Estrellas"],
  comment: ["Comment", "Kommentar", "Comentario"],
  expert: ["Expert", "Experte", "Experto"],
  start: ["Start", "Beginn", "Inicio"],
  end: ["End", "Ende", "Fin"],
  seconds: ["Duration (s)", "Dauer (s)", "Duración (s)"],
  computer: ["Computer", "Computer", "Ordenador"],
  sessionNote: ["Session note", "Sitzungsnotiz", "Nota de la sesión"],
  notes: ["Notes", "Notizen", "Notas"],
  billing: ["Billing", "Abrechnung", "Facturación"],
  cut: ["By", "Nach", "Por"],
  name: ["Name", "Name", "Nombre"],
  cases: ["Cases", "Fälle", "Casos"],
  pickedUp: ["Picked up", "Angenommen", "Atendidos"],
  inTime: ["In time", "Rechtzeitig", "A tiempo"],
  waitMedian: ["Wait, median (s)", "Wartezeit, Median (s)", "Espera, mediana (s)"],
  waitP90: ["Wait, 90 % (s)", "Wartezeit, 90 % (s)", "Espera, 90 % (s)"],
  worked: ["Worked on", "Bearbeitet", "Trabajados"],
  workMedian: ["Work, median (s)", "Arbeitszeit, Median (s)", "Trabajo, mediana (s)"],
  workP90: ["Work, 90 % (s)", "Arbeitszeit, 90 % (s)", "Trabajo, 90 % (s)"],
  rated: ["Ratings", "Bewertungen", "Valoraciones"],
  meanStars: ["Mean of the stars", "Mittelwert der Sterne", "Media de las estrellas"],
} as const satisfies Record<string, readonly [en: string, de: string, es: string]>;
export type CsvColumn = keyof typeof COLUMNS;

const PLACE: Record<Language, 0 | 1 | 2> = { en: 0, de: 1, es: 2 };

function columnsIn(language: Language): Record<CsvColumn, string> {
  const named = Object.entries(COLUMNS).map(([column, names]) => [column, names[PLACE[language]]]);
  return Object.fromEntries(named) as Record<CsvColumn, string>;
}

export const CSV_WORDS: Record<Language, CsvWords> = {
  en: {
    columns: columnsIn("en"),
    states: { new: "New", pending: "Pending", inProgress: "In progress", closed: "Closed", expired: "Expired" },
    outcomes: { solved: "Solved", notSolved: "Not solved", noContact: "No contact" },
    priorities: { low: "Low", normal: "Normal", high: "High", urgent: "Urgent" },
    yes: "yes",
    no: "no",
    all: "All",
    nobody: "Nobody",
    noModule: "Without a module",
    cuts: {
      total: "Total",
      time: "Time",
      group: "Group",
      module: "Module",
      person: "Assignee",
      hour: "Hour",
      weekday: "Weekday",
    },
  },
  de: {
    columns: columnsIn("de"),
    states: {
      new: "Neu",
      pending: "Ausstehend",
      inProgress: "In Bearbeitung",
      closed: "Geschlossen",
      expired: "Abgelaufen",
    },
    outcomes: { solved: "Gelöst", notSolved: "Nicht gelöst", noContact: "Kein Kontakt" },
    priorities: { low: "Niedrig", normal: "Normal", high: "Hoch", urgent: "Dringend" },
    yes: "ja",
    no: "nein",
    all: "Alle",
    nobody: "Niemand",
    noModule: "Ohne Modul",
    cuts: {
      total: "Gesamt",
      time: "Zeit",
      group: "Gruppe",
      module: "Modul",
      person: "Experte",
      hour: "Stunde",
      weekday: "Wochentag",
    },
  },
  es: {
    columns: columnsIn("es"),
    states: {
      new: "Nuevo",
      pending: "Pendiente",
      inProgress: "En progreso",
      closed: "Cerrado",
      expired: "Expirado",
    },
    outcomes: { solved: "Resuelto", notSolved: "No resuelto", noContact: "Sin contacto" },
    priorities: { low: "Baja", normal: "Normal", high: "Alta", urgent: "Urgente" },
    yes: "sí",
    no: "no",
    all: "Todos",
    nobody: "Nadie",
    noModule: "Sin módulo",
    cuts: {
      total: "Total",
      time: "Tiempo",
      group: "Grupo",
      module: "Módulo",
      person: "Asignatario",
      hour: "Hora",
      weekday: "Día de la semana",
    },
  },
};
