import { isThere, type Candidate } from "./candidate.ts";
import { isOpenAt, opensAt, type OpeningHours } from "./hours.ts";

/**
 * What is being done for a customer who waits and whom nobody has yet [H2]: it is closed until `opensAt` (null: for more than
 * a year), somebody is asked just now, nobody is there, all are busy, or somebody is looked for.
 */
export type Care =
  | { is: "closed"; opensAt: number | null }
  | { is: "offered" }
  | { is: "nobody" }
  | { is: "busy" }
  | { is: "looking" };

/** Says what is being done [A9, A12]; `candidates` are those who may take the case. */
export function careFor(
  { hours, isOffered }: { hours: OpeningHours | null; isOffered: boolean },
  candidates: readonly Candidate[],
  now: number,
): Care {
  if (!isOpenAt(hours, now)) return { is: "closed", opensAt: opensAt(hours, now) };
  if (isOffered) return { is: "offered" };
  const there = candidates.filter((one) => isThere(one, now));
  if (there.length === 0) return { is: "nobody" };
  return { is: there.some(({ load, capacity }) => load < capacity) ? "looking" : "busy" };
}
