import { randomBytes } from "node:crypto";
import { may } from "@beckon/domain/permissions.ts";
import { done, refused, type Outcome } from "@beckon/domain/refusal.ts";
import { sql } from "kysely";
import { writeAudit } from "../people/audit.ts";
import type { Database, Queryable } from "../store/database.ts";
import type { PersonScope } from "../store/scope.ts";
import { decodeLogo } from "./decode-logo.ts";

/** How many logos a company keeps: those its modules show now or showed in an earlier version, and a day's tries. */
const KEPT = 200;
const UNUSED_MS = 24 * 3_600_000;

/** Keeps a picture as a logo of the asker's company, for modules to show [M11]. */
export async function uploadLogo(
  db: Database,
  scope: PersonScope,
  bytes: Uint8Array,
  now: number,
): Promise<Outcome<{ id: string }>> {
  if (!may(scope.role, "module/manage")) return refused({ reason: "notAllowed" });
  const image = await decodeLogo(bytes);
  if (!image.ok) return image;
  const { companyId } = scope;
  return await db.transaction().execute(async (trx) => {
    await forgetUnused(trx, companyId, now - UNUSED_MS);
    const { count } = await trx
      .selectFrom("logos")
      .select((eb) => eb.fn.countAll<number>().as("count"))
      .where("company_id", "=", companyId)
      .executeTakeFirstOrThrow();
    if (Number(count) >= KEPT) return refused({ reason: "noSpace" });
    // Drawn, not counted: whoever does not know an address cannot look through a company's logos.
    const id = randomBytes(16).toString("base64url");
    await trx.insertInto("logos").values({ id, company_id: companyId, image: image.value, created_at: now }).execute();
    await writeAudit(trx, scope, { act: "logo/uploaded", subject: id }, now);
    return done({ id });
  });
}

/** A logo's picture as WebP; undefined when there is none of this id. */
export async function readLogo(db: Queryable, id: string): Promise<Buffer | undefined> {
  const row = await db.selectFrom("logos").select("image").where("id", "=", id).executeTakeFirst();
  return row?.image;
}

/** Whether a module of the asker's company may show this logo. */
export async function isOwnLogo(trx: Queryable, { companyId }: PersonScope, id: string): Promise<boolean> {
  const found = await trx
    .selectFrom("logos")
    .select("id")
    .where("id", "=", id)
    .where("company_id", "=", companyId)
    .executeTakeFirst();
  return found !== undefined;
}

async function forgetUnused(trx: Queryable, companyId: string, before: number): Promise<void> {
  await trx
    .deleteFrom("logos")
    .where("company_id", "=", companyId)
    .where("created_at", "<", before)
    .where(
      sql<boolean>`NOT EXISTS (
        SELECT FROM module_versions AS v JOIN modules AS m ON m.id = v.module_id
        WHERE m.company_id = logos.company_id AND v.settings->>'logo' = logos.id
      ) AND NOT EXISTS (
        SELECT FROM module_drafts AS d JOIN modules AS m ON m.id = d.module_id
        WHERE m.company_id = logos.company_id AND d.settings->>'logo' = logos.id
      )`,
    )
    .execute();
}
