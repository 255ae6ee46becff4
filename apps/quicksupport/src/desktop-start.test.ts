import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openHouse, setUp, type House } from "../../server/testing/house.ts";
import { Wire } from "../../server/testing/wire.ts";
import { caseOf, gone, openPrograms } from "../testing/run-module.ts";
import { openXDisplay, type XDisplay } from "../testing/x-display.ts";
import { eventually } from "../testing/eventually.ts";

/** The program on a real desktop, beside a whole server. */
let house: House;
let admin: Awaited<ReturnType<typeof setUp>>;
let display: XDisplay;
const programs = openPrograms(
  () => ["--server", house.url, "--module", admin.slug],
  () => ({ ...process.env, HOME: display.home, DISPLAY: display.name, XDG_SESSION_TYPE: "x11", ...OWN_FOLDERS }),
);
// The folders are below the display's own home, whoever runs this.
const OWN_FOLDERS = { XDG_CONFIG_HOME: undefined, XDG_DATA_HOME: undefined, WAYLAND_DISPLAY: undefined };

beforeAll(async () => {
  [house, display] = await Promise.all([openHouse(), openXDisplay()]);
  admin = await setUp(house);
  display.run("mkdir", join(display.home, "Desktop"));
});
afterAll(async () => {
  await programs.end();
  Wire.closeAll();
  await display.close();
  await house.stop();
});

const onDesktop = (): string[] => readdirSync(join(display.home, "Desktop"));

it("[M5] [R4] [X18] leaves its button, is stopped by keys in any window, and leaves nothing when it is removed", async () => {
  const { child, page } = await programs.start([]);
  const [button = ""] = await eventually(() => {
    const found = onDesktop();
    if (found.length !== 1) throw new Error("no button yet");
    return found;
  }, 20_000);
  const entry = readFileSync(join(display.home, "Desktop", button), "utf8");
  expect(entry).toMatch(/^Exec=.*--sos$/m);

  await eventually(() => expect(page.store.state.page.is).toBe("module"));
  await page.store.openModule({ customerName: "Cora", customerEmail: "", description: "", disclaimerAccepted: false });
  const { caseId } = await eventually(() => caseOf(page));
  const expert = await Wire.open(house.url, "console", { cookie: admin.cookie });
  await expert.ask({ type: "session/join", caseId });
  await eventually(() => expect(page.store.state.visit.is).toBe("asked"));
  await page.store.allow(["see", "point", "control"]);
  await eventually(() => expect(page.store.state.visit.is).toBe("on"));
  await eventually(() => {
    display.run("xdotool", "key", "ctrl+alt+shift+q");
    expect(page.store.state.visit).toMatchObject({ is: "off", note: "stopped" });
  });

  const removal = programs.run(["--uninstall"]);
  expect(await gone(removal.child)).toBe(0);
  expect(await gone(child)).toBe(0);
  expect(onDesktop()).toEqual([]);
  expect(display.run("find", display.home, "-type", "f", "-not", "-path", "*/openbox/*")).toBe("");
});
