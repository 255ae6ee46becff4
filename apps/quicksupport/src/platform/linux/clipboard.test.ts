import { randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Copied } from "@beckon/session/machine.ts";
import { openXDisplay, type XDisplay } from "../../../testing/x-display.ts";
import { openClipboard } from "./clipboard.ts";
import { openDisplay, type Display } from "./display.ts";

let screen: XDisplay;
let display: Display;
let clipboard: ReturnType<typeof openClipboard>;

beforeAll(async () => {
  screen = await openXDisplay();
  display = openDisplay(screen.name);
  clipboard = openClipboard(display);
});
afterAll(async () => {
  clipboard.close();
  display.close();
  await screen.close();
});

/** Another program copies a file's content. */
async function copied(file: string, target: string): Promise<Copied> {
  const { promise, resolve } = Promise.withResolvers<Copied>();
  const stop = clipboard.watch(resolve);
  screen.start("xclip", "-selection", "clipboard", "-t", target, "-i", file, "-loops", "0", "-quiet");
  const got = await promise;
  stop();
  return got;
}

/** What another program pastes. */
async function pasted(target: string): Promise<Buffer> {
  const file = join(screen.home, `pasted-${Math.random()}`);
  const child = screen.start("sh", "-c", `xclip -selection clipboard -t '${target}' -o > ${file}`);
  await new Promise((resolve) => child.once("exit", resolve));
  return readFileSync(file);
}

it("[R14] tells what other programs copy: text, a picture, and a lot of either", async () => {
  const text = join(screen.home, "text");
  writeFileSync(text, "Grüße, 漢字 🙂");
  expect(await copied(text, "UTF8_STRING")).toEqual({ media: "text/plain", text: "Grüße, 漢字 🙂" });
  const long = "x".repeat(5_000_000);
  writeFileSync(text, long);
  expect(await copied(text, "UTF8_STRING")).toEqual({ media: "text/plain", text: long });
  const picture = join(screen.home, "picture.png");
  screen.run("convert", "-size", "300x200", "plasma:", picture);
  const image = await copied(picture, "image/png");
  expect(image.media === "image/png" && Buffer.from(image.bytes).equals(readFileSync(picture))).toBe(true);
});

it("[R14] gives other programs what it was given, and does not tell of that itself", async () => {
  const told: Copied[] = [];
  const stop = clipboard.watch((what) => told.push(what));
  await clipboard.write({ media: "text/plain", text: "Grüße, 漢字 🙂" });
  expect((await pasted("UTF8_STRING")).toString()).toBe("Grüße, 漢字 🙂");
  const bytes = randomBytes(6_000_000);
  await clipboard.write({ media: "image/png", bytes });
  expect((await pasted("image/png")).equals(bytes)).toBe(true);
  expect(told).toEqual([]);
  stop();
});
