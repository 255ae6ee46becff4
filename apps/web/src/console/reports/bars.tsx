import type { ReportFigures } from "@beckon/protocol/reports.ts";
import { useWords, type Words } from "../words/use-words.tsx";
import type { Measure } from "./report-filters.ts";
import { NONE, sayClock, sayStars } from "./say-figures.ts";

/** One bar of a chart: its name, and the figures it is made of. */
export type Bar = { key: string; name: string; fullName: string; figures: ReportFigures | undefined };

type Piece = { name: string; value: number; look: string };

const LOOKS = {
  inTime: "bg-accent",
  later: "bg-accent opacity-40",
  abandoned: "bg-alarm report-stripes",
  other: "bg-edge opacity-40",
  median: "bg-accent",
  ninety: "bg-accent opacity-40",
  mean: "bg-accent",
} as const;

/** What a bar is made of, from the bottom or the left. */
function piecesOf(w: Words, figures: ReportFigures | undefined, measure: Measure): Piece[] {
  const of = (name: string, value: number, look: string): Piece => ({ name, value, look });
  if (figures === undefined) return [];
  const { came, pickedUp, withinTarget, abandoned } = figures;
  switch (measure) {
    case "cases":
      return [
        of(w.reports.parts.inTime, withinTarget, LOOKS.inTime),
        of(w.reports.parts.later, pickedUp - withinTarget, LOOKS.later),
        of(w.reports.parts.abandoned, abandoned, LOOKS.abandoned),
        of(w.reports.parts.other, came - pickedUp - abandoned, LOOKS.other),
      ];
    case "waiting":
      return upTo(figures.waitMedianMs, figures.waitP90Ms);
    case "handling":
      return upTo(figures.handleMedianMs, figures.handleP90Ms);
    case "rating":
      return [of(w.reports.mean, figures.stars ?? 0, LOOKS.mean)];
  }

  function upTo(median: number | null, ninety: number | null): Piece[] {
    return [
      of(w.reports.median, median ?? 0, LOOKS.median),
      of(w.reports.ninety, (ninety ?? 0) - (median ?? 0), LOOKS.ninety),
    ];
  }
}

function sayValue(w: Words, measure: Measure, value: number): string {
  // Nothing took no time, and nobody gives no stars: there was nothing to count.
  if (measure !== "cases" && value === 0) return NONE;
  if (measure === "cases") return w.f.number(value);
  return measure === "rating" ? sayStars(w, value) : sayClock(w, value);
}

/** What is said of a bar when it is pointed at. */
function sayBar(w: Words, { fullName, figures }: Bar, measure: Measure): string {
  if (figures === undefined) return `${fullName}: ${w.f.number(0)}`;
  const pieces = piecesOf(w, figures, measure);
  const said = pieces.map(({ name, value }, n) => {
    // The second piece of a duration stands on the first.
    const whole =
      measure === "waiting" || measure === "handling" ? value + (n === 1 ? (pieces[0]?.value ?? 0) : 0) : value;
    return `${name} ${sayValue(w, measure, whole)}`;
  });
  return `${fullName}: ${said.join(", ")}`;
}

/** What each colour stands for. */
export function Legend({ measure }: { measure: Measure }) {
  const w = useWords();
  const { inTime, later, abandoned, other } = w.reports.parts;
  const all: [string, string][] =
    measure === "cases"
      ? [
          [inTime, LOOKS.inTime],
          [later, LOOKS.later],
          [abandoned, LOOKS.abandoned],
          [other, LOOKS.other],
        ]
      : measure === "rating"
        ? [[w.reports.mean, LOOKS.mean]]
        : [
            [w.reports.median, LOOKS.median],
            [w.reports.ninety, LOOKS.ninety],
          ];
  return (
    <ul
      className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted"
      title={measure === "cases" ? w.reports.otherHint : undefined}
    >
      {all.map(([name, look]) => (
        <li key={name} className="flex items-center gap-1.5">
          <span className={`report-bar size-2.5 rounded-xs ${look}`} aria-hidden="true" />
          {name}
        </li>
      ))}
    </ul>
  );
}

/** Bars side by side, for what has an order of its own; all their figures stand in the table beside them. */
export function StandingBars({ bars, measure, label }: { bars: readonly Bar[]; measure: Measure; label: string }) {
  const w = useWords();
  const most = mostOf(w, bars, measure);
  // So many names as there is room for, on a phone too.
  const every = Math.ceil(bars.length / 7);
  return (
    <div role="img" aria-label={label} className="flex min-w-0 flex-col gap-1">
      <span className="text-xs text-muted">{sayValue(w, measure, most)}</span>
      <div className="flex h-44 items-end gap-px border-y border-line">
        {bars.map((bar) => (
          <div
            key={bar.key}
            title={sayBar(w, bar, measure)}
            className="flex h-full min-w-0 flex-1 flex-col-reverse hover:bg-sunken"
          >
            {piecesOf(w, bar.figures, measure).map(({ name, value, look }) => (
              <div
                key={name}
                className={`report-bar mx-auto w-full max-w-10 ${look}`}
                style={{ height: `${most === 0 ? 0 : (100 * value) / most}%` }}
              />
            ))}
          </div>
        ))}
      </div>
      <div className="flex text-xs text-muted">
        {bars.map(({ key, name }, n) =>
          n % every === 0 ? (
            <span
              key={key}
              className="min-w-0 overflow-hidden whitespace-nowrap"
              style={{ flexGrow: Math.min(every, bars.length - n), flexBasis: 0 }}
            >
              {name}
            </span>
          ) : null,
        )}
      </div>
    </div>
  );
}

/** Bars below each other, for what has a name. */
export function LyingBars({ bars, measure, label }: { bars: readonly Bar[]; measure: Measure; label: string }) {
  const w = useWords();
  const most = mostOf(w, bars, measure);
  return (
    <div role="img" aria-label={label} className="flex min-w-0 flex-col gap-2">
      {bars.map((bar) => {
        const pieces = piecesOf(w, bar.figures, measure);
        const first = measure === "cases" ? (bar.figures?.came ?? 0) : (pieces[0]?.value ?? 0);
        return (
          <div key={bar.key} title={sayBar(w, bar, measure)} className="flex flex-col gap-0.5">
            <span className="flex justify-between gap-2">
              <span className="truncate">{bar.name}</span>
              <span className="shrink-0 text-muted">{sayValue(w, measure, first)}</span>
            </span>
            <span className="flex h-2.5 overflow-hidden rounded-xs bg-sunken">
              {pieces.map(({ name, value, look }) => (
                <span
                  key={name}
                  className={`report-bar h-full ${look}`}
                  style={{ width: `${most === 0 ? 0 : (100 * value) / most}%` }}
                />
              ))}
            </span>
          </div>
        );
      })}
    </div>
  );
}

function mostOf(w: Words, bars: readonly Bar[], measure: Measure): number {
  if (measure === "rating") return 5;
  const sums = bars.map(({ figures }) => piecesOf(w, figures, measure).reduce((sum, { value }) => sum + value, 0));
  return Math.max(0, ...sums);
}
