import { execFile } from "node:child_process";
import { readdir, statfs } from "node:fs/promises";
import { cpus, freemem, hostname, networkInterfaces, totalmem, uptime, userInfo } from "node:os";
import { promisify } from "node:util";
import type { SystemFacts } from "@beckon/protocol/peer.ts";

const MOST_PROCESSES = 15;

/** The facts of this mac, from what macOS' own tools say of it. */
export async function readFacts(): Promise<SystemFacts> {
  const [version, pages, rows] = await Promise.all([
    say("/usr/bin/sw_vers", "-productVersion"),
    say("/usr/bin/vm_stat"),
    say("/bin/ps", "-Aceo", "pid=,pcpu=,rss=,comm="),
  ]);
  const cores = cpus().length;
  const processes = processesIn(rows, cores);
  return {
    at: Date.now(),
    system: `macOS ${version.trim()}`.trim().slice(0, 200),
    computer: hostname().slice(0, 200),
    user: userInfo().username.slice(0, 200),
    processor: (cpus()[0]?.model ?? "").trim().slice(0, 200),
    cores,
    load: Math.min(
      1,
      processes.reduce((total, { load }) => total + (load ?? 0), 0),
    ),
    memory: { total: totalmem(), free: freeIn(pages) ?? freemem() },
    uptimeSeconds: Math.round(uptime()),
    disks: await readDisks(),
    network: Object.entries(networkInterfaces())
      .slice(0, 50)
      .map(([name, addresses = []]) => ({
        name: name.slice(0, 100),
        addresses: addresses.slice(0, 20).map(({ address }) => address.slice(0, 60)),
      })),
    processes: processes.slice(0, MOST_PROCESSES),
  };
}

async function say(program: string, ...words: string[]): Promise<string> {
  return await promisify(execFile)(program, words, { timeout: 5_000 }).then(
    ({ stdout }) => stdout,
    () => "",
  );
}

/** The busiest first, of what `ps -Aceo pid=,pcpu=,rss=,comm=` says. */
export function processesIn(rows: string, cores: number): SystemFacts["processes"] {
  return rows
    .split("\n")
    .flatMap((row) => {
      const [, pid, percent, kilobytes, name] = /^\s*(\d+)\s+([\d.,]+)\s+(\d+)\s+(.+?)\s*$/.exec(row) ?? [];
      if (pid === undefined || percent === undefined || name === undefined) return [];
      const load = Number(percent.replace(",", ".")) / 100 / cores;
      return [{ pid: Number(pid), name: name.slice(0, 200), load, memory: Number(kilobytes) * 1_024 }];
    })
    .toSorted((a, b) => b.load - a.load || b.memory - a.memory);
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
