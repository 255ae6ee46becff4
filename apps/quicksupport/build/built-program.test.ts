import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { OWNER_FILE } from "@beckon/protocol/program.ts";
import { openHouse, setUp, type House } from "../../server/testing/house.ts";
import { Wire } from "../../server/testing/wire.ts";
import { caseOf, gone, openPrograms } from "../testing/run-module.ts";
import { openXDisplay, type XDisplay } from "../testing/x-display.ts";

/** The program as people download it, on a computer that has nothing of ours: no Node, no project, a home of its own. */
let house: House;
let admin: Awaited<ReturnType<typeof setUp>>;
let display: XDisplay;
let program = "";
const programs = openPrograms(
  () => [],
  () => ({ HOME: display.home, DISPLAY: display.name, PATH: "/nonexistent", LANG: "C.UTF-8" }),
  () => [program],
);

beforeAll(async () => {
  const built = spawnSync(
    process.execPath,
    [join(import.meta.dirname, "../../../scripts/setup.mjs"), "build:quicksupport", "linux-x64"],
    { encoding: "utf8" },
  );
  if (built.status !== 0) throw new Error(built.stdout + built.stderr);
  [house, display] = await Promise.all([openHouse(), openXDisplay()]);
  admin = await setUp(house);
  const folder = join(display.home, "Down loads");
  for (const made of [folder, join(display.home, "Desktop")]) mkdirSync(made);
  program = join(folder, "QuickSupport");
  copyFileSync(join(import.meta.dirname, "../dist/quicksupport-linux-x64"), program);
  writeFileSync(join(folder, OWNER_FILE), JSON.stringify({ server: house.url, module: admin.slug }));
});
afterAll(async () => {
  await programs.end();
  Wire.closeAll();
  await display.close();
  await house.stop();
});

it("[M5] [M7] the built program alone opens a case, shows itself, leaves its button, and leaves nothing when it is removed", async () => {
  const { child, page } = await programs.start([]);
  await vi.waitFor(() => expect(page.store.state.page.is).toBe("module"));
  await page.store.openModule({ customerName: "Cora", customerEmail: "", description: "", disclaimerAccepted: false });
  const { caseId } = await vi.waitFor(() => caseOf(page));
  const expert = await Wire.open(house.url, "console", { cookie: admin.cookie });
  await expert.ask({ type: "session/join", caseId });
  await vi.waitFor(() => expect(page.store.state.visit.is).toBe("asked"));
  await page.store.allow(["see", "control"]);
  await vi.waitFor(() => expect(page.store.state.visit.is).toBe("on"));

  const button = await vi.waitFor(() => {
    const [found] = readdirSync(join(display.home, "Desktop"));
    if (found === undefined) throw new Error("no button yet");
    return readFileSync(join(display.home, "Desktop", found), "utf8");
  });
  expect(button).toContain(`Exec="${program}" --server ${house.url} --module ${admin.slug} --sos`);

  const removal = programs.run(["--uninstall"]);
  expect(await gone(removal.child)).toBe(0);
  expect(await gone(child)).toBe(0);
  const left = display.run("find", display.home, "-type", "f", "-not", "-path", "*/openbox/*");
  expect(left.trim().split("\n").toSorted()).toEqual(
    [program, join(display.home, "Down loads", OWNER_FILE)].toSorted(),
  );
});
