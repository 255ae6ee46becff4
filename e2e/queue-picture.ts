import { execFile } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { chromium, type Page } from "@playwright/test";
import { createTestDatabase, setup } from "../apps/server/src/store/test-database.ts";
import { startServerProcess } from "./house/server-process.ts";
import { Customer } from "./people/customer.ts";
import { CONSOLE_WORDS } from "./people/words.ts";

/**
 * Takes the picture of the queue that the README shows: the sample company of `npm run beckon -- demo`, as its supervisor sees it.
 * Run by hand: `node e2e/queue-picture.ts`, after the web pages were built.
 */
const root = join(import.meta.dirname, "..");
const picture = join(root, "docs/images/queue.png");
const stopPostgres = await setup();
const database = await createTestDatabase();
const demo = await promisify(execFile)(
  process.execPath,
  [join(root, "apps/server/src/cli/beckon.ts"), "demo", "--json"],
  {
    env: { ...process.env, DATABASE_URL: database.url },
  },
);
const { people, password } = JSON.parse(demo.stdout) as { people: string[]; password: string };
const server = await startServerProcess(database.url);
const browser = await chromium.launch({
  executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
const words = CONSOLE_WORDS.en;

async function signIn(email: string): Promise<Page> {
  const context = {
    viewport: { width: 1280, height: 800 },
    colorScheme: "light",
    reducedMotion: "reduce",
    locale: "en-GB",
  } as const;
  const page = await browser.newPage(context);
  await page.goto(`${server.url}/console/queue`);
  await page.getByLabel(words.signIn.email).fill(email);
  await page.getByLabel(words.signIn.password).fill(password);
  await page.getByRole("button", { name: words.signIn.title }).click();
  await page.getByRole("heading", { name: words.queue.title }).waitFor();
  return page;
}

/** A customer who is really there. */
async function comesForHelp(module: string, name: string, description: string): Promise<void> {
  const customer = await Customer.arrive(await browser.newContext({ locale: "en-GB" }), server.url, "en");
  await customer.opens(`/m/${module}`);
  await customer.page.getByLabel(customer.words.module.name).fill(name);
  await customer.page.getByLabel(customer.words.module.description).fill(description);
  await customer.button(customer.words.module.go).click();
  await customer.code();
}

const [ana = "", ben = ""] = people;
const page = await signIn(ana);
const answer = await page.request.get(`${server.url}/api/console/modules`);
const { modules } = (await answer.json()) as { modules: { name: string; slug: string }[] };
const slugOf = (name: string) => modules.find((module) => module.name === name)?.slug ?? "";
await comesForHelp(slugOf("Till support"), "Tomás Gil", "The receipt printer cuts every line off on the right");
await comesForHelp(slugOf("Office IT help"), "Hanna Vogel", "The shared calendar is empty since this morning");
await comesForHelp(slugOf("Till support"), "Yusuf Demir", "The scanner beeps but nothing appears on the till");

const helper = await signIn(ben);
// What they are offered just now may lie over the row.
await helper.getByRole("row").filter({ hasText: "Tomás Gil" }).dispatchEvent("click");
await helper.getByRole("button", { name: words.case.connect, exact: true }).click();
await page.getByRole("row").filter({ hasText: words.states.inProgress }).waitFor();
await mkdir(join(root, "docs/images"), { recursive: true });
await page.screenshot({ path: picture });
await browser.close();
await server.stop();
await database.drop();
await stopPostgres();
console.log(`Taken: ${picture}`);
