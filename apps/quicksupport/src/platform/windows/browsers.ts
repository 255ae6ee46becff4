import { existsSync } from "node:fs";
import type { Opener } from "../../window.ts";
import type { Registry } from "./registry.ts";

const APP_PATHS = String.raw`Software\Microsoft\Windows\CurrentVersion\App Paths`;
const APP_BROWSERS = ["chrome.exe", "msedge.exe", "brave.exe", "vivaldi.exe"];

/** The browsers that Windows knows, those that open an app window first; last whatever opens links here. */
export function findBrowsers(registry: Registry, url: string, profile: string): Opener[] {
  const find = (name: string): string[] => {
    const key = `${APP_PATHS}\\${name}`;
    const path = registry.read("person", key, "") ?? registry.read("computer", key, "");
    const plain = path?.replaceAll('"', "");
    return plain !== undefined && existsSync(plain) ? [plain] : [];
  };
  return [
    ...APP_BROWSERS.flatMap(find).map((program) => ({
      program,
      words: [`--app=${url}`, `--user-data-dir=${profile}`, "--no-first-run", "--no-default-browser-check"],
    })),
    ...find("firefox.exe").map((program) => ({ program, words: [url] })),
    { program: "rundll32.exe", words: ["url.dll,FileProtocolHandler", url] },
  ];
}
