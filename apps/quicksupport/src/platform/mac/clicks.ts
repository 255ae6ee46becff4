const WITHIN_MS = 500;
const NEAR_POINTS = 4;

/** Counts clicks that follow each other: macOS takes two as a double click only when the second says that it is one. */
export function countClicks(now: () => number): (button: number, x: number, y: number) => number {
  let last = { button: -1, x: 0, y: 0, at: -Infinity, count: 0 };
  return (button, x, y) => {
    const again =
      button === last.button && now() - last.at < WITHIN_MS && Math.hypot(x - last.x, y - last.y) <= NEAR_POINTS;
    last = { button, x, y, at: now(), count: again ? last.count + 1 : 1 };
    return last.count;
  };
}
