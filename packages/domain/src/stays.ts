import type { Case } from "./case.ts";
import { isPresent, type Presence } from "./presence.ts";

/** Somebody of the company together with the customer in a session [W17]: from when both are there until one of them has left. */
export type Stay = { personId: string; arrived: number; customerArrived: number };

/** The stays that go on in a case as it is now; a drop that may still come back [C9] ends none. */
export function staysIn({ customer, expert, colleagues }: Case): Stay[] {
  if (!isPresent(customer)) return [];
  const experts: Presence[] = [expert, ...colleagues.map(({ presence }) => presence)];
  return experts.flatMap((side) =>
    isPresent(side) && side.personId !== null
      ? [{ personId: side.personId, arrived: side.arrived, customerArrived: customer.arrived }]
      : [],
  );
}

/** Which stays ended and which began between two states of a case. */
export function stayChanges(before: Case, after: Case): { ended: Stay[]; begun: Stay[] } {
  const [were, are] = [staysIn(before), staysIn(after)];
  return { ended: were.filter((stay) => !isAmong(stay, are)), begun: are.filter((stay) => !isAmong(stay, were)) };
}

function isAmong(stay: Stay, others: readonly Stay[]): boolean {
  return others.some(
    (other) =>
      other.personId === stay.personId &&
      other.arrived === stay.arrived &&
      other.customerArrived === stay.customerArrived,
  );
}
