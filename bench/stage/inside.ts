import { Session } from "node:inspector/promises";
import { writeFile } from "node:fs/promises";
import { perform } from "./actor.ts";

/** What a process answers about itself: memory after collecting garbage, and a profile of where its time goes. */
const session = new Session();

perform({
  memory() {
    globalThis.gc?.();
    globalThis.gc?.();
    return process.memoryUsage();
  },
  cpu: () => process.cpuUsage(),
  async profile() {
    session.connect();
    await session.post("Profiler.enable");
    await session.post("Profiler.start");
  },
  async profiled({ file }: { file: string }) {
    const { profile } = await session.post("Profiler.stop");
    await writeFile(file, JSON.stringify(profile));
    session.disconnect();
  },
});
// Being asked must not keep the process alive when its own work is done.
process.channel?.unref();

export type Memory = NodeJS.MemoryUsage;
