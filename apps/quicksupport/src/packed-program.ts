import { join } from "node:path";
import { isSea } from "node:sea";
import { carriedTable, readCarried, unpackFolder } from "./carried.ts";
import { pageFilesOf } from "./page-files.ts";
import type { Program } from "./program.ts";

/** The names the build gives to what it carries besides native parts. */
export const CARRIED = { page: "page/", photoWorker: "photo-worker.js", photoWasm: "photo.wasm" } as const;

/** The program as it was built for people: one file, or on macOS a folder that looks like one. */
export function packedProgram(): Program {
  const { version, parts } = carriedTable();
  const page = Object.keys(parts).filter((name) => name.startsWith(CARRIED.page));
  const whole = isSea()
    ? { path: process.execPath, name: process.platform === "win32" ? "QuickSupport.exe" : "QuickSupport" }
    : { path: join(import.meta.dirname, "../.."), name: "QuickSupport.app" };
  return {
    // Beside an app's code, in its folder, lies the file that names its owner.
    path: isSea() ? process.execPath : join(import.meta.dirname, "QuickSupport"),
    whole,
    startWords: ({ server, module }, { data }, copy = whole.path) => [
      isSea() ? copy : join(copy, "Contents", "MacOS", "QuickSupport"),
      "--server",
      server,
      "--module",
      module,
      ...(data === undefined ? [] : ["--data", data]),
    ],
    version,
    files: pageFilesOf(page.map((name) => [name.slice(CARRIED.page.length), readCarried(name)])),
    photoParts: {
      worker: { code: new TextDecoder().decode(readCarried(CARRIED.photoWorker)) },
      wasm: readCarried(CARRIED.photoWasm),
    },
    laid: isSea() ? unpackFolder() : null,
  };
}
