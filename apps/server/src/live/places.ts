import type { CaseStore } from "../desk/ports.ts";
import type { CareNews } from "./care.ts";
import type { Estimates } from "./estimates.ts";
import type { CustomerSeat, Seats } from "./seats.ts";

const GATHER_MS = 200;
/** While nothing happens, time does: how often estimates are looked at again. */
const AGAIN_MS = 15_000;

/**
 * Places in the queue, how long it may still be, and what is being done, for the customers connected here [A10, H1, H2]: read once for a group
 * however much changes in it, at most five times a second, and told only to those for whom something is another.
 */
export function openPlaces(
  store: CaseStore,
  seats: Seats,
  estimates: Pick<Estimates, "isAnother">,
  care: Pick<CareNews, "isAnother">,
  tell: (seat: CustomerSeat) => Promise<unknown>,
) {
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;

  async function look(): Promise<void> {
    timer = undefined;
    const groups = [...changed];
    changed.clear();
    for (const groupId of groups) {
      const here = [...seats.customers.values()].filter((seat) => seat.groupId === groupId && seat.attached);
      if (here.length === 0) continue;
      const order = await store.waitingIn(groupId);
      const placeOf = new Map(order.map((caseId, index) => [caseId, index + 1]));
      for (const seat of here) {
        const place = placeOf.get(seat.caseId) ?? null;
        const moved = place !== seat.place;
        seat.place = place;
        const another = [await estimates.isAnother(seat), await care.isAnother(seat)];
        if (moved || another.includes(true)) await tell(seat);
      }
    }
  }

  function mayHaveChanged(groupId: string): void {
    changed.add(groupId);
    // A failed look is made good by the next change.
    timer ??= setTimeout(() => void look().catch(() => undefined), GATHER_MS);
  }

  const again = setInterval(() => {
    for (const seat of seats.customers.values()) if (seat.attached && seat.place !== null) mayHaveChanged(seat.groupId);
  }, AGAIN_MS);

  return {
    mayHaveChanged,
    /** The same for all groups of a company whose customers are here. */
    mayHaveChangedIn(companyId: string): void {
      for (const seat of seats.customers.values()) if (seat.companyId === companyId) mayHaveChanged(seat.groupId);
    },
    /** The place of one case now, from 1; null when it does not wait. */
    async of(groupId: string, caseId: string): Promise<number | null> {
      const index = (await store.waitingIn(groupId)).indexOf(caseId);
      return index === -1 ? null : index + 1;
    },
    close(): void {
      clearInterval(again);
      clearTimeout(timer);
    },
  };
}
