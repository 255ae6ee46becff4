import { DEFAULT_VALIDITY_MS } from "@beckon/domain/case.ts";
import type { Queryable } from "../store/database.ts";

const ACCENT = "#1f5fbf";

/** Gives a new company its first module, at an address made from the company's name. */
export async function firstModule(
  trx: Queryable,
  { companyId, company, groupId }: { companyId: string; company: string; groupId: string },
  now: number,
): Promise<{ id: string; slug: string }> {
  const slug = await freeSlug(trx, slugOf(company));
  const { id } = await trx
    .insertInto("modules")
    .values({
      company_id: companyId,
      group_id: groupId,
      assignee_id: null,
      name: company,
      slug,
      // Empty words are said by the customer's page, in the customer's language.
      title: "",
      welcome: "",
      waiting: "",
      disclaimer: "",
      accent: ACCENT,
      name_field: "required",
      email_field: "optional",
      description_field: "optional",
      validity_ms: DEFAULT_VALIDITY_MS,
      survey: true,
      sos_on: true,
      sos_label: "",
      suspended_at: null,
      created_at: now,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return { id, slug };
}

/** A name as an address writes it: lower-case letters, digits and single dashes, at most 48 characters; `help` when nothing is left. */
export function slugOf(name: string): string {
  const plain = name
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replaceAll("ä", "ae")
    .replaceAll("ö", "oe")
    .replaceAll("ü", "ue")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "");
  const slug = plain
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 48)
    .replace(/^-+|-+$/g, "");
  return slug === "" ? "help" : slug;
}

async function freeSlug(trx: Queryable, wanted: string): Promise<string> {
  const rows = await trx.selectFrom("modules").select("slug").where("slug", "like", `${wanted}%`).execute();
  const taken = new Set(rows.map((row) => row.slug));
  let slug = wanted;
  for (let number = 2; taken.has(slug); number += 1) slug = `${wanted}-${number}`;
  return slug;
}
