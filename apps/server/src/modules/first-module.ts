import { moduleSettings } from "@beckon/protocol/modules.ts";
import type { Queryable } from "../store/database.ts";
import { freeSlug } from "./free-slug.ts";
import { insertModule } from "./insert-module.ts";

const ACCENT = "#1f5fbf";

/** Gives a new company its first module, at an address made from the company's name. */
export async function firstModule(
  trx: Queryable,
  { companyId, company, groupId }: { companyId: string; company: string; groupId: string },
  now: number,
): Promise<{ id: string; slug: string }> {
  const settings = moduleSettings.parse({
    name: company,
    slug: await freeSlug(trx, company),
    groupId,
    assigneeId: null,
    accent: ACCENT,
    fields: { name: "required", email: "optional", description: "optional" },
  });
  const { id, slug } = await insertModule(trx, { companyId, byId: null, settings }, now);
  return { id, slug };
}
