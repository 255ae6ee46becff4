import { closeSync, constants, openSync, read, readFileSync, write } from "node:fs";
import { spawnSync } from "node:child_process";
import koffi from "koffi";

/**
 * A line between two network namespaces of this machine, made of two TUN devices and this process between them: it lets
 * through so many bits a second, keeps each packet for so long, and loses some. Runs as a program of its own:
 * `thin-line.ts <namespace> <namespace> <bits a second, each way> <delay ms, one way> <loss 0…1>`; says "ready".
 */
const [here = "", there = "", rate = "0", delay = "0", loss = "0"] = process.argv.slice(2);
const line = { bitsPerSecond: Number(rate), delayMs: Number(delay), loss: Number(loss) };
/** As much as an ordinary router keeps: then packets fall off. */
const LONGEST_QUEUE_MS = 200;

const libc = koffi.load("libc.so.6");
const setns = libc.func("int setns(int fd, int type)");
const ioctl = libc.func("int ioctl(int fd, unsigned long request, uint8_t *argument)");
const TUNSETIFF = 0x400454ca;
const IFF_TUN = 0x0001;
const IFF_NO_PI = 0x1000;

/** Opens a TUN device inside a namespace; only this thread goes there, and comes back. */
function openTun(namespace: string, name: string): number {
  const home = openSync("/proc/self/ns/net", "r");
  const inside = openSync(`/var/run/netns/${namespace}`, "r");
  if (setns(inside, 0) !== 0) throw new Error(`Cannot enter the network namespace ${namespace}; is this root?`);
  try {
    const fd = openSync("/dev/net/tun", constants.O_RDWR);
    const request = Buffer.alloc(40);
    request.write(name, 0);
    request.writeUInt16LE(IFF_TUN | IFF_NO_PI, 16);
    if (ioctl(fd, TUNSETIFF, request) !== 0) throw new Error(`Cannot make the device ${name}`);
    return fd;
  } finally {
    setns(home, 0);
    closeSync(inside);
    closeSync(home);
  }
}

function carry(from: number, to: number, seed: number): void {
  const buffer = Buffer.allocUnsafe(65_536);
  let freeAt = 0;
  let chance = seed;
  const lost = (): boolean => {
    // A small generator with a seed: the same packets are lost in every run.
    chance = (Math.imul(chance, 1_664_525) + 1_013_904_223) >>> 0;
    return chance / 2 ** 32 < line.loss;
  };
  const next = (): void =>
    read(from, buffer, 0, buffer.length, null, (error, length) => {
      if (error) return;
      const now = performance.now();
      const starts = Math.max(now, freeAt);
      if (!lost() && starts - now < LONGEST_QUEUE_MS) {
        freeAt = starts + (line.bitsPerSecond === 0 ? 0 : (length * 8_000) / line.bitsPerSecond);
        const packet = Buffer.from(buffer.subarray(0, length));
        setTimeout(() => write(to, packet, () => undefined), freeAt - now + line.delayMs);
      }
      next();
    });
  next();
}

function run(words: string): void {
  const done = spawnSync("ip", words.split(" "), { encoding: "utf8" });
  if (done.status !== 0) throw new Error(`ip ${words}: ${done.stderr}`);
}

const one = openTun(here, "line0");
const other = openTun(there, "line0");
run(`-n ${here} addr add 10.98.0.1 peer 10.98.0.2 dev line0`);
run(`-n ${there} addr add 10.98.0.2 peer 10.98.0.1 dev line0`);
for (const namespace of [here, there]) run(`-n ${namespace} link set line0 up`);
carry(one, other, 1);
carry(other, one, 2);
console.log(`ready ${readFileSync("/proc/self/comm", "utf8").trim()}`);
setInterval(() => undefined, 60_000);
process.once("disconnect", () => process.exit());
