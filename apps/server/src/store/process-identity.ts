import { execFileSync } from "node:child_process";
import { readFileSync, readlinkSync } from "node:fs";
import { isErrno } from "./postgres-binaries.ts";

/** A process told apart from a later one that was given the same number. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, in the system's own unit; empty where the system does not say. */
  readonly started: string;
  /** Where its number means something: the machine's run and, in a container, its own numbering; empty where the system does not say. */
  readonly place: string;
}

/** Names this process so that another one can later ask whether it still runs. */
export function ownIdentity(): ProcessIdentity {
  return { pid: process.pid, started: startOf(process.pid), place: ownPlace() };
}

/** Whether this process can judge that one: false for a process of another container, or from before the machine was restarted. */
export function isFromHere(identity: ProcessIdentity): boolean {
  return identity.place === ownPlace();
}

/** Whether exactly this process still runs here. */
export function isRunning(identity: ProcessIdentity): boolean {
  if (!isFromHere(identity) || !isAlive(identity.pid)) return false;
  if (identity.started === "") return identity.pid !== process.pid;
  return startOf(identity.pid) === identity.started;
}

/** Whether any process has this number; a zombie counts as gone. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return isErrno(error, "EPERM");
  }
  return statFields(pid)?.[0] !== "Z";
}

/** The command line of a process, or an empty string when it cannot be read. */
export function commandLine(pid: number): string {
  try {
    if (process.platform === "linux") return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    if (process.platform === "win32") return "";
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
  } catch {
    return ""; // it ended while we looked
  }
}

function ownPlace(): string {
  if (process.platform !== "linux") return "";
  return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()} ${readlinkSync("/proc/self/ns/pid")}`;
}

function startOf(pid: number): string {
  return statFields(pid)?.[19] ?? "";
}

// The fields after the program's name, which may itself hold spaces and brackets: state first, start time twentieth.
function statFields(pid: number): string[] | undefined {
  if (process.platform !== "linux") return undefined;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return undefined; // it ended while we looked
  }
}
