import { Heap } from "@beckon/domain/assignment/heap.ts";

/** A clock that nobody waits for: it jumps from one thing to the next, in the order of their times and of being put down. */
export class Agenda {
  now: number;
  readonly #coming = new Heap<{ at: number; order: number; act: () => void }>(
    [],
    (a, b) => a.at - b.at || a.order - b.order,
  );
  #order = 0;

  constructor(startsAt: number) {
    this.now = startsAt;
  }

  /** Puts down what happens at a time (ms since 1970), at once when that is past. */
  at(time: number, act: () => void): void {
    this.#coming.push({ at: Math.max(time, this.now), order: ++this.#order, act });
  }

  /** Does everything up to `until`, and `afterEach` after each thing. */
  run(until: number, afterEach: () => void): void {
    for (;;) {
      const next = this.#coming.pop();
      if (next === undefined || next.at > until) break;
      this.now = next.at;
      next.act();
      afterEach();
    }
    this.now = until;
  }
}
