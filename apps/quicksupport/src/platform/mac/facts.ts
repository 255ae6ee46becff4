import { execFile } from "node:child_process";
import { readdir, statfs } from "node:fs/promises";
import { freemem } from "node:os";
import { promisify } from "node:util";
import type { SystemFacts } from "@beckon/protocol/peer.ts";
import { gatherFacts, type ProcessNow } from "../gather-facts.ts";

/** The facts of this mac, from what macOS' own tools say of it. */
export function readFacts(): Promise<SystemFacts> {
  return gatherFacts({
    system: async () => `macOS ${(await say("/usr/bin/sw_vers", "-productVersion")).trim()}`,
    freeMemory: async () => freeIn(await say("/usr/bin/vm_stat")) ?? freemem(),
    disks: readDisks,
    processes: async () => processesIn(await say("/bin/ps", "-Aceo", "pid=,time=,rss=,comm=")),
  });
}

async function say(program: string, ...words: string[]): Promise<string> {
  return await promisify(execFile)(program, words, { timeout: 5_000 }).then(
    ({ stdout }) => stdout,
    () => "",
  );
}

/** What `ps -Aceo pid=,time=,rss=,comm=` says; times are minutes and seconds, after an hour or a day with those before. */
export function processesIn(rows: string): ProcessNow[] {
  return rows.split("\n").flatMap((row) => {
    const [, pid, time = "", kilobytes, name = ""] = /^\s*(\d+)\s+([\d:.,-]+)\s+(\d+)\s+(.+?)\s*$/.exec(row) ?? [];
    if (pid === undefined) return [];
    const [days, clock = ""] = time.includes("-") ? time.split("-") : ["0", time];
    const parts = clock.replace(",", ".").split(":").map(Number);
    const seconds = Number(days) * 86_400 + parts.reduce((total, part) => total * 60 + part, 0);
    return [{ pid: Number(pid), name, seconds, memory: Number(kilobytes) * 1_024 }];
  });
}

/** Bytes of memory that can be had at once, of what `vm_stat` says; undefined when it says nothing of it. */
export function freeIn(pages: string): number | undefined {
  const size = Number(/page size of (\d+) bytes/.exec(pages)?.[1]);
  const counts = ["free", "inactive", "speculative"].map((kind) =>
    Number(new RegExp(`^Pages ${kind}:\\s+(\\d+)`, "m").exec(pages)?.[1] ?? 0),
  );
  const bytes = size * counts.reduce((total, count) => total + count, 0);
  return bytes > 0 ? bytes : undefined;
}

async function readDisks(): Promise<SystemFacts["disks"]> {
  const entries = await readdir("/Volumes", { withFileTypes: true }).catch(() => []);
  const volumes = entries.filter((entry) => entry.isDirectory()).map(({ name }) => `/Volumes/${name}`);
  const disks: SystemFacts["disks"] = [];
  for (const name of ["/", ...volumes].slice(0, 20)) {
    const found = await statfs(name).catch(() => undefined);
    if (found !== undefined && found.blocks > 0)
      disks.push({ name: name.slice(0, 200), total: found.blocks * found.bsize, free: found.bavail * found.bsize });
  }
  return disks;
}
