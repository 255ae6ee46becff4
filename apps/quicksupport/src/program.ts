import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ProgramOwner } from "@beckon/protocol/program.ts";
import type { Command } from "./command.ts";
import { pageFilesOf, type PageFiles } from "./page-files.ts";
import type { PhotoEncoderParts } from "./photo-encoder.ts";

/** What this program carries with it. */
export type Program = {
  /** Its own file, which its name speaks of. */
  readonly path: string;
  /** All of it that has to be copied, and what its copy is called; null: it lies in the project's folder. */
  readonly whole: { readonly path: string; readonly name: string } | null;
  /** The words that start it, or its `copy`, again for the same owner with the same data. */
  startWords(owner: ProgramOwner, command: Command, copy?: string): readonly string[];
  readonly version: string;
  readonly files: PageFiles;
  /** Undefined: as the project lies in its folder. */
  readonly photoParts: PhotoEncoderParts | undefined;
  /** The folder into which it lays native parts; null where they lie beside it. */
  readonly laid: string | null;
};

/** The program as it lies in the project's folder, run by Node. */
export function programInFolder(): Program {
  const root = join(import.meta.dirname, "../../..");
  const dist = join(root, "apps/web/dist");
  const assets = readdirSync(join(dist, "assets")).map((name) => `assets/${name}`);
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  return {
    path: process.execPath,
    whole: null,
    startWords: ({ server, module }, { data }) => [
      process.execPath,
      join(import.meta.dirname, "main.ts"),
      "--server",
      server,
      "--module",
      module,
      ...(data === undefined ? [] : ["--data", data]),
    ],
    version,
    files: pageFilesOf(["module.html", ...assets].map((name) => [name, readFileSync(join(dist, name))])),
    photoParts: undefined,
    laid: null,
  };
}
