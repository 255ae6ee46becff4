import type { SignalBox } from "../desk/ports.ts";
import type { Database } from "./database.ts";

/** Signals between servers, in an unlogged table: each is taken out once, by the server that holds the party [X9]. */
export function openSignalBox(db: Database): SignalBox {
  return {
    async put({ id, caseId, to, session, body, at }) {
      await db.insertInto("signals").values({ id, case_id: caseId, to_party: to, session, body, at }).execute();
    },
    async take(id) {
      const row = await db.deleteFrom("signals").where("id", "=", id).returningAll().executeTakeFirst();
      return row && { caseId: row.case_id, to: row.to_party, session: row.session, body: row.body };
    },
    async forgetBefore(at) {
      await db.deleteFrom("signals").where("at", "<", at).execute();
    },
  };
}
