import { spawn, spawnSync, type ChildProcess, type SpawnOptions } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** How the customer's place and the expert's are joined; without figures by an ordinary virtual cable. */
export type LineKind = { readonly bitsPerSecond: number; readonly delayMs: number; readonly loss: number } | null;

/** One of them: its address on the line, and the words that run a program there. */
export type Place = { readonly address: string; readonly entry: readonly string[] };

/** Two network namespaces with a line between them: where the customer's computer stands, and where the expert's. */
export type TwoPlaces = {
  readonly customer: Place;
  readonly expert: Place;
  spawn(place: "customer" | "expert", program: string, words: readonly string[], options?: SpawnOptions): ChildProcess;
  /** Resolves when something listens on that port there. */
  listening(place: "customer" | "expert", port: number): Promise<void>;
  /** Ends a program that `spawn` started, and all that it started. */
  end(child: ChildProcess): void;
  /** Bytes the customer's side has sent over the line so far, headers included. */
  sentBytes(): number;
  close(): Promise<void>;
};

/** The thin line of performance.md: 5 Mbit/s, 40 ms there and back, 1 % of packets lost. */
export const THIN: LineKind = { bitsPerSecond: 5_000_000, delayMs: 20, loss: 0.01 };

/** Makes the two places; needs root. `close` takes them away with everything in them. */
export async function openTwoPlaces(kind: LineKind): Promise<TwoPlaces> {
  const names = { customer: `bkc${process.pid}`, expert: `bke${process.pid}` };
  const device = kind === null ? "cable0" : "line0";
  const children = new Set<ChildProcess>();
  for (const name of Object.values(names)) {
    run(`netns add ${name}`);
    run(`-n ${name} link set lo up`);
  }
  if (kind === null) {
    run(`link add ${device} netns ${names.customer} type veth peer name ${device} netns ${names.expert}`);
    run(`-n ${names.customer} addr add 10.98.0.1/24 dev ${device}`);
    run(`-n ${names.expert} addr add 10.98.0.2/24 dev ${device}`);
    for (const name of Object.values(names)) run(`-n ${name} link set ${device} up`);
  } else {
    const { bitsPerSecond, delayMs, loss } = kind;
    const words = [names.customer, names.expert, bitsPerSecond, delayMs, loss].map(String);
    const line = spawn(process.execPath, [join(import.meta.dirname, "thin-line.ts"), ...words], {
      stdio: ["ignore", "pipe", "inherit", "ipc"],
      env: { ...process.env, UV_THREADPOOL_SIZE: "8" },
    });
    children.add(line);
    if (line.stdout === null) throw new Error("The line has no voice");
    await once(line.stdout, "data");
  }

  return {
    customer: { address: "10.98.0.1", entry: ["ip", "netns", "exec", names.customer] },
    expert: { address: "10.98.0.2", entry: ["ip", "netns", "exec", names.expert] },
    async listening(place, port) {
      const wanted = `:${port.toString(16).toUpperCase().padStart(4, "0")} `;
      for (let round = 0; round < 400; round += 1) {
        const known = spawnSync("ip", ["netns", "exec", names[place], "cat", "/proc/net/tcp", "/proc/net/tcp6"], {
          encoding: "utf8",
        }).stdout;
        if (known.split("\n").some((row) => row.includes(` 0A `) && row.includes(wanted))) return;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error(`Nothing listens on port ${port} at the ${place}'s place`);
    },
    end: (child) => [child.pid ?? 0, ...below(child.pid ?? 0)].forEach(end),
    spawn(place, program, words, options = {}) {
      const child = spawn("ip", ["netns", "exec", names[place], program, ...words], options);
      children.add(child);
      return child;
    },
    sentBytes() {
      const shown = spawnSync("ip", ["-n", names.customer, "-s", "-j", "link", "show", "dev", device], {
        encoding: "utf8",
      });
      const [link] = JSON.parse(shown.stdout) as [{ stats64: { tx: { bytes: number } } }];
      return link.stats64.tx.bytes;
    },
    async close() {
      for (const child of children) {
        if (child.exitCode !== null || child.signalCode !== null) continue;
        const gone = once(child, "exit");
        for (const pid of [child.pid ?? 0, ...below(child.pid ?? 0)]) end(pid);
        await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, 3_000))]);
      }
      for (const name of Object.values(names)) spawnSync("ip", ["netns", "del", name]);
    },
  };
}

/** Processor seconds a process and all below it have used so far. */
export function processorSeconds(pid: number): number {
  return [pid, ...below(pid)].reduce((total, one) => total + secondsOf(one), 0);
}

function secondsOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return 0;
  }
}

/** The processes that a process started, and those that these started. */
function below(pid: number): number[] {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean).map(Number);
    return children.flatMap((child) => [child, ...below(child)]);
  } catch {
    return [];
  }
}

function end(pid: number): void {
  if (pid === 0) return;
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // Gone already.
  }
}

function run(words: string): void {
  const done = spawnSync("ip", words.split(" "), { encoding: "utf8" });
  if (done.status !== 0) throw new Error(`ip ${words}: ${done.stderr}`);
}
