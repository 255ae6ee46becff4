import { rmSync } from "node:fs";
import * as z from "zod/mini";
import type { Kept } from "./kept.ts";

const KEY = "beckon.partial";
const OURS = /\.[0-9a-f]{8}\.part$/;

/** Files that are on their way, remembered beyond the program's life. */
export type PartialFiles = { begin(path: string): void; end(path: string): void };

/** Clears away what a program that was killed left half, and nothing else; remembers in `kept`. */
export function openPartialFiles(kept: Kept): PartialFiles {
  for (const path of readPaths(kept.getItem(KEY))) if (OURS.test(path)) rmSync(path, { force: true });
  const paths = new Set<string>();
  const keep = (): void => {
    if (paths.size > 0) kept.setItem(KEY, JSON.stringify([...paths]));
    else kept.removeItem(KEY);
  };
  keep();
  return {
    begin(path) {
      paths.add(path);
      keep();
    },
    end(path) {
      if (paths.delete(path)) keep();
    },
  };
}

function readPaths(text: string | null): string[] {
  try {
    return z.array(z.string()).parse(JSON.parse(text ?? "[]"));
  } catch {
    return [];
  }
}
