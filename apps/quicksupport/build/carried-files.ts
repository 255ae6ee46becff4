import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { CARRIED_TABLE, type CarriedTable } from "../src/carried.ts";
import { CARRIED } from "../src/packed-program.ts";
import { bundlePhotoWorker } from "./bundle-program.ts";
import type { SystemParts } from "./system-parts.ts";

const page = join(import.meta.dirname, "../../web/dist");

/** Everything a program carries besides its code, by name; among it the table with each part's checksum. */
export async function carriedFiles(parts: SystemParts, version: string, scratch: string): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for (const [name, path] of Object.entries(parts.native)) files.set(name, readStripped(path, join(scratch, name)));
  const wasm = createRequire(import.meta.url).resolve("@cornerstonejs/codec-libjpeg-turbo-8bit/wasm");
  files.set(CARRIED.photoWasm, readFileSync(wasm));
  files.set(CARRIED.photoWorker, Buffer.from(await bundlePhotoWorker()));
  for (const [name, bytes] of pageFiles()) files.set(CARRIED.page + name, bytes);
  const sums = [...files].map(([name, bytes]) => [name, createHash("sha256").update(bytes).digest("hex")]);
  const table: CarriedTable = { version, parts: Object.fromEntries(sums) as Record<string, string> };
  return files.set(CARRIED_TABLE, Buffer.from(JSON.stringify(table)));
}

/** The module's page with what it names, and what that names: the other pages' files stay out. */
function pageFiles(): Map<string, Buffer> {
  const found = new Map([["module.html", readFileSync(join(page, "module.html"))]]);
  const names = readdirSync(join(page, "assets"));
  for (const bytes of found.values()) {
    const text = bytes.toString("latin1");
    for (const name of names)
      if (!found.has(`assets/${name}`) && text.includes(name))
        found.set(`assets/${name}`, readFileSync(join(page, "assets", name)));
  }
  return found;
}

/** An executable or library of Linux without what only a debugger reads; anything else as it is. */
export function readStripped(path: string, scratch: string): Buffer {
  const bytes = readFileSync(path);
  if (bytes.toString("latin1", 1, 4) !== "ELF") return bytes;
  copyFileSync(path, scratch);
  const { status } = spawnSync("strip", [scratch], { stdio: "ignore" });
  if (status === 0) return readFileSync(scratch);
  console.log("The program gets larger than it must be: `strip` (of the package binutils) is not installed.");
  return bytes;
}
