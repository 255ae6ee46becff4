/** How long a customer waited until they met an expert, in milliseconds, and when (ms since 1970). */
export type PickUp = { at: number; waitedMs: number };

/** What a waiting customer is told: whole minutes from–to; that it takes longer than it did; or that too little is known [H1]. */
export type Estimate = { is: "range"; from: number; to: number } | { is: "longer" } | { is: "unknown" };

/** How many of a group's last pick-ups an estimate is made from, and how old they may be. */
export const ESTIMATE_PICK_UPS = 20;
export const ESTIMATE_AGE_MS = 7 * 24 * 60 * 60 * 1000;
/** With fewer pick-ups nothing is said. */
export const ESTIMATE_LEAST = 5;

const MINUTE = 60_000;

/**
 * The wait that is left for somebody at `place` (from 1), who has stood at this place for `stoodMs`. It is made from how long
 * each of the last pick-ups stood first in the line: since the pick-up before, or since they came. Quartiles keep single
 * outliers out; whoever stands longer than almost all did is told so.
 */
export function estimateWait(
  pickUps: readonly PickUp[],
  { place, stoodMs, now }: { place: number; stoodMs: number; now: number },
): Estimate {
  const recent = pickUps
    .filter(({ at }) => at <= now && at > now - ESTIMATE_AGE_MS)
    .toSorted((a, b) => b.at - a.at || b.waitedMs - a.waitedMs)
    .slice(0, ESTIMATE_PICK_UPS);
  if (recent.length < ESTIMATE_LEAST) return { is: "unknown" };
  const first = recent.map(({ at, waitedMs }, index) =>
    Math.max(0, Math.min(waitedMs, at - (recent[index + 1]?.at ?? -Infinity))),
  );
  // By whole minutes, as it is said: seconds over what it took before are no reason for other words.
  const stood = Math.floor(stoodMs / MINUTE) * MINUTE;
  const left = first.filter((ms) => ms >= stood).map((ms) => ms - stood);
  if (left.length < Math.ceil(recent.length / 5)) return { is: "longer" };
  const before = (place - 1) * quantile(first, 0.5);
  return { is: "range", from: down(before + quantile(left, 0.25)), to: up(before + quantile(left, 0.75)) };
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const [below = 0, above = below] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return below + (above - below) * (at % 1);
}

/** The longer it takes, the coarser it is said: nobody knows 47 minutes to the minute. */
function step(minutes: number): number {
  return minutes <= 10 ? 1 : minutes <= 30 ? 5 : 10;
}

function down(ms: number): number {
  const minutes = ms / MINUTE;
  return Math.floor(minutes / step(minutes)) * step(minutes);
}

function up(ms: number): number {
  const minutes = ms / MINUTE;
  return Math.max(1, Math.ceil(minutes / step(minutes)) * step(minutes));
}
