import type { Moves } from "../desk/ports.ts";
import type { Database } from "./database.ts";

/** How many moves of one case are good at once: a download that was begun twice. */
const KEPT_FOR_CASE = 5;

/** Moves from the browser to the desktop module, in PostgreSQL [M9]. */
export function openMoves(db: Database): Moves {
  return {
    async prepare(moveHash, caseId, expiresAt) {
      await db.transaction().execute(async (tx) => {
        await tx
          .insertInto("moves")
          .values({ move_hash: moveHash, case_id: caseId, expires_at: expiresAt, used_by: null })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
        const kept = tx
          .selectFrom("moves")
          .select("move_hash")
          .where("case_id", "=", caseId)
          .orderBy("expires_at", "desc")
          .limit(KEPT_FOR_CASE);
        await tx.deleteFrom("moves").where("case_id", "=", caseId).where("move_hash", "not in", kept).execute();
      });
    },

    async use(moveHash, by, now) {
      const row = await db
        .updateTable("moves")
        .set({ used_by: by })
        .from("cases")
        .whereRef("cases.id", "=", "moves.case_id")
        .where("move_hash", "=", moveHash)
        .where("expires_at", ">", now)
        .where((eb) => eb.or([eb("used_by", "is", null), eb("used_by", "=", by)]))
        .returning(["case_id as caseId", "cases.secret_hash as secretHash"])
        .executeTakeFirst();
      return row;
    },

    async forgetBefore(now) {
      await db.deleteFrom("moves").where("expires_at", "<=", now).execute();
    },
  };
}
