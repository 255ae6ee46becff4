import { writeFileSync } from "node:fs";
import { comingDays, playDays, REPORT } from "./days.ts";

// `npm run simulate`, with files of days of one's own, or with --write for the report in docs.
const files = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const { played, report } = playDays(files.length > 0 ? files : comingDays());
process.stdout.write(report);
if (process.argv.includes("--write") && files.length === 0) writeFileSync(REPORT, report);
if (played.some(({ breaches }) => breaches.length > 0)) process.exitCode = 1;
