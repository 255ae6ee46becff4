/** So long is worked at once, in ms: a flood must not hold Stop up. */
const WORK_MS = 8;
/** Characters that may wait; nobody types that many. */
const MOST_WAITING = 200_000;

/** Acts that are done one after another, at once where they can be [R6]. */
export type InOrder = {
  /** Does `act` after all that came before it. */
  add(act: () => void): void;
  /** Types a text after all that came before it: `type` takes from its front what can be typed now, and says how long to wait then, in ms. */
  addText(text: string, type: (left: string[]) => number): void;
  /** Forgets what still waits. */
  forget(): void;
};

/** Keeps acts in order though some of them wait. `alive` says whether they can still be done; `rest` is called when nothing waits. */
export function openInOrder(
  { alive, rest }: { alive(): boolean; rest(): void } = { alive: () => true, rest: () => undefined },
): InOrder {
  const waiting: (() => number)[] = [];
  let timer: NodeJS.Timeout | undefined;
  let begun = 0;
  let characters = 0;
  const isLong = (): boolean => performance.now() - begun > WORK_MS;

  function work(): void {
    timer = undefined;
    begun = performance.now();
    for (let act = waiting[0]; act !== undefined; act = waiting[0]) {
      const wait = !alive() ? 0 : isLong() ? 1 : act();
      if (wait > 0) {
        timer = setTimeout(work, wait);
        return;
      }
      waiting.shift();
    }
    if (alive()) rest();
  }

  function enqueue(act: () => number): void {
    waiting.push(act);
    if (timer === undefined) work();
  }

  return {
    add: (act) =>
      enqueue(() => {
        act();
        return 0;
      }),
    addText(text, type) {
      const left = Array.from(text.replaceAll("\r\n", "\n"));
      if (characters + left.length > MOST_WAITING) return;
      characters += left.length;
      enqueue(() => {
        while (left.length > 0) {
          const before = left.length;
          const wait = type(left);
          characters -= before - left.length;
          if (wait > 0) return wait;
          if (left.length > 0 && isLong()) return 1;
        }
        return 0;
      });
    },
    forget() {
      clearTimeout(timer);
      timer = undefined;
      waiting.length = 0;
      characters = 0;
    },
  };
}
