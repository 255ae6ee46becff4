import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { programOffer, type ProgramOffer, type ProgramSystem } from "@beckon/protocol/program.ts";

const root = join(import.meta.dirname, "../..");

/** Builds the program that people of a system download, where its sources changed; the server offers it from then on [M7]. */
export function buildProgram(system: ProgramSystem): ProgramOffer {
  const done = spawnSync(process.execPath, [join(root, "scripts/setup.mjs"), "build:quicksupport", system], {
    encoding: "utf8",
  });
  if (done.status !== 0) throw new Error(`The program could not be built: ${done.stdout}${done.stderr}`);
  const manifest: unknown = JSON.parse(readFileSync(join(root, "apps/quicksupport/dist/manifest.json"), "utf8"));
  const { programs } = manifest as { programs: unknown[] };
  const offers = programs.map((one) => programOffer.parse(one));
  const found = offers.find((one) => one.system === system);
  if (found === undefined) throw new Error(`The build left no program for ${system}.`);
  return found;
}
