import { cpus, hostname, networkInterfaces, totalmem, uptime, userInfo } from "node:os";
import type { SystemFacts } from "@beckon/protocol/peer.ts";

const MOST_PROCESSES = 15;
const BETWEEN_MS = 400;

/** A process at one moment: the processor time it has used so far in seconds, its memory in bytes. */
export type ProcessNow = { pid: number; name: string; seconds: number; memory: number };

/** What each system says in its own way. */
export type FactSources = {
  system(): Promise<string>;
  /** Memory that programs could still have, in bytes. */
  freeMemory(): Promise<number>;
  disks(): Promise<SystemFacts["disks"]>;
  processes(): Promise<readonly ProcessNow[]>;
};

/** The facts of this computer; takes half a second, because load is what happens meanwhile. */
export async function gatherFacts(sources: FactSources): Promise<SystemFacts> {
  const before = new Map((await sources.processes()).map(({ pid, seconds }) => [pid, seconds]));
  const [busyBefore, at] = [busySeconds(), performance.now()];
  await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
  const after = await sources.processes();
  const cores = cpus().length;
  const available = ((performance.now() - at) / 1_000) * cores;
  const processes = after
    .map(({ pid, name, seconds, memory }) => {
      const used = Math.max(0, seconds - (before.get(pid) ?? seconds));
      return { pid, name: name.slice(0, 200), load: used / available, memory };
    })
    .toSorted((a, b) => b.load - a.load || b.memory - a.memory);
  return {
    at: Date.now(),
    system: (await sources.system()).slice(0, 200),
    computer: hostname().slice(0, 200),
    user: userInfo().username.slice(0, 200),
    processor: (cpus()[0]?.model ?? "").trim().slice(0, 200),
    cores,
    load: Math.max(0, Math.min(1, (busySeconds() - busyBefore) / available)),
    memory: { total: totalmem(), free: await sources.freeMemory() },
    uptimeSeconds: Math.round(uptime()),
    disks: await sources.disks(),
    network: Object.entries(networkInterfaces())
      .slice(0, 50)
      .map(([name, addresses = []]) => ({
        name: name.slice(0, 100),
        addresses: addresses.slice(0, 20).map(({ address }) => address.slice(0, 60)),
      })),
    processes: processes.slice(0, MOST_PROCESSES),
  };
}

/** How long all cores together were not idle since the computer started. */
function busySeconds(): number {
  return cpus().reduce((total, { times: { user, nice, sys, irq } }) => total + user + nice + sys + irq, 0) / 1_000;
}
