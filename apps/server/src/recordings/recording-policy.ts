import { may, type PersonScope } from "@beckon/domain/permissions.ts";
import type { RecordingPolicy } from "@beckon/domain/recording.ts";
import { done, refused, type Outcome } from "@beckon/domain/refusal.ts";
import type { Announce } from "../desk/news.ts";
import { writeAudit } from "../people/audit.ts";
import type { Database } from "../store/database.ts";

/** Sets what the company does with recordings; every console is told [R20]. */
export async function changeRecordingPolicy(
  db: Database,
  announce: Announce,
  person: PersonScope,
  { keep, days }: RecordingPolicy,
  now: number,
): Promise<Outcome<RecordingPolicy>> {
  if (!may(person.role, "company/manage")) return refused({ reason: "notAllowed" });
  await db.transaction().execute(async (trx) => {
    const { name } = await trx
      .updateTable("companies")
      .set({ recordings_keep: keep, recordings_days: days })
      .where("id", "=", person.companyId)
      .returning("name")
      .executeTakeFirstOrThrow();
    const details = { name, recordings: keep, days };
    await writeAudit(trx, person, { act: "company/changed", subject: person.companyId, details }, now);
  });
  announce({ about: "directory", companyId: person.companyId });
  return done({ keep, days });
}
