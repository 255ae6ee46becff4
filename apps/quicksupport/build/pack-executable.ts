import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { constants, zstdCompressSync } from "node:zlib";
import type { ProgramSystem } from "@beckon/protocol/program.ts";
import { readStripped } from "./carried-files.ts";
import type { SystemParts } from "./system-parts.ts";
import { markAsWindowed, withoutSignature } from "./windows-executable.ts";

/** What the build of Node looks for to know whether it is such a program. */
const FUSE = "NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2";
const SMALL = { params: { [constants.ZSTD_c_compressionLevel]: 12 } };

/** Makes one executable file of Node, the code and what it carries; returns its bytes. `scratch` is an empty folder. */
export function packExecutable(
  system: Exclude<ProgramSystem, "macos-arm64">,
  parts: SystemParts,
  code: string,
  carried: ReadonlyMap<string, Buffer>,
  scratch: string,
): Buffer {
  const blob = makeBlob(parts, code, carried, scratch);
  const path = join(scratch, "program");
  const node = system === "linux-x64" ? readStripped(parts.node, path) : withoutSignature(readFileSync(parts.node));
  writeFileSync(path, node, { mode: 0o755 });
  const postject = join(createRequire(import.meta.url).resolve("postject"), "..", "cli.js");
  runTool(process.execPath, [postject, path, "NODE_SEA_BLOB", blob, "--sentinel-fuse", FUSE]);
  const program = readFileSync(path);
  if (system === "windows-x64") markAsWindowed(program);
  return program;
}

function makeBlob(parts: SystemParts, code: string, carried: ReadonlyMap<string, Buffer>, scratch: string): string {
  // Named from the folder it lies in, because the name becomes part of the program, which is the same whoever builds it.
  const [main, output, config] = ["main.cjs", "blob", "sea.json"];
  writeFileSync(join(scratch, main), code);
  const assets = [...carried].map(([name, bytes], index) => {
    const path = `asset-${index}`;
    writeFileSync(join(scratch, path), zstdCompressSync(bytes, SMALL));
    return [name, path];
  });
  const settings = { main, output, disableExperimentalSEAWarning: true, assets: Object.fromEntries(assets) as object };
  writeFileSync(join(scratch, config), JSON.stringify(settings));
  // By the very version that will read it: the form changes from one to the next.
  runTool(parts.blobMaker ?? parts.node, ["--experimental-sea-config", config], scratch);
  return join(scratch, output);
}

/** What these tools print is of interest only when they fail. */
function runTool(program: string, words: readonly string[], cwd?: string): void {
  const { status, stdout, stderr, error } = spawnSync(program, words, { encoding: "utf8", cwd });
  if (status !== 0) throw new Error(`The program could not be made: ${error?.message ?? stdout + stderr}`);
}
