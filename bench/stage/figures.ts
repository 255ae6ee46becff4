/** The value below which the share `q` (0 to 1) of the values lies; NaN of no values. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;
}

/** The middle one of the values; NaN of no values. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** A number as people read it: three digits that count, thousands apart. */
export function shown(value: number): string {
  if (!Number.isFinite(value)) return "–";
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString("en-GB", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** The median with the smallest and the largest value, such as `1,200 (1,100 – 1,310)`. */
export function spread(values: readonly number[], unit = ""): string {
  const [low, high] = [quantile(values, 0), quantile(values, 1)].map(shown);
  return `${shown(median(values))}${unit} (${low} – ${high})`;
}

/** One line of the table: what was measured, Beckon's value, the comparison's, their ratio, and the goal. */
export type Figure = {
  figure: string;
  beckon: string;
  comparison: string;
  ratio: string;
  goal: string;
  met: boolean | undefined;
};

/** Prints a figure as a row of the table in README.md; `run.ts` gathers these rows. */
export function print({ figure, beckon, comparison, ratio, goal, met }: Figure): void {
  const verdict = met === undefined ? "" : met ? "met" : "**missed**";
  console.log(`| ${[figure, beckon, comparison, ratio, goal, verdict].join(" | ")} |`);
}

/** Now, in milliseconds of a clock that all processes of this machine share. */
export function now(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

/** A number given as `--name=…` on the command line. */
export function option(name: string, otherwise: number): number {
  const given = process.argv.find((word) => word.startsWith(`--${name}=`))?.split("=")[1];
  return given === undefined ? otherwise : Number(given);
}
