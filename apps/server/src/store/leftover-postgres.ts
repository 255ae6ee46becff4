import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { isErrno } from "./postgres-binaries.ts";
import { commandLine, isAlive } from "./process-identity.ts";

/** Ends the PostgreSQL that a killed server left running on `folder`, waiting until it is gone, and removes a stale `postmaster.pid`. Needs the data folder's lock. */
export async function endLeftoverPostgres(folder: string, say: (message: string) => void): Promise<void> {
  const pidFile = join(folder, "postmaster.pid");
  const pid = await readPid(pidFile);
  if (pid === undefined) return;
  if (isAlive(pid) && commandLine(pid).includes(folder)) {
    say(`A PostgreSQL left over from an earlier run (process ${pid}) is being shut down.`);
    await end(pid);
  }
  // PostgreSQL itself would refuse to start if another program had been given that number since.
  await rm(pidFile, { force: true });
}

async function end(pid: number): Promise<void> {
  const steps: readonly [NodeJS.Signals, number][] = [
    ["SIGINT", 10_000],
    ["SIGQUIT", 5_000],
    ["SIGKILL", 5_000],
  ];
  for (const [signal, patienceMs] of steps) {
    if (!send(pid, signal)) return;
    const deadline = Date.now() + patienceMs;
    while (Date.now() < deadline) {
      if (!isAlive(pid)) return;
      await delay(20);
    }
  }
  throw new Error(
    `The PostgreSQL left over from an earlier run (process ${pid}) does not end. End it by hand, then start again.`,
  );
}

function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch (error) {
    if (isErrno(error, "ESRCH")) return false;
    throw error;
  }
}

async function readPid(pidFile: string): Promise<number | undefined> {
  try {
    const pid = Number.parseInt(await readFile(pidFile, "utf8"), 10);
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch (error) {
    if (isErrno(error, "ENOENT")) return undefined;
    throw error;
  }
}
