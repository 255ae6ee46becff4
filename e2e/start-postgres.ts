import { existsSync } from "node:fs";
import { join } from "node:path";
import { setup } from "../apps/server/src/store/test-database.ts";

/** One PostgreSQL for all stories, with a migrated template. Returns the teardown. */
// oxlint-disable-next-line import/no-default-export -- Playwright asks for one
export default async function startPostgres(): Promise<() => Promise<void>> {
  if (!existsSync(join(import.meta.dirname, "../apps/web/dist/console.html")))
    throw new Error("The web pages are not built: run the stories by `npm test`.");
  return await setup();
}
