import { modulePageOf, type ModulePage } from "@beckon/protocol/modules.ts";
import type { ModuleStatement, ProgramOffer, SignedModule } from "@beckon/protocol/program.ts";
import { isOpenAt, opensAt } from "@beckon/domain/assignment/hours.ts";
import { done, refused, type Outcome } from "@beckon/domain/refusal.ts";
import type { Queryable } from "../store/database.ts";
import { hoursThatHold } from "../store/hours-that-hold.ts";
import { settingsOf } from "../store/module-settings.ts";

/** What anybody sees at a module's address, also while it is suspended; `notFound` when there is none. */
export async function readModulePage(
  db: Queryable,
  slug: string,
  programs: ProgramOffer[],
  now: number,
): Promise<Outcome<ModulePage>> {
  const row = await find(db, slug);
  if (row === undefined) return refused({ reason: "notFound" });
  const { company, suspended_at, hours } = row;
  const closed = isOpenAt(hours, now) ? null : { opensAt: opensAt(hours, now) };
  return done(modulePageOf(settingsOf(row), { company, suspended: suspended_at !== null, programs, closed }));
}

/** What the desktop module is told of itself, signed by this installation [M7]; `notFound` when there is none. */
export async function readModuleStatement(
  db: Queryable,
  slug: string,
  by: { publicUrl: string; sign(statement: string): SignedModule },
): Promise<Outcome<SignedModule>> {
  const row = await find(db, slug);
  if (row === undefined) return refused({ reason: "notFound" });
  const { company } = row;
  const { title, accent, sos: button } = settingsOf(row);
  const sos = { on: button.on, label: button.label === "" ? row.name : button.label };
  const statement: ModuleStatement = { server: by.publicUrl, module: row.slug, company, title, accent, sos };
  return done(by.sign(JSON.stringify(statement)));
}

function find(db: Queryable, slug: string) {
  return db
    .selectFrom("modules")
    .innerJoin("companies", "companies.id", "modules.company_id")
    .innerJoin("groups", "groups.id", "modules.group_id")
    .where("modules.slug", "=", slug)
    .selectAll("modules")
    .select(["companies.name as company", hoursThatHold.as("hours")])
    .executeTakeFirst();
}
