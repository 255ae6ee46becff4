import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as z from "zod/mini";
import { programOffer, SYSTEMS, type ProgramSystem } from "@beckon/protocol/program.ts";
import { bundleProgram } from "./bundle-program.ts";
import { carriedFiles } from "./carried-files.ts";
import { packApp } from "./pack-app.ts";
import { packExecutable } from "./pack-executable.ts";
import { systemParts } from "./system-parts.ts";

// `npm run build:quicksupport`: builds the programs people download, all of them or those of the systems named, where their
// sources changed. The server reads the manifest and offers what it names [M7].

const root = join(import.meta.dirname, "../../..");
const dist = join(root, "apps/quicksupport/dist");
const manifestPath = join(dist, "manifest.json");
const FILES: Readonly<Record<ProgramSystem, string>> = {
  "linux-x64": "quicksupport-linux-x64",
  "windows-x64": "quicksupport-windows-x64.exe",
  "macos-arm64": "quicksupport-macos-arm64.tar",
};

const built = z.object({
  programs: z.array(z.extend(programOffer, { file: z.string(), sources: z.string() })),
});
type Entry = z.infer<typeof built>["programs"][number];

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !Object.hasOwn(FILES, name));
if (unknown !== undefined) {
  console.error(`"${unknown}" is no system programs are built for. There are: ${Object.keys(FILES).join(", ")}.`);
  process.exit(2);
}

mkdirSync(dist, { recursive: true });
const sources = hashSources();
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
let code: string | undefined;
for (const system of SYSTEMS) if (asked.length === 0 || asked.includes(system)) await build(system);

async function build(system: ProgramSystem): Promise<void> {
  const file = FILES[system];
  const known = readManifest().find((one) => one.system === system);
  if (known?.sources === sources && existsSync(join(dist, file))) return;
  const started = performance.now();
  const scratch = mkdtempSync(join(tmpdir(), "beckon-program-"));
  try {
    const parts = systemParts(system);
    code ??= await bundleProgram();
    const carried = await carriedFiles(parts, version, scratch);
    const program =
      system === "macos-arm64"
        ? await packApp(parts, code, carried, version)
        : packExecutable(system, parts, code, carried, scratch);
    const sha256 = createHash("sha256").update(program).digest("hex");
    put(join(dist, file), program, 0o755);
    const entry: Entry = { system, version, bytes: program.length, sha256, file, sources };
    const others = readManifest().filter((one) => one.system !== system);
    put(manifestPath, `${JSON.stringify({ programs: [...others, entry] }, null, 2)}\n`, 0o644);
    const seconds = ((performance.now() - started) / 1_000).toFixed(0);
    console.log(`${file}: ${(program.length / 1e6).toFixed(1)} MB, built in ${seconds} s`);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Whole or not at all: a server may be reading what was there. */
function put(path: string, content: Buffer | string, mode: number): void {
  writeFileSync(`${path}.${process.pid}.part`, content, { mode });
  renameSync(`${path}.${process.pid}.part`, path);
}

function readManifest(): readonly Entry[] {
  try {
    return built.parse(JSON.parse(readFileSync(manifestPath, "utf8"))).programs;
  } catch {
    // Missing or damaged: everything is built anew.
    return [];
  }
}

/** A hash of all that a program is made of: code, page, build, and the versions of its parts. */
function hashSources(): string {
  const folders = ["packages", "apps/quicksupport/src", "apps/quicksupport/build", "apps/web/dist"];
  const files = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/\.test\.tsx?$|\/node_modules\//.test(join(entry.parentPath, entry.name)))
      .map((entry) => join(entry.parentPath, entry.name))
      .toSorted(),
  );
  const digest = createHash("sha256");
  for (const path of [...files, join(root, "package.json"), join(root, "package-lock.json")])
    digest.update(path.slice(root.length)).update("\0").update(readFileSync(path)).update("\0");
  return digest.digest("hex");
}
