import { fork, type ChildProcess } from "node:child_process";

/** A process of its own that does as it is asked, one thing after the other. */
export type Actor = { ask<Answer>(about: string, given?: object): Promise<Answer>; end(): Promise<void> };

type Asked = { id: number; about: string; given: object };
type Answered = { id: number; answer?: unknown; fault?: string };

/** Starts the program in `file`, which calls `perform`. */
export function startActor(file: string, nodeFlags: readonly string[] = []): Actor {
  return actorOf(fork(file, { execArgv: [...nodeFlags], stdio: ["ignore", "inherit", "inherit", "ipc"] }));
}

/** Talks to a process that calls `perform`. */
export function actorOf(child: ChildProcess): Actor {
  const waiting = new Map<number, (answered: Answered) => void>();
  let next = 0;
  child.on("message", (message) => {
    const answered = message as Answered;
    waiting.get(answered.id)?.(answered);
    waiting.delete(answered.id);
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  void ended.then(() => {
    for (const [id, tell] of waiting) tell({ id, fault: "the process ended" });
  });
  return {
    async ask<Answer>(about: string, given: object = {}) {
      const id = ++next;
      const answered = await new Promise<Answered>((resolve, reject) => {
        waiting.set(id, resolve);
        child.send({ id, about, given } satisfies Asked, (error) => error && reject(error));
      });
      if (answered.fault !== undefined) throw new Error(`${about}: ${answered.fault}`);
      return answered.answer as Answer;
    },
    async end() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGTERM");
      await ended;
    },
  };
}

/** In the process itself: what it does for each thing it can be asked. Ends with its parent. */
export function perform<Acts extends Record<string, (given: never) => unknown>>(acts: Acts): void {
  process.on("message", (message) => {
    const { id, about, given } = message as Asked;
    void answer(id, async () => await acts[about]?.(given as never));
  });
  process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
}

async function answer(id: number, work: () => Promise<unknown>): Promise<void> {
  try {
    process.send?.({ id, answer: await work() } satisfies Answered);
  } catch (error) {
    process.send?.({
      id,
      fault: error instanceof Error ? (error.stack ?? error.message) : String(error),
    } satisfies Answered);
  }
}
