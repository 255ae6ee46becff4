import type { Candidate } from "./candidate.ts";
import { Heap } from "./heap.ts";

/** A candidate while a plan is made: they have more with each case that is offered to them. */
export type Seat = {
  candidate: Candidate;
  /** Online and within their hours. */
  there: boolean;
  /** What they have, offers included. */
  load: number;
  lastGivenAt: number | null;
  /** Which of the plan's offers was their last; 0 while they have none of it. */
  turn: number;
};

/** Who of two comes first. */
export type SeatOrder = (a: Seat, b: Seat) => number;

/** Whether one more case can be offered to somebody. */
export function hasRoom({ there, load, candidate }: Seat): boolean {
  return there && load < candidate.capacity;
}

/** Who got a case the longest ago first; those who never did before all others. */
export function compareLongestFree(a: Seat, b: Seat): number {
  const [since, other] = [a.lastGivenAt ?? -Infinity, b.lastGivenAt ?? -Infinity];
  if (since !== other) return since - other;
  return a.turn - b.turn || (a.candidate.personId < b.candidate.personId ? -1 : 1);
}

/** Who has the smallest share of their limit first, and among equals who is free the longest. */
export function compareLeastBusy(a: Seat, b: Seat): number {
  return shareOf(a) - shareOf(b) || compareLongestFree(a, b);
}

/** How much of their limit somebody has. */
export function shareOf({ load, candidate }: Seat): number {
  return load / candidate.capacity;
}

/** A seat with what it was when it took its place; one that got a case since then takes a new place when it comes up. */
type Place = { seat: Seat; was: Seat };

/** Those who have room, in an order that stays right while offers are made; finding the first costs log n. */
export class Pool {
  readonly #places: Heap<Place>;

  constructor(seats: readonly Seat[], order: SeatOrder) {
    this.#places = new Heap(seats.filter(hasRoom).map(placed), (a, b) => order(a.was, b.was));
  }

  /** The first two who have room and may be asked; they stay where they are. */
  firstTwo(mayBeAsked: (seat: Seat) => boolean): Seat[] {
    const seen: Place[] = [];
    const found: Seat[] = [];
    while (found.length < 2) {
      const place = this.#next();
      if (place === undefined) break;
      seen.push(place);
      if (mayBeAsked(place.seat)) found.push(place.seat);
    }
    for (const place of seen) this.#places.push(place);
    return found;
  }

  #next(): Place | undefined {
    for (;;) {
      const place = this.#places.pop();
      if (place === undefined || place.seat.turn === place.was.turn) return place;
      if (hasRoom(place.seat)) this.#places.push(placed(place.seat));
    }
  }
}

function placed(seat: Seat): Place {
  return { seat, was: { ...seat } };
}
