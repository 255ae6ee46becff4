import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import type { CaseCard } from "@beckon/protocol/down.ts";
import { openHouse, setUp, type House } from "../../server/testing/house.ts";
import { Wire } from "../../server/testing/wire.ts";
import { caseOf, gone, openPrograms } from "../testing/run-module.ts";
import { eventually } from "../testing/eventually.ts";

/** The program itself in a process of its own, beside a whole server; its page is a socket with the page's own store. */
let house: House;
let admin: Awaited<ReturnType<typeof setUp>>;
let home = "";
const programs = openPrograms(
  () => ["--server", house.url, "--module", admin.slug, "--data", join(home, "data")],
  // Without a display there is nothing of this computer to see, and nothing of it is touched.
  () => ({ ...process.env, HOME: home, DISPLAY: undefined, WAYLAND_DISPLAY: undefined }),
);
const start = (...words: string[]) => programs.start(words);
const run = (...words: string[]) => programs.run(words);
const form = { customerName: "Cora", customerEmail: "", description: "", disclaimerAccepted: false };

beforeAll(async () => {
  house = await openHouse();
  admin = await setUp(house);
});
afterAll(() => house.stop());
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "beckon-module-"));
});
afterEach(async () => {
  await programs.end();
  Wire.closeAll();
  rmSync(home, { recursive: true, force: true });
});

const isSnapshot = (message: { type: string }): boolean => message.type === "queue/snapshot";

it("[M4] [M8] opens a case, is asked by the page, shows itself and stops; what was ticked is granted", async () => {
  const { page } = await start();
  await eventually(() => expect(page.store.state.page.is).toBe("module"));
  await page.store.openModule(form);
  const { caseId } = await eventually(() => caseOf(page));

  const expert = await Wire.open(house.url, "console", { cookie: admin.cookie });
  const { cards } = (await expert.next(isSnapshot)) as { cards: CaseCard[] };
  expect(cards.find(({ id }) => id === caseId)).toMatchObject({ state: "pending", channel: "desktop" });
  await expert.ask({ type: "session/join", caseId });
  await eventually(() => expect(page.store.state.visit.is).toBe("asked"));
  await page.store.allow(["see", "control"]);
  const remote = await eventually(() => {
    const { visit } = page.store.state;
    if (visit.is !== "on") throw new Error(visit.is);
    return visit.remote;
  });
  expect(remote.get("privileges")).toEqual(["see", "control"]);
  remote.grant(["see"]);
  await eventually(() => expect(remote.get("privileges")).toEqual(["see"]));
  page.store.stop();
  await eventually(() => expect(page.store.state.visit).toMatchObject({ is: "off", note: "stopped" }));
});

it("[M4] [S5] goes back to the open case after it was killed, and is only one at a time", async () => {
  const first = await start();
  await eventually(() => expect(first.page.store.state.page.is).toBe("module"));
  await first.page.store.openModule(form);
  const { code } = await eventually(() => caseOf(first.page));
  const other = run("--no-window");
  expect(await gone(other.child)).toBe(0);
  expect(other.said()).toContain("runs already");

  first.child.kill("SIGKILL");
  await gone(first.child);
  const second = await start("--sos");
  await eventually(() => expect(caseOf(second.page).code).toBe(code));
});

it("[M9] takes over a case that was begun in the browser, and asks nothing again", async () => {
  const browser = await Wire.open(house.url, "customer");
  const device = { browser: "Chrome", system: "Linux", language: "en", screen: "", channel: "web" };
  const secret = (letter: string): string => letter.repeat(43);
  const asked = { type: "customer/open", slug: admin.slug, secret: secret("a"), ...form, device };
  const opened = (await browser.ask(asked)) as { value: { caseId: string; code: string } };
  const { caseId, code } = opened.value;
  const expert = await Wire.open(house.url, "console", { cookie: admin.cookie });
  await expert.ask({ type: "session/join", caseId });
  await browser.ask({ type: "customer/prepare-move", move: secret("b") });

  const { page } = await start("--move", secret("b"));
  await eventually(() => expect(caseOf(page).code).toBe(code));
  await eventually(() => expect(page.store.state.visit.is).toBe("on"));
  const { visit } = page.store.state;
  expect(visit.is === "on" && visit.remote.get("privileges")).toEqual(["see", "point"]);
});

it("[R18] goes on in place of the one that runs, in the same session with the same rights, and nobody is asked again", async () => {
  const first = await start();
  await eventually(() => expect(first.page.store.state.page.is).toBe("module"));
  await first.page.store.openModule(form);
  const { caseId } = await eventually(() => caseOf(first.page));
  const expert = await Wire.open(house.url, "console", { cookie: admin.cookie });
  await expert.ask({ type: "session/join", caseId });
  await eventually(() => expect(first.page.store.state.visit.is).toBe("asked"));
  await first.page.store.allow(["see", "control"]);
  await eventually(() => expect(first.page.store.state.visit.is).toBe("on"));

  const second = await start("--sos", "--instead");
  expect(await gone(first.child)).toBe(0);
  await eventually(() => expect(second.page.store.state.visit.is).toBe("on"), 20_000);
  const { visit } = second.page.store.state;
  expect(visit.is === "on" && visit.remote.get("privileges")).toEqual(["see", "control"]);
  expect(caseOf(second.page).caseId).toBe(caseId);
});

it("[M5] removes itself, also while it runs", async () => {
  const { child } = await start();
  const removal = run("--uninstall");
  expect(await gone(removal.child)).toBe(0);
  expect(await gone(child)).toBe(0);
  expect(await gone(run("--uninstall").child)).toBe(0);
});
