/** Acts in the order they were made, also while one of them waits. */
export type ActQueue = {
  /** Acts now, or after what is waited for. */
  run(act: () => void): void;
  /** What comes later waits until `step` is over, and then for `act`, which is left out when the step was in vain. */
  wait(step: Promise<boolean>, act: () => void): void;
  /** What waits is forgotten. */
  drop(): void;
};

/** Makes an empty queue. */
export function makeActQueue(): ActQueue {
  let waiting: (() => void)[] | null = null;
  let turn = 0;

  function go(held: readonly (() => void)[]): void {
    waiting = null;
    for (const [at, act] of held.entries()) {
      act();
      // That act waits for something in its turn: the rest stands behind it.
      const later = again();
      if (!later) continue;
      later.push(...held.slice(at + 1));
      return;
    }
  }
  // Read by a function, because an act may have changed it.
  const again = (): (() => void)[] | null => waiting;

  return {
    run(act) {
      if (waiting) waiting.push(act);
      else act();
    },
    wait(step, act) {
      const start = (): void => {
        const mine = ++turn;
        waiting = [];
        const over = (worked: boolean): void => {
          if (mine === turn && waiting) go([...(worked ? [act] : []), ...waiting]);
        };
        step.then(over, () => over(false));
      };
      if (waiting) waiting.push(start);
      else start();
    },
    drop() {
      turn += 1;
      waiting = null;
    },
  };
}
