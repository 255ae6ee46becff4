import type { ModulePage } from "@beckon/protocol/calls.ts";
import { done, refused, type Outcome } from "@beckon/domain/refusal.ts";
import type { Queryable } from "../store/database.ts";

/** What anybody sees at a module's address, also while it is suspended; `notFound` when there is none. */
export async function readModulePage(db: Queryable, slug: string): Promise<Outcome<ModulePage>> {
  const row = await db
    .selectFrom("modules")
    .innerJoin("companies", "companies.id", "modules.company_id")
    .where("modules.slug", "=", slug)
    .selectAll("modules")
    .select("companies.name as company")
    .executeTakeFirst();
  if (row === undefined) return refused({ reason: "notFound" });
  const { company, title, welcome, waiting, accent } = row;
  return done({
    slug: row.slug,
    branding: { company, title, welcome, waiting, accent },
    fields: { name: row.name_field, email: row.email_field, description: row.description_field },
    disclaimer: row.disclaimer,
    suspended: row.suspended_at !== null,
  });
}
