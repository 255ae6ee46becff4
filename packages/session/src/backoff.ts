const FIRST_MS = 250;
const LONGEST_MS = 10_000;

/** How long to wait before the try after `failures` failed ones, in ms: 250 doubling to 10,000, less up to half of it. */
export function backoff(failures: number, random: () => number): number {
  const whole = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures, 16));
  // Spread out, so that a restarted server is not met by everybody in the same instant.
  return whole * (1 - random() / 2);
}
