import type { WrongCodes } from "../desk/guess-gate.ts";
import { afterWrong } from "../desk/guess-limits.ts";
import type { Database } from "./database.ts";

/** Wrong session codes in PostgreSQL, so that all servers count together [S4]. */
export function openWrongCodes(db: Database): WrongCodes {
  return {
    async blockedUntil(keys) {
      const row = await db
        .selectFrom("wrong_codes")
        .select((eb) => eb.fn.max("blocked_until").as("until"))
        .where("key", "in", keys)
        .executeTakeFirst();
      return row?.until ?? 0;
    },

    async note(limits, now) {
      await db.transaction().execute(async (tx) => {
        // Always in one order, so that two servers never wait for each other.
        for (const limit of limits.toSorted((a, b) => (a.key < b.key ? -1 : 1))) {
          const fresh = { key: limit.key, since: now, tries: 0, blocked_until: 0 };
          await tx
            .insertInto("wrong_codes")
            .values(fresh)
            .onConflict((c) => c.doNothing())
            .execute();
          const row = await tx
            .selectFrom("wrong_codes")
            .selectAll()
            .where("key", "=", limit.key)
            .forUpdate()
            .executeTakeFirstOrThrow();
          const known = { since: row.since, tries: row.tries, blockedUntil: row.blocked_until };
          const next = afterWrong(known, limit, now);
          await tx
            .updateTable("wrong_codes")
            .set({ since: next.since, tries: next.tries, blocked_until: next.blockedUntil })
            .where("key", "=", limit.key)
            .execute();
        }
        await tx
          .deleteFrom("wrong_codes")
          .where("since", "<", now - 24 * 3_600_000)
          .execute();
      });
    },
  };
}
