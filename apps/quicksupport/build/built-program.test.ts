import { spawnSync } from "node:child_process";
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { OWNER_FILE } from "@beckon/protocol/program.ts";
import { KEPT_PROGRAM } from "../src/later-starts.ts";
import { openHouse, setUp, type House } from "../../server/testing/house.ts";
import { Wire } from "../../server/testing/wire.ts";
import { caseOf, gone, openPrograms } from "../testing/run-module.ts";
import { openXDisplay, type XDisplay } from "../testing/x-display.ts";
import { eventually } from "../testing/eventually.ts";

/** The program as people download it, on a computer that has nothing of ours: no Node, no project, a home of its own. */
let house: House;
let admin: Awaited<ReturnType<typeof setUp>>;
let display: XDisplay;
let program = "";
/** What is started: the program, or what its button says. */
let starts: readonly string[] = [];
const programs = openPrograms(
  () => [],
  () => ({ HOME: display.home, DISPLAY: display.name, PATH: "/nonexistent", LANG: "C.UTF-8" }),
  () => starts,
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
  program = join(display.home, "Down loads", "QuickSupport");
});
beforeEach(() => {
  for (const folder of [".local", "Desktop", "Down loads"])
    rmSync(join(display.home, folder), { recursive: true, force: true });
  mkdirSync(join(display.home, "Desktop"));
  download();
});
// Whatever a test that failed left running would hold the files of the next one.
afterEach(async () => {
  await programs.end();
  Wire.closeAll();
});
afterAll(async () => {
  await display.close();
  await house.stop();
});

function download(): void {
  const folder = dirname(program);
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(import.meta.dirname, "../dist/quicksupport-linux-x64"), program);
  writeFileSync(join(folder, OWNER_FILE), JSON.stringify({ server: house.url, module: admin.slug }));
  starts = [program];
}

/** The words of the button on the desktop; the desktop's quotes are those of a shell here. */
function button(): Promise<readonly string[]> {
  return eventually(() => {
    const [found] = readdirSync(join(display.home, "Desktop"));
    if (found === undefined) throw new Error("no button yet");
    const entry = readFileSync(join(display.home, "Desktop", found), "utf8");
    const line = /^Exec=(.+)$/m.exec(entry)?.[1] ?? "";
    return display.run("sh", "-c", `printf '%s\n' ${line}`).trim().split("\n");
  }, 20_000);
}

const words = (file: string) => [file, "--server", house.url, "--module", admin.slug, "--sos"];
const kept = () =>
  join(display.home, ".local/share/beckon", new URL(house.url).host.replace(":", "_") + `_${admin.slug}`, KEPT_PROGRAM);

/** Every file below the home, but what the window manager keeps there. */
function left(): string[] {
  const found = display.run("find", display.home, "-type", "f", "-not", "-path", "*/openbox/*");
  return found.trim().split("\n").toSorted();
}

it("[M5] [M7] the built program alone opens a case, shows itself, leaves its button, and leaves nothing when it is removed", async () => {
  const { child, page } = await programs.start([]);
  await eventually(() => expect(page.store.state.page.is).toBe("module"));
  await page.store.openModule({ customerName: "Cora", customerEmail: "", description: "", disclaimerAccepted: false });
  const { caseId } = await eventually(() => caseOf(page));
  const expert = await Wire.open(house.url, "console", { cookie: admin.cookie });
  await expert.ask({ type: "session/join", caseId });
  await eventually(() => expect(page.store.state.visit.is).toBe("asked"));
  await page.store.allow(["see", "control"]);
  await eventually(() => expect(page.store.state.visit.is).toBe("on"));

  expect(await button()).toEqual(words(join(kept(), "QuickSupport")));

  const removal = programs.run(["--uninstall"]);
  expect(await gone(removal.child)).toBe(0);
  expect(await gone(child)).toBe(0);
  expect(left()).toEqual([program, join(dirname(program), OWNER_FILE)].toSorted());
});

it("[M5] its button works when the download is gone, starts a newer one that was run, and is gone without a trace when it is removed", async () => {
  const first = await programs.start([]);
  await eventually(() => expect(first.page.store.state.page.is).toBe("module"), 20_000);
  await first.page.store.openModule({
    customerName: "Dora",
    customerEmail: "",
    description: "",
    disclaimerAccepted: false,
  });
  const { caseId } = await eventually(() => caseOf(first.page), 20_000);
  const said = await button();
  expect(said).toEqual(words(join(kept(), "QuickSupport")));
  first.child.kill("SIGTERM");
  expect(await gone(first.child)).toBe(0);
  rmSync(dirname(program), { recursive: true });

  starts = said;
  const again = await programs.start([]);
  await eventually(() => expect(caseOf(again.page).caseId).toBe(caseId), 20_000);
  again.child.kill("SIGTERM");
  expect(await gone(again.child)).toBe(0);

  download();
  appendFileSync(program, "newer");
  const newer = await programs.start([]);
  await eventually(
    () => expect(readFileSync(join(kept(), "QuickSupport")).equals(readFileSync(program))).toBe(true),
    20_000,
  );
  newer.child.kill("SIGTERM");
  expect(await gone(newer.child)).toBe(0);
  rmSync(dirname(program), { recursive: true });
  expect(await button()).toEqual(said);
  starts = said;
  const last = await programs.start([]);
  await eventually(() => expect(caseOf(last.page).caseId).toBe(caseId), 20_000);
  // The program that removes everything runs from there, as the one does that it asks.
  expect(await gone(programs.run(["--uninstall"]).child)).toBe(0);
  expect(await gone(last.child)).toBe(0);
  expect(left()).toEqual([""]);
  expect(existsSync(join(display.home, ".local/share/beckon"))).toBe(false);
});

it("[M5] where the disk has no place for a copy, the button starts the download", async () => {
  // Writing files of more than 20 MB fails from here on, as on a full disk.
  starts = ["/bin/sh", "-c", 'ulimit -f 40000; exec "$0" "$@"', program];
  const { child } = await programs.start([]);
  expect(await button()).toEqual(words(program));
  expect(left().filter((file) => file.includes(KEPT_PROGRAM))).toEqual([]);
  starts = [program];
  expect(await gone(programs.run(["--uninstall"]).child)).toBe(0);
  expect(await gone(child)).toBe(0);
});
