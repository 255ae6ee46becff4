import { readdir, readFile, statfs } from "node:fs/promises";
import { cpus, freemem, hostname, networkInterfaces, totalmem, uptime, userInfo } from "node:os";
import type { SystemFacts } from "@beckon/protocol/peer.ts";

const MOST_PROCESSES = 15;
const BETWEEN_MS = 400;
/** What the kernel counts processor time in. */
const TICKS_A_SECOND = 100;
const REAL_DISKS = /^(ext[234]|xfs|btrfs|zfs|f2fs|vfat|exfat|ntfs3?|fuseblk|overlay|nfs4?|cifs)$/;

/** The facts of this computer, from /proc; takes half a second, because load is what happens meanwhile. */
export async function readFacts(): Promise<SystemFacts> {
  const [before, at] = [await readProcesses(), performance.now()];
  await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
  const [after, seconds] = [await readProcesses(), (performance.now() - at) / 1_000];
  const cores = cpus().length;
  const processes = [...after.values()]
    .map(({ pid, name, ticks, memory }) => {
      const used = ticks - (before.get(pid)?.ticks ?? ticks);
      return { pid, name: name.slice(0, 200), load: used / TICKS_A_SECOND / seconds / cores, memory };
    })
    .toSorted((a, b) => b.load - a.load || b.memory - a.memory);
  return {
    at: Date.now(),
    system: await readSystem(),
    computer: hostname().slice(0, 200),
    user: userInfo().username.slice(0, 200),
    processor: (cpus()[0]?.model ?? "").trim().slice(0, 200),
    cores,
    load: Math.min(
      1,
      processes.reduce((total, { load }) => total + load, 0),
    ),
    memory: { total: totalmem(), free: await readAvailable() },
    uptimeSeconds: Math.round(uptime()),
    disks: await readDisks(),
    network: Object.entries(networkInterfaces())
      .slice(0, 50)
      .map(([name, addresses = []]) => ({
        name,
        addresses: addresses.slice(0, 20).map(({ address }) => address.slice(0, 60)),
      })),
    processes: processes.slice(0, MOST_PROCESSES),
  };
}

async function readSystem(): Promise<string> {
  const [release, version] = await Promise.all([
    readFile("/etc/os-release", "utf8").catch(() => ""),
    readFile("/proc/sys/kernel/osrelease", "utf8").catch(() => ""),
  ]);
  const name = /^PRETTY_NAME="?([^"\n]+)/m.exec(release)?.[1] ?? "Linux";
  return `${name}, Linux ${version.trim()}`.slice(0, 200);
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

type Process = { pid: number; name: string; ticks: number; memory: number };

async function readProcesses(): Promise<Map<number, Process>> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid): Promise<Process | undefined> => {
      const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined);
      if (stat === undefined) return undefined;
      const end = stat.lastIndexOf(")");
      const fields = stat.slice(end + 2).split(" ");
      const ticks = Number(fields[11]) + Number(fields[12]);
      return {
        pid: Number(pid),
        name: stat.slice(stat.indexOf("(") + 1, end),
        ticks,
        memory: Number(fields[21]) * 4_096,
      };
    }),
  );
  return new Map(found.flatMap((one) => (one === undefined ? [] : [[one.pid, one]])));
}
