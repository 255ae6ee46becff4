import type { Queryable } from "./database.ts";
import type { HouseKey } from "./house-key.ts";

/** Where what the house seals with its key is listed, each row with its company and its bytes. */
export type SealedTable = "recordings" | "attachments";

/** Whether another key sealed something there: two servers with two keys on one database could not open each other's, so better none is made. */
export async function isSealedOtherwise(db: Queryable, table: SealedTable, key: HouseKey): Promise<boolean> {
  const other = await db.selectFrom(table).select("id").where("key_id", "!=", key.id).limit(1).executeTakeFirst();
  return other !== undefined;
}

/** How many bytes there are a company's. */
export async function spaceTaken(db: Queryable, table: SealedTable, companyId: string): Promise<number> {
  const { bytes } = await db
    .selectFrom(table)
    .select((eb) => eb.fn.coalesce(eb.fn.sum<string>("bytes"), eb.lit(0)).as("bytes"))
    .where("company_id", "=", companyId)
    .executeTakeFirstOrThrow();
  return Number(bytes);
}
