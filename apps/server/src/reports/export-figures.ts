import type { Report, ReportCut, ReportFigures, ReportStep } from "@beckon/protocol/reports.ts";
import type { Language } from "@beckon/protocol/words.ts";
import type { Queryable } from "../store/database.ts";
import { groupsOf, modulesOf, peopleOf, type PersonScope } from "../store/scope.ts";
import type { Cell } from "./csv-stream.ts";
import type { CsvColumn, CsvWords } from "./csv-words.ts";
import { seconds } from "./export-cases.ts";

export const FIGURE_COLUMNS: readonly CsvColumn[] = [
  "cut",
  "name",
  "cases",
  "pickedUp",
  "inTime",
  "abandoned",
  "waitMedian",
  "waitP90",
  "worked",
  "workMedian",
  "workP90",
  "rated",
  "meanStars",
];

/** A report as rows: all of it, then each piece of its time, then each of what it was cut by. */
export async function* exportFigures(
  db: Queryable,
  scope: PersonScope,
  { total, times, cut }: Report,
  { by, step, zone, language, w }: { by: ReportCut; step: ReportStep; zone: string; language: Language; w: CsvWords },
): AsyncGenerator<Cell[]> {
  const nameOf = await namesFor(db, scope, by, language, w);
  yield row(w.cuts.total, w.all, total);
  for (const { at, ...figures } of times) yield row(w.cuts.time, localName(at, zone, step), figures);
  for (const { key, ...figures } of cut) yield row(w.cuts[by], nameOf(key), figures);
}

function row(kind: string, name: string, of: ReportFigures): Cell[] {
  return [
    kind,
    name,
    of.came,
    of.pickedUp,
    of.withinTarget,
    of.abandoned,
    seconds(of.waitMedianMs),
    seconds(of.waitP90Ms),
    of.handled,
    seconds(of.handleMedianMs),
    seconds(of.handleP90Ms),
    of.rated,
    of.stars,
  ];
}

/** Where a piece of time begins, as spreadsheets know it. */
function localName(at: number, timeZone: string, step: ReportStep): string {
  const day = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" }).format(at);
  if (step !== "hour") return day;
  return `${day} ${new Intl.DateTimeFormat("sv-SE", { timeZone, timeStyle: "short" }).format(at)}`;
}

async function namesFor(
  db: Queryable,
  scope: PersonScope,
  by: ReportCut,
  language: Language,
  w: CsvWords,
): Promise<(key: string | null) => string> {
  if (by === "hour") return (key) => `${key}:00`;
  if (by === "weekday") {
    const name = new Intl.DateTimeFormat(language, { weekday: "long", timeZone: "UTC" });
    return (key) => name.format(Date.UTC(2024, 0, Number(key)));
  }
  const named =
    by === "group"
      ? await groupsOf(db, scope).select(["groups.id", "groups.name"]).execute()
      : by === "module"
        ? await modulesOf(db, scope).select(["modules.id", "modules.name"]).execute()
        : await peopleOf(db, scope).select(["people.id", "people.name"]).execute();
  const names = new Map(named.map(({ id, name }) => [id, name]));
  return (key) => (key === null ? (by === "module" ? w.noModule : w.nobody) : (names.get(key) ?? key));
}
