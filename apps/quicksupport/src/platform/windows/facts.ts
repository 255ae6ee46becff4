import { statfs } from "node:fs/promises";
import { freemem, release, version } from "node:os";
import type { SystemFacts } from "@beckon/protocol/peer.ts";
import { gatherFacts, type ProcessNow } from "../gather-facts.ts";
import type { Pointer } from "../native-library.ts";
import type { Windows } from "./libraries.ts";

const FIXED = 3;
const REMOVABLE = 2;
const PROCESSES = 2;
const ENTRY_BYTES = 568;
const NO_SNAPSHOT = 0xffffffffffffffffn;
/** Enough to ask for times and memory, and given for other people's processes where any right is. */
const ASK_LITTLE = 0x1000;
const COUNTERS_BYTES = 72;
const TICKS_A_SECOND = 10_000_000;

/** The facts of this computer, as Windows tells them. */
export function readFacts(windows: Windows): Promise<SystemFacts> {
  return gatherFacts({
    // Node asks Windows by GlobalMemoryStatusEx.
    freeMemory: () => Promise.resolve(freemem()),
    system: () => Promise.resolve(`${version()}, ${release()}`),
    disks: () => readDisks(windows),
    processes: () => Promise.resolve(readProcesses(windows)),
  });
}

/** Disks of this computer; those of others could keep one waiting for long. */
async function readDisks(windows: Windows): Promise<SystemFacts["disks"]> {
  const there = windows.GetLogicalDrives() as number;
  const roots = Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    .filter((_, index) => (there & (1 << index)) !== 0)
    .map((letter) => `${letter}:\\`)
    .filter((root) => [FIXED, REMOVABLE].includes(windows.GetDriveTypeW(root) as number));
  const found = await Promise.all(
    roots.map(async (root) => {
      const disk = await statfs(root).catch(() => undefined);
      if (disk === undefined || disk.blocks === 0) return [];
      return [{ name: root, total: disk.blocks * disk.bsize, free: disk.bavail * disk.bsize }];
    }),
  );
  return found.flat();
}

function readProcesses(windows: Windows): ProcessNow[] {
  const snapshot = windows.CreateToolhelp32Snapshot(PROCESSES, 0) as Pointer | null;
  if (snapshot === null || snapshot === NO_SNAPSHOT) return [];
  const entry = Buffer.alloc(ENTRY_BYTES);
  entry.writeUInt32LE(ENTRY_BYTES, 0);
  const found: ProcessNow[] = [];
  for (
    let more = windows.Process32FirstW(snapshot, entry) as number;
    more !== 0;
    more = windows.Process32NextW(snapshot, entry) as number
  ) {
    const pid = entry.readUInt32LE(8);
    const name = entry.toString("utf16le", 44).split("\0", 1)[0] ?? "";
    // 0 is the time in which nothing runs.
    if (pid !== 0) found.push({ pid, name, ...readUse(windows, pid) });
  }
  windows.CloseHandle(snapshot);
  return found;
}

function readUse(windows: Windows, pid: number): { seconds: number; memory: number } {
  const process = windows.OpenProcess(ASK_LITTLE, 0, pid) as Pointer | null;
  if (process === null) return { seconds: 0, memory: 0 };
  const [made, ended, kernel, user] = [8, 8, 8, 8].map((length) => Buffer.alloc(length)) as [
    Buffer,
    Buffer,
    Buffer,
    Buffer,
  ];
  const timed = (windows.GetProcessTimes(process, made, ended, kernel, user) as number) !== 0;
  const counters = Buffer.alloc(COUNTERS_BYTES);
  counters.writeUInt32LE(COUNTERS_BYTES, 0);
  const counted = (windows.K32GetProcessMemoryInfo(process, counters, COUNTERS_BYTES) as number) !== 0;
  windows.CloseHandle(process);
  const ticks = timed ? kernel.readBigUInt64LE(0) + user.readBigUInt64LE(0) : 0n;
  return {
    seconds: Number(ticks) / TICKS_A_SECOND,
    // The working set, behind size, faults and the largest it was.
    memory: counted ? Number(counters.readBigUInt64LE(16)) : 0,
  };
}
