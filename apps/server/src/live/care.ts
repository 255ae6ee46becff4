import { careFor, type Care } from "@beckon/domain/assignment/care.ts";
import type { Case } from "@beckon/domain/case.ts";
import { isWaiting } from "@beckon/domain/queue.ts";
import type { AvailabilityStore, CandidateFacts, Directory } from "../desk/ports.ts";
import type { CustomerSeat } from "./seats.ts";

/** For how long what was read is good enough, unless it is known to be otherwise. */
const REMEMBER_MS = 5_000;

/** What is being done for the customers connected here [H2]: from opening hours, and from who is there. */
export type CareNews = ReturnType<typeof openCare>;

export function openCare({
  people,
  directory,
  now,
}: {
  people: Pick<AvailabilityStore, "candidates">;
  directory: Pick<Directory, "hours">;
  now: () => number;
}) {
  const known = new Map<string, { at: number; answer: Promise<unknown> }>();

  function recall<T>(key: string, read: () => Promise<T>): Promise<T> {
    const at = now();
    const before = known.get(key);
    if (before && at - before.at < REMEMBER_MS) return before.answer as Promise<T>;
    const answer = read();
    known.set(key, { at, answer });
    answer.catch(() => known.delete(key));
    return answer;
  }

  function forgetOld(): void {
    const at = now();
    for (const [key, one] of known) if (at - one.at >= REMEMBER_MS) known.delete(key);
  }

  async function read({ companyId, groupId, moduleId, isOffered }: CustomerSeat): Promise<Care> {
    forgetOld();
    // One reckoning for all who wait in the same line.
    return await recall(`care ${groupId} ${moduleId} ${isOffered} ${companyId}`, async () => {
      const [hours, all] = await Promise.all([
        recall(`hours ${groupId} ${moduleId} ${companyId}`, () => directory.hours(groupId, moduleId)),
        recall<CandidateFacts[]>(`people ${companyId}`, () => people.candidates(companyId)),
      ]);
      return careFor(
        { hours, isOffered },
        all.filter(({ groups }) => groups.has(groupId)),
        now(),
      );
    });
  }

  async function settle(seat: CustomerSeat): Promise<Care | null> {
    seat.care = seat.isUncared ? await read(seat) : null;
    return seat.care;
  }

  return {
    /** What a customer is told; null when they do not wait, or somebody has their case. */
    async of(seat: CustomerSeat, current: Case): Promise<Care | null> {
      seat.moduleId = current.moduleId;
      seat.isOffered = current.offer !== null;
      seat.isUncared = isWaiting(current) && current.assigneeId === null;
      return await settle(seat);
    },
    /** Whether this customer has to be told something else than before. */
    async isAnother(seat: CustomerSeat): Promise<boolean> {
      const before = JSON.stringify(seat.care);
      return JSON.stringify(await settle(seat)) !== before;
    },
    /** People of a company came, went, or changed how they stand. */
    forget(companyId: string): void {
      for (const key of known.keys()) if (key.endsWith(companyId)) known.delete(key);
    },
  };
}
