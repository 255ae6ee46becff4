/** A clock that stands still until it is moved, and what is to happen on it. */
export type TestClock = {
  now(): number;
  schedule(act: () => void, ms: number): () => void;
  /** Lets time pass, `ms` milliseconds, and everything happen in order; awaits what needs no time. */
  run(ms: number): Promise<void>;
};

export function openTestClock(): TestClock {
  let time = 0;
  let count = 0;
  let due: { at: number; n: number; act: () => void }[] = [];
  return {
    now: () => time,
    schedule(act, ms) {
      const one = { at: time + Math.max(0, ms), n: count++, act };
      due.push(one);
      return () => {
        due = due.filter((other) => other !== one);
      };
    },
    async run(ms) {
      const end = time + ms;
      for (;;) {
        // Photos are coded outside of this clock.
        await new Promise<void>((resolve) => setImmediate(resolve));
        const next = due.toSorted((a, b) => a.at - b.at || a.n - b.n)[0];
        if (next === undefined || next.at > end) break;
        due = due.filter((one) => one !== next);
        time = next.at;
        next.act();
      }
      time = end;
    },
  };
}

export type TestLine = {
  send(message: Uint8Array): boolean;
  /** Bytes that were sent and have not arrived. */
  queued(): number;
  /** The longest a message took from being sent to its arrival, in ms, since this was asked last. */
  worstDelay(): number;
  cut(): void;
};

/**
 * A line of `rate` bytes a millisecond and `delay` ms that keeps the order. A message of which a packet (1200 bytes) is
 * lost, with the chance `loss`, holds up all that follow for another round trip.
 */
export function openTestLine(
  clock: TestClock,
  { rate, delay, loss = 0, chance = () => 1 }: { rate: number; delay: number; loss?: number; chance?: () => number },
  arrive: (message: Uint8Array) => void,
): TestLine {
  let freeAt = 0;
  let lastArrival = 0;
  let queued = 0;
  let worst = 0;
  let cut = false;
  return {
    send(message) {
      if (cut) return false;
      const sentAt = clock.now();
      freeAt = Math.max(freeAt, sentAt) + message.length / rate;
      let arrival = freeAt + delay;
      for (let n = 0; n < message.length; n += 1200) if (chance() < loss) arrival += delay * 2;
      lastArrival = Math.max(lastArrival, arrival);
      queued += message.length;
      clock.schedule(() => {
        queued -= message.length;
        worst = Math.max(worst, clock.now() - sentAt);
        if (!cut) arrive(message);
      }, lastArrival - sentAt);
      return true;
    },
    queued: () => queued,
    worstDelay() {
      const was = worst;
      worst = 0;
      return was;
    },
    cut: () => void (cut = true),
  };
}
