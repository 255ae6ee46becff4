import type { Queryable } from "../store/database.ts";
import { peopleOf, type PersonScope } from "../store/scope.ts";

/** What people of the asker's company are called, by their ids. */
export async function personNames(
  db: Queryable,
  scope: PersonScope,
  personIds: Iterable<string>,
): Promise<Map<string, string>> {
  const ids = [...new Set(personIds)];
  if (ids.length === 0) return new Map();
  const rows = await peopleOf(db, scope)
    .select(["id", "name"])
    .where((eb) => eb("id", "=", eb.fn.any(eb.val(ids))))
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
