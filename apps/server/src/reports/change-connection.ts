import { done, refused, type Outcome } from "@beckon/domain/refusal.ts";
import { writeAudit } from "../people/audit.ts";
import type { Database } from "../store/database.ts";
import { connectionsOf, type ConnectionScope } from "../store/scope.ts";

/** Writes notes and a billing state on a record that the asker may see [W17]; what is left out stays. */
export async function changeConnection(
  db: Database,
  scope: ConnectionScope,
  id: string,
  { notes, billingState }: { notes: string | undefined; billingState: string | undefined },
  now: number,
): Promise<Outcome<undefined>> {
  const to = {
    ...(notes === undefined ? {} : { notes }),
    ...(billingState === undefined ? {} : { billing_state: billingState }),
  };
  return await db.transaction().execute(async (trx) => {
    const code = await codeOf(trx, scope, id);
    if (code === undefined) return refused({ reason: "notFound" });
    if (Object.keys(to).length === 0) return done(undefined);
    await trx.updateTable("connections").set(to).where("id", "=", id).execute();
    await writeAudit(trx, scope, { act: "connection/changed", subject: code }, now);
    return done(undefined);
  });
}

/** Deletes a record that the asker may see; the audit log keeps that it was there. */
export async function deleteConnection(
  db: Database,
  scope: ConnectionScope,
  id: string,
  now: number,
): Promise<Outcome<undefined>> {
  return await db.transaction().execute(async (trx) => {
    const code = await codeOf(trx, scope, id);
    if (code === undefined) return refused({ reason: "notFound" });
    await trx.deleteFrom("connections").where("id", "=", id).execute();
    await writeAudit(trx, scope, { act: "connection/deleted", subject: code }, now);
    return done(undefined);
  });
}

async function codeOf(trx: Parameters<typeof connectionsOf>[0], scope: ConnectionScope, id: string) {
  const row = await (
    await connectionsOf(trx, scope)
  )
    .innerJoin("cases", "cases.id", "connections.case_id")
    .select("cases.code")
    .where("connections.id", "=", id)
    .forUpdate("connections")
    .executeTakeFirst();
  return row?.code;
}
