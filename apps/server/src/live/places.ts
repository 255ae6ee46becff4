import type { CaseStore } from "../desk/ports.ts";
import type { CustomerSeat, Seats } from "./seats.ts";

const GATHER_MS = 200;

/**
 * Places in the queue for the customers connected here [A10]: read once for a group however much changes in it, at most
 * five times a second, and told only to those whose place is another.
 */
export function openPlaces(store: CaseStore, seats: Seats, tell: (seat: CustomerSeat) => Promise<unknown>) {
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
        if (place === seat.place) continue;
        seat.place = place;
        await tell(seat);
      }
    }
  }

  return {
    mayHaveChanged(groupId: string): void {
      changed.add(groupId);
      // A failed look is made good by the next change.
      timer ??= setTimeout(() => void look().catch(() => undefined), GATHER_MS);
    },
    /** The place of one case now, from 1; null when it does not wait. */
    async of(groupId: string, caseId: string): Promise<number | null> {
      const index = (await store.waitingIn(groupId)).indexOf(caseId);
      return index === -1 ? null : index + 1;
    },
    close(): void {
      clearTimeout(timer);
    },
  };
}
