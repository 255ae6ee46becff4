import { homedir } from "node:os";
import { noScreen } from "./no-screen.ts";
import type { Platform } from "./ports.ts";

/** The system this program runs on. */
export function openPlatform(): Promise<Platform> {
  return Promise.resolve(noScreen(homedir()));
}
