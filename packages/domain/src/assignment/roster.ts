import { isThere } from "./candidate.ts";
import { askOnce, isOpenAt } from "./hours.ts";
import type { AssignmentGroup, Situation } from "./plan.ts";
import type { Seat, SeatOrder } from "./seat.ts";
import { compareLeastBusy, compareLongestFree, Pool } from "./seat.ts";

/** The people of one company while a plan is made, with what they have so far. */
export class Roster {
  readonly #seats: ReadonlyMap<string, Seat>;
  readonly #teams: ReadonlyMap<string, Team>;
  #turns = 0;

  /** Offers that stand count as load. */
  constructor({ candidates, groups, cases }: Situation, now: number) {
    const isOpen = askOnce((hours) => isOpenAt(hours, now));
    this.#seats = new Map(
      candidates.map((candidate) => {
        const { personId, load, lastGivenAt } = candidate;
        const there = isThere(candidate, now, isOpen);
        return [personId, { candidate, there, load, lastGivenAt, turn: 0 }];
      }),
    );
    for (const { offer } of cases) {
      const seat = offer ? this.#seats.get(offer.to) : undefined;
      if (seat) seat.load++;
    }
    this.#teams = new Map(groups.map((group) => [group.id, new Team(group, this.#seats)]));
  }

  team(groupId: string): Team | undefined {
    return this.#teams.get(groupId);
  }

  /** Counts one more case for somebody. */
  give(seat: Seat, now: number): void {
    seat.load++;
    seat.lastGivenAt = now;
    seat.turn = ++this.#turns;
  }
}

/** Those who may write to one group. */
export class Team {
  readonly group: AssignmentGroup;
  /** Whether any of them is online and within their hours. */
  readonly someoneIsThere: boolean;
  readonly #members: ReadonlyMap<string, Seat>;
  readonly #pools = new Map<string, Pool>();

  constructor(group: AssignmentGroup, seats: ReadonlyMap<string, Seat>) {
    this.group = group;
    this.#members = new Map(
      group.memberIds.flatMap((id) => {
        const seat = seats.get(id);
        return seat?.there ? [[id, seat]] : [];
      }),
    );
    this.someoneIsThere = this.#members.size > 0;
  }

  /** A member who is there. */
  member(personId: string): Seat | undefined {
    return this.#members.get(personId);
  }

  /** The members who have room and all these skills, the longest free or the least busy of them first. */
  pool(order: "longestFree" | "leastBusy", skills: readonly string[]): Pool {
    const key = JSON.stringify([order, ...skills]);
    const known = this.#pools.get(key);
    if (known) return known;
    const skilled = [...this.#members.values()].filter(({ candidate }) =>
      skills.every((skill) => candidate.skills.includes(skill)),
    );
    const pool = new Pool(skilled, ORDERS[order]);
    this.#pools.set(key, pool);
    return pool;
  }
}

/** The orders in which people are asked. */
export const ORDERS = { longestFree: compareLongestFree, leastBusy: compareLeastBusy } as const satisfies Record<
  string,
  SeatOrder
>;
