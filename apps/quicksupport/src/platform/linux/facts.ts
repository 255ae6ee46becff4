import { readdir, readFile, statfs } from "node:fs/promises";
import { freemem } from "node:os";
import type { SystemFacts } from "@beckon/protocol/peer.ts";
import { gatherFacts, type ProcessNow } from "../gather-facts.ts";

/** What the kernel counts processor time in. */
const TICKS_A_SECOND = 100;
const REAL_DISKS = /^(ext[234]|xfs|btrfs|zfs|f2fs|vfat|exfat|ntfs3?|fuseblk|overlay|nfs4?|cifs)$/;

/** The facts of this computer, from /proc. */
export function readFacts(): Promise<SystemFacts> {
  return gatherFacts({
    system: readSystem,
    freeMemory: readAvailable,
    disks: readDisks,
    processes: readProcesses,
  });
}

async function readSystem(): Promise<string> {
  const [release, version] = await Promise.all([
    readFile("/etc/os-release", "utf8").catch(() => ""),
    readFile("/proc/sys/kernel/osrelease", "utf8").catch(() => ""),
  ]);
  const name = /^PRETTY_NAME="?([^"\n]+)/m.exec(release)?.[1] ?? "Linux";
  return `${name}, Linux ${version.trim()}`;
}

async function readAvailable(): Promise<number> {
  const known = await readFile("/proc/meminfo", "utf8").catch(() => "");
  const kilobytes = Number(/^MemAvailable:\s+(\d+)/m.exec(known)?.[1]);
  return Number.isFinite(kilobytes) ? kilobytes * 1_024 : freemem();
}

async function readDisks(): Promise<SystemFacts["disks"]> {
  const mounts = await readFile("/proc/self/mounts", "utf8").catch(() => "");
  const seen = new Set<string>();
  const disks: SystemFacts["disks"] = [];
  for (const row of mounts.split("\n")) {
    const [device = "", place = "", kind = ""] = row.split(" ");
    if (!REAL_DISKS.test(kind) || seen.has(device) || disks.length >= 20) continue;
    seen.add(device);
    const path = place.replaceAll("\\040", " ");
    const found = await statfs(path).catch(() => undefined);
    if (found !== undefined && found.blocks > 0)
      disks.push({ name: path.slice(0, 200), total: found.blocks * found.bsize, free: found.bavail * found.bsize });
  }
  return disks;
}

async function readProcesses(): Promise<ProcessNow[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid): Promise<ProcessNow | undefined> => {
      const [stat, words] = await Promise.all(
        ["stat", "cmdline"].map((name) => readFile(`/proc/${pid}/${name}`, "utf8").catch(() => undefined)),
      );
      if (stat === undefined) return undefined;
      const end = stat.lastIndexOf(")");
      const fields = stat.slice(end + 2).split(" ");
      const ticks = Number(fields[11]) + Number(fields[12]);
      return {
        pid: Number(pid),
        name: programOf(words ?? "") || stat.slice(stat.indexOf("(") + 1, end),
        seconds: ticks / TICKS_A_SECOND,
        memory: Number(fields[21]) * 4_096,
      };
    }),
  );
  return found.filter((one) => one !== undefined);
}

/** The program's own name: what the kernel has is cut short, and often that of a thread. Empty for the kernel's own. */
function programOf(words: string): string {
  const [first = ""] = words.split("\0");
  const [path = ""] = first.startsWith("/") ? first.split(" -") : [first];
  return path.slice(path.lastIndexOf("/") + 1).trim();
}
