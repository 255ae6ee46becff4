/** Work that comes round by itself: each time `everyMs` after it last ended, never twice at once, until stopped. */
export function openRounds(log: { warn(about: object, message: string): void }) {
  const timers = new Map<string, NodeJS.Timeout>();
  const running = new Set<Promise<void>>();
  let stopped = false;

  function every(everyMs: number, what: string, work: () => Promise<unknown>): void {
    const go = async () => {
      try {
        await work();
      } catch (error) {
        // The database may be away for a while; the next round tries again.
        log.warn({ err: error }, `${what} failed; it is tried again`);
      }
      if (!stopped) timers.set(what, setTimeout(start, everyMs));
    };
    const start = () => {
      const round = go();
      running.add(round);
      void round.then(() => running.delete(round));
    };
    start();
  }

  return {
    every,
    /** Ends all rounds and waits for those under way. */
    async stop(): Promise<void> {
      stopped = true;
      for (const timer of timers.values()) clearTimeout(timer);
      await Promise.all(running);
    },
  };
}
