import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { DAY, type Day } from "./day.ts";
import { reportOf } from "./report.ts";
import type { Played } from "./simulate.ts";
import { simulate } from "./simulate.ts";

const folder = join(import.meta.dirname, "days");
/** Where the report on the days that come with Beckon stands. */
export const REPORT = join(import.meta.dirname, "../../docs/simulated-days.md");

const HEAD = `# Simulated days

Written by \`npm run simulate -- --write\`; do not edit. The program plays the days of \`scripts/simulate/days/\` through the domain's
own rules (\`planAssignment\`, \`decide\`, \`evolve\`): customers come, give up and come back; experts come, pause, go, answer offers,
decline or miss them; the house plans whenever something changed. All that is drawn comes from the day's seed, so that a day is
always played the same. A watch apart from the plan looks for breaches: a case lost, given twice, overtaken by a newer one, or
waiting while somebody idle could be asked; somebody asked who is unavailable or at their limit, or out of hours; an offer that ends
late; an act that the rules refuse; a case that somebody accepted and nobody finished. These are days made up to try the rules,
not measurements of any team. A day of your own, in the form of those files: \`npm run simulate -- my-day.json\`.`;

/** Reads a day's file; throws with what is wrong in it when it is not one. */
export function readDay(path: string): Day {
  const { success, data, error } = DAY.safeParse(JSON.parse(readFileSync(path, "utf8")));
  if (success) return data;
  throw new Error(`${path} is not a day:\n${z.prettifyError(error)}`);
}

/** The paths of the days that come with Beckon. */
export function comingDays(): string[] {
  return readdirSync(folder)
    .toSorted()
    .map((file) => join(folder, file));
}

/** Plays days and says what came of them, in Markdown. */
export function playDays(paths: readonly string[]): { played: Played[]; report: string } {
  const played = paths.map((path) => simulate(readDay(path)));
  return { played, report: `${[HEAD, ...played.map(reportOf)].join("\n\n")}\n` };
}
