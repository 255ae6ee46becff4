import { DEFAULT_NOTICES, type NoticeChoices } from "@beckon/domain/notice.ts";
import type { Language } from "@beckon/protocol/words.ts";
import type { Database, Queryable } from "../store/database.ts";
import type { PersonScope } from "../store/scope.ts";

/** What was kept, with what has come to be choosable since. */
export function choicesFrom(kept: Partial<NoticeChoices> | null | undefined): NoticeChoices {
  return { ...DEFAULT_NOTICES, ...kept };
}

/** What somebody has chosen, or what holds until they do [N2], and their language. */
export async function readChoices(
  db: Queryable,
  { personId }: PersonScope,
): Promise<{ choices: NoticeChoices; language: Language }> {
  const row = await db
    .selectFrom("people")
    .leftJoin("notice_choices", "notice_choices.person_id", "people.id")
    .select(["choices", "language"])
    .where("people.id", "=", personId)
    .executeTakeFirst();
  return { choices: choicesFrom(row?.choices), language: row?.language ?? "en" };
}

/** Keeps what somebody chose, and the language in which they are told. */
export async function keepChoices(
  db: Database,
  { personId }: PersonScope,
  choices: NoticeChoices,
  language: Language,
): Promise<void> {
  const kept = JSON.stringify(choices);
  await db.transaction().execute(async (tx) => {
    await tx
      .insertInto("notice_choices")
      .values({ person_id: personId, choices: kept })
      .onConflict((conflict) => conflict.column("person_id").doUpdateSet({ choices: kept }))
      .execute();
    await tx.updateTable("people").set({ language }).where("id", "=", personId).execute();
  });
}
