import type { Case } from "@beckon/domain/case.ts";
import {
  ESTIMATE_AGE_MS,
  ESTIMATE_PICK_UPS,
  estimateWait,
  type Estimate,
  type PickUp,
} from "@beckon/domain/assignment/estimate.ts";
import { isWaiting } from "@beckon/domain/queue.ts";
import type { CaseStore } from "../desk/ports.ts";
import type { CustomerSeat } from "./seats.ts";

/** For how long what was read of a group is good enough. */
const REMEMBER_MS = 10_000;
/** How long a customer reads one estimate before another one takes its place, unless their place changed: figures that flicker are not believed. */
const STEADY_MS = 30_000;

/** Estimates of how long the customers connected here still wait, from their groups' last pick-ups [H1]. */
export type Estimates = ReturnType<typeof openEstimates>;

export function openEstimates(store: Pick<CaseStore, "pickUps">, now: () => number) {
  const read = new Map<string, { at: number; pickUps: Promise<PickUp[]> }>();

  function pickUpsOf(groupId: string): Promise<PickUp[]> {
    const at = now();
    for (const [key, one] of read) if (at - one.at >= REMEMBER_MS) read.delete(key);
    const known = read.get(groupId);
    if (known) return known.pickUps;
    const pickUps = store.pickUps(groupId, at - ESTIMATE_AGE_MS, ESTIMATE_PICK_UPS);
    read.set(groupId, { at, pickUps });
    pickUps.catch(() => read.delete(groupId));
    return pickUps;
  }

  async function fresh(seat: CustomerSeat): Promise<Estimate | null> {
    const { place, waitingSince } = seat;
    if (place === null || waitingSince === null) return null;
    const pickUps = await pickUpsOf(seat.groupId);
    const at = now();
    // The line has stood still since somebody last left it.
    const stoodMs = Math.max(0, at - Math.max(waitingSince, pickUps[0]?.at ?? 0));
    return estimateWait(pickUps, { place, stoodMs, now: at });
  }

  /** What this seat is told now: what it was told before, while that is steady enough. */
  async function settle(seat: CustomerSeat): Promise<Estimate | null> {
    const at = now();
    const { told } = seat.estimate;
    const steady = told?.is === "range" && seat.estimate.place === seat.place && at - seat.estimate.at < STEADY_MS;
    if (steady && seat.waitingSince !== null) return told;
    const next = await fresh(seat);
    if (!same(next, told) || seat.estimate.place !== seat.place) seat.estimate = { told: next, place: seat.place, at };
    return next;
  }

  return {
    /** The estimate for a customer who is told how this case stands; null when they do not wait. */
    async of(seat: CustomerSeat, current: Case): Promise<Estimate | null> {
      seat.waitingSince = isWaiting(current) ? current.waitingSince : null;
      return settle(seat);
    },
    /** Whether this customer has to be told another estimate than before. */
    async isAnother(seat: CustomerSeat): Promise<boolean> {
      const before = seat.estimate.told;
      return !same(await settle(seat), before);
    },
  };
}

function same(a: Estimate | null, b: Estimate | null): boolean {
  if (a?.is !== "range" || b?.is !== "range") return a?.is === b?.is;
  return a.from === b.from && a.to === b.to;
}
