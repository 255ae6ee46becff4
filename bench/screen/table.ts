import { median, print, quantile, shown, spread } from "../stage/figures.ts";
import type { Scene } from "./scenes.ts";

/** What one turn gave. Delays in ms from painted to seen, of the changes that were seen at all. */
export type Turn = {
  readonly delays: readonly number[];
  /** From the last change to its sight, in ms; NaN when it was never seen. */
  readonly lastDelay: number;
  /** Different changes seen a second, and how many were painted. */
  readonly frames: number;
  readonly painted: number;
  readonly bits: number;
  /** Share of one core that the customer's side took. */
  readonly processor: number;
  /** Share of the pixels that were exact at rest. */
  readonly exact: number;
  readonly db: number;
};

export type Key = { readonly line: string; readonly scene: Scene; readonly contender: string };
export type Results = readonly { readonly key: Key; readonly turns: readonly Turn[] }[];

export const BECKON = "Beckon";
/** Below this ratio it is ahead, above its inverse behind; between them it is a tie. */
const AHEAD = 1 / 1.3;

type Measure = (turn: Turn) => number;
const middle: Measure = ({ delays }) => median(delays);
const slow: Measure = ({ delays }) => quantile(delays, 0.95);
const bits: Measure = (turn) => turn.bits / 1e6;
const processor: Measure = (turn) => turn.processor * 100;

/** One line about a turn, while it runs. */
export function describe(turn: Turn): string {
  const rest = turn.exact === 1 ? "exact" : `${(turn.exact * 100).toFixed(2)} % exact, ${turn.db.toFixed(1)} dB`;
  return `${shown(middle(turn))} / ${shown(slow(turn))} ms, last ${shown(turn.lastDelay)} ms, ${shown(turn.frames)} of ${shown(turn.painted)} fps, ${shown(bits(turn))} Mbit/s, ${shown(processor(turn))} % of a core, ${rest}`;
}

/** Prints the goals' rows for the common table, then the table of everything that was measured. */
export function printResults(results: Results): void {
  printGoals(results);
  console.log("| line | scene | | delay median / p95, ms | frames/s | Mbit/s | % of a core | exact at rest |");
  console.log("|---|---|---|---|---|---|---|---|");
  for (const { key, turns } of results) {
    const ours = turnsOf(results, { ...key, contender: BECKON });
    const against = (of: Measure): string => {
      const value = shown(median(turns.map(of)));
      return key.contender === BECKON || ours.length === 0 ? value : `${value} (${shown(ratio(ours, turns, of))})`;
    };
    const exact = Math.min(...turns.map((turn) => turn.exact));
    const atRest =
      exact === 1 ? "all" : `${(exact * 100).toFixed(1)} %, ${shown(median(turns.map(({ db }) => db)))} dB`;
    const frames = `${against((turn) => turn.frames)} of ${shown(median(turns.map((turn) => turn.painted)))}`;
    const cells = [key.line, key.scene, key.contender, `${against(middle)} / ${against(slow)}`, frames];
    console.log(`| ${[...cells, against(bits), against(processor), atRest].join(" | ")} |`);
  }
}

function printGoals(results: Results): void {
  const of = (line: string, scene: Scene): readonly Turn[] => turnsOf(results, { line, scene, contender: BECKON });
  goal("the free line, idle: from painted to seen, p95", of("free", "idle"), slow, " ms", 35);
  goal("the thin line, scrolling: from painted to seen, median", of("thin", "scrolling"), middle, " ms", 200);
  goal("the thin line, scrolling: from painted to seen, p95", of("thin", "scrolling"), slow, " ms", 400);
  goal("the thin line, video: frames a second", of("thin", "video"), (turn) => turn.frames, "", 12, "least");
  goal(
    "the thin line, video: its last picture is seen after",
    of("thin", "video"),
    (turn) => turn.lastDelay,
    " ms",
    400,
  );
  goal("the free line, scrolling: share of one core", of("free", "scrolling"), processor, " %", 40);
  const inexact = results.flatMap(({ key, turns }) =>
    key.contender === BECKON ? turns.filter(({ exact }) => exact < 1) : [],
  ).length;
  const all = results.flatMap(({ key, turns }) => (key.contender === BECKON ? turns : [])).length;
  if (all > 0)
    print({
      figure: "screen: scenes after which a pixel was not exact at rest",
      beckon: `${inexact} of ${all}`,
      comparison: "",
      ratio: "",
      goal: "0",
      met: inexact === 0,
    });
  beside(results, "x11vnc + noVNC", { delay: AHEAD, bits: AHEAD, processor: AHEAD, frames: AHEAD });
  beside(results, "TigerVNC + noVNC", { delay: 1 / AHEAD, bits: 0.5 });
}

function goal(
  figure: string,
  turns: readonly Turn[],
  of: Measure,
  unit: string,
  bound: number,
  kind: "most" | "least" = "most",
): void {
  if (turns.length === 0) return;
  const value = median(turns.map(of));
  print({
    figure: `screen on ${figure}`,
    beckon: spread(turns.map(of), unit),
    comparison: "",
    ratio: "",
    goal: `${kind === "most" ? "≤" : "≥"} ${bound}${unit}`,
    met: kind === "most" ? value <= bound : value >= bound,
  });
}

/** Scrolling on the free line beside another program; each bound is the largest ratio that still meets the goal. */
function beside(
  results: Results,
  contender: string,
  bounds: { delay: number; bits: number; processor?: number; frames?: number },
): void {
  const key = { line: "free", scene: "scrolling" } as const;
  const ours = turnsOf(results, { ...key, contender: BECKON });
  const theirs = turnsOf(results, { ...key, contender });
  if (ours.length === 0 || theirs.length === 0) return;
  const row = (what: string, of: Measure, unit: string, bound: number | undefined): void => {
    if (bound === undefined) return;
    const found = ratio(ours, theirs, of);
    print({
      figure: `screen on the free line, scrolling: ${what}`,
      beckon: spread(ours.map(of), unit),
      comparison: `${contender}: ${spread(theirs.map(of), unit)}`,
      ratio: shown(found),
      goal: `≤ ${shown(bound)}`,
      met: found <= bound,
    });
  };
  row("delay, median", middle, " ms", bounds.delay);
  row("delay, p95", slow, " ms", bounds.delay);
  row("time between frames", (turn) => 1000 / turn.frames, " ms", bounds.frames);
  row("bits", bits, " Mbit/s", bounds.bits);
  row("processor", processor, " %", bounds.processor);
}

/** The median of the turns' own ratios, Beckon's figure to the other's. */
function ratio(ours: readonly Turn[], theirs: readonly Turn[], of: Measure): number {
  return median(ours.flatMap((turn, n) => (theirs[n] === undefined ? [] : [of(turn) / of(theirs[n])])));
}

function turnsOf(results: Results, { line, scene, contender }: Key): readonly Turn[] {
  const found = results.find(({ key }) => key.line === line && key.scene === scene && key.contender === contender);
  return found?.turns ?? [];
}
