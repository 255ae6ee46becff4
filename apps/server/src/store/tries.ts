import { createHmac } from "node:crypto";
import { sql } from "kysely";
import type { Database } from "./database.ts";

/** At most `most` tries within `windowMs`, counted from the first one. */
export interface TryLimit {
  readonly name: string;
  readonly most: number;
  readonly windowMs: number;
}

/** Counts tries in the database, so that a limit holds over all servers. */
export interface Tries {
  /** Counts one try; returns for how many seconds it is too many, or 0 when it is not. */
  take(limit: TryLimit, who: string, now: number): Promise<number>;
  /** Forgets all that was counted. */
  forgive(limit: TryLimit, who: string): Promise<void>;
  /** Forgets one try. */
  giveBack(limit: TryLimit, who: string): Promise<void>;
}

/** Counts on `db`; `secret` keeps names and addresses unreadable there. */
export function countTries(db: Database, secret: string): Tries {
  const keyOf = (limit: TryLimit, who: string) =>
    createHmac("sha256", secret).update(`${limit.name}\0${who}`).digest("base64url");

  async function take(limit: TryLimit, who: string, now: number): Promise<number> {
    const endsAt = now + limit.windowMs;
    const row = await db
      .insertInto("tries")
      .values({ key: keyOf(limit, who), count: 1, window_ends_at: endsAt })
      .onConflict((conflict) =>
        conflict.column("key").doUpdateSet({
          count: sql<number>`CASE WHEN tries.window_ends_at <= ${now} THEN 1 ELSE tries.count + 1 END`,
          window_ends_at: sql<number>`CASE WHEN tries.window_ends_at <= ${now} THEN ${endsAt} ELSE tries.window_ends_at END`,
        }),
      )
      .returning(["count", "window_ends_at"])
      .executeTakeFirstOrThrow();
    // The first try of a window is a good moment to forget windows that are over.
    if (row.count === 1) await db.deleteFrom("tries").where("window_ends_at", "<=", now).execute();
    return row.count > limit.most ? Math.max(1, Math.ceil((row.window_ends_at - now) / 1000)) : 0;
  }

  async function forgive(limit: TryLimit, who: string): Promise<void> {
    await db.deleteFrom("tries").where("key", "=", keyOf(limit, who)).execute();
  }

  async function giveBack(limit: TryLimit, who: string): Promise<void> {
    await db
      .updateTable("tries")
      .set((eb) => ({ count: eb("count", "-", 1) }))
      .where("key", "=", keyOf(limit, who))
      .where("count", ">", 0)
      .execute();
  }

  return { take, forgive, giveBack };
}
