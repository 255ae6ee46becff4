import { sql } from "kysely";
import { addressKey } from "../limits/address-key.ts";
import type { Database } from "../store/database.ts";
import type { Tries, TryLimit } from "../store/tries.ts";

/** What a token may still do, or that it came too often. */
export interface Allowance {
  /** Calls in a window, and how long one is. */
  readonly limit: number;
  readonly windowSeconds: number;
  /** Calls left in this window, and when the next one begins. */
  readonly left: number;
  readonly resetSeconds: number;
  readonly isOver: boolean;
}

/** Limits the calls of the web API [W6]. */
export interface CallLimits {
  /** Takes one call of a token's minute. */
  take(tokenId: string, now: number): Promise<Allowance>;
  /** Counts a token that does not exist, by the address it came from; for how many seconds that is too many, else 0. */
  takeWrong(address: string, now: number): Promise<number>;
}

const WINDOW_MS = 60_000;
const WRONG_TOKENS: TryLimit = { name: "token/wrong", most: 300, windowMs: 10 * 60_000 };
/** A server takes so large a part of a token's minute at once, so that not every call writes. */
const PART = 50;
const MOST_REMEMBERED = 10_000;

interface Lease {
  /** Calls this server has taken from the database and not given away yet. */
  here: number;
  /** Calls that no server had taken when this one last asked. */
  readonly there: number;
  readonly endsAt: number;
}

/** Lets each token make `perMinute` calls a minute, counted in `db` for all servers together. */
export function openCallLimits(db: Database, tries: Tries, perMinute: number): CallLimits {
  const leases = new Map<string, Lease>();
  const part = Math.max(1, Math.floor(perMinute / PART));

  async function take(tokenId: string, now: number): Promise<Allowance> {
    const lease = running(tokenId, now);
    if (lease !== undefined && lease.here > 0) {
      lease.here--;
      return allowance(lease, now, false);
    }
    // Once all calls are taken nobody gives any back: no need to ask again before the minute is over.
    if (lease !== undefined && lease.there === 0) return allowance(lease, now, true);
    const taken = await takePart(tokenId, now);
    // Others may have taken parts here while this one was asked for.
    const beside = running(tokenId, now);
    const here = taken.here + (beside?.endsAt === taken.endsAt ? beside.here : 0);
    const isOver = here === 0;
    const next = { ...taken, here: isOver ? 0 : here - 1 };
    leases.delete(tokenId);
    leases.set(tokenId, next);
    if (leases.size > MOST_REMEMBERED) leases.delete(leases.keys().next().value ?? tokenId);
    return allowance(next, now, isOver);
  }

  function running(tokenId: string, now: number): Lease | undefined {
    const lease = leases.get(tokenId);
    return lease !== undefined && now < lease.endsAt ? lease : undefined;
  }

  async function takePart(tokenId: string, now: number): Promise<Lease> {
    const endsAt = now + WINDOW_MS;
    const { count, window_ends_at } = await db
      .insertInto("api_calls")
      .values({ token_id: tokenId, count: part, window_ends_at: endsAt })
      .onConflict((conflict) =>
        conflict.column("token_id").doUpdateSet({
          count: sql<number>`CASE WHEN api_calls.window_ends_at <= ${now} THEN ${part} ELSE api_calls.count + ${part} END`,
          window_ends_at: sql<number>`CASE WHEN api_calls.window_ends_at <= ${now} THEN ${endsAt} ELSE api_calls.window_ends_at END`,
        }),
      )
      .returning(["count", "window_ends_at"])
      .executeTakeFirstOrThrow();
    const before = count - part;
    const here = Math.max(0, Math.min(part, perMinute - before));
    return { here, there: Math.max(0, perMinute - count), endsAt: window_ends_at };
  }

  function allowance({ here, there, endsAt }: Lease, now: number, isOver: boolean): Allowance {
    return {
      limit: perMinute,
      windowSeconds: WINDOW_MS / 1000,
      left: here + there,
      resetSeconds: Math.max(1, Math.ceil((endsAt - now) / 1000)),
      isOver,
    };
  }

  return {
    take,
    takeWrong: async (address, now) => await tries.take(WRONG_TOKENS, addressKey(address), now),
  };
}

/** Forgets minutes that are over. */
export async function forgetOldCalls(db: Database, now: number): Promise<void> {
  await db.deleteFrom("api_calls").where("window_ends_at", "<=", now).execute();
}
