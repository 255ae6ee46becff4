import { readFileSync } from "node:fs";
import type { Browser } from "@playwright/test";

/** The most memory a process has held so far, in MiB. */
export function mostMemory(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024;
}

/** Of all the processes of a browser, the most that one of them has held so far, in MiB. */
export async function mostMemoryOf(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  return Math.max(...processInfo.map(({ id }) => mostMemory(id)));
}
