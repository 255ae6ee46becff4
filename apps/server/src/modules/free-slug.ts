import type { Queryable } from "../store/database.ts";

/** An address nobody has, made from a name: the name itself as an address writes it, else with a number behind it. */
export async function freeSlug(trx: Queryable, name: string): Promise<string> {
  const wanted = slugOf(name);
  const rows = await trx.selectFrom("modules").select("slug").where("slug", "like", `${wanted}%`).execute();
  const taken = new Set(rows.map((row) => row.slug));
  let slug = wanted;
  for (let number = 2; taken.has(slug); number += 1) slug = `${wanted}-${number}`;
  return slug;
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
