import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Browser, chromium, type Page } from "playwright-core";
import { build } from "vite";
import { afterAll, beforeAll, expect, test } from "vitest";
import type {} from "./page.ts";
import { securityHeaders } from "../../../apps/server/src/http/security-headers.ts";
import { type ScreenSender, sendScreen } from "../src/send-screen.ts";
import { compress } from "../src/test-pair.ts";
import { openTestPhotos } from "../src/test-photos.ts";
import { drawScreen, type DrawnScreen } from "../src/test-screens.ts";

let server: Server;
let browser: Browser;
let address: string;

beforeAll(async () => {
  const files = await buildPage();
  server = createServer((request, response) => {
    const path = request.url ?? "";
    for (const [name, value] of Object.entries(securityHeaders(address))) response.setHeader(name, value);
    response.setHeader("content-type", path === "/" ? "text/html" : "text/javascript");
    response.statusCode = files.has(path) ? 200 : 204;
    response.end(files.get(path));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  browser = await chromium.launch({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
});
afterAll(async () => {
  await browser?.close();
  server?.close();
});

async function buildPage(): Promise<Map<string, string>> {
  const result = await build({
    configFile: false,
    root: import.meta.dirname,
    logLevel: "error",
    worker: { format: "es" },
    build: {
      write: false,
      minify: false,
      target: "es2022",
      modulePreload: false,
      assetsInlineLimit: 0,
      rolldownOptions: { input: `${import.meta.dirname}/page.ts`, output: { entryFileNames: "page.js" } },
    },
  });
  const files = new Map([["/", "<!doctype html><title>test</title><body><script type=module src=/page.js></script>"]]);
  for (const { output } of [result].flat().filter((one) => "output" in one)) {
    for (const file of output) {
      files.set(`/${file.fileName}`, file.type === "chunk" ? file.code : Buffer.from(file.source).toString());
    }
  }
  return files;
}

async function show(screen: DrawnScreen): Promise<{ page: Page; sender: ScreenSender; faults: string[] }> {
  const page = await browser.newPage();
  const faults: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
  page.on("pageerror", (error) => faults.push(error.message));
  const photos = await openTestPhotos();
  const open: { sender?: ScreenSender } = {};
  await page.exposeFunction("answerOut", (message: string) => open.sender?.receive(Buffer.from(message, "base64")));
  await page.goto(address);
  await page.waitForFunction(() => "screenTest" in globalThis);
  let mail: Promise<unknown> = Promise.resolve();
  const sender = sendScreen(
    {
      capture: screen.capture,
      compress,
      same: (a, b) => Buffer.compare(a, b) === 0,
      encodePhoto: (photo, quality) => Promise.resolve(photos.encode(photo, quality)),
      send(message) {
        const text = Buffer.from(message).toString("base64");
        mail = mail.then(() => page.evaluate((bytes) => screenTest.receive(bytes), text)).catch(() => undefined);
        return true;
      },
      buffered: () => 0,
      trouble: () => {},
      now: () => performance.now(),
      worked: () => performance.now(),
      wallClock: () => Date.now(),
      schedule(act, ms) {
        const timer = setTimeout(act, ms);
        return () => clearTimeout(timer);
      },
    },
    { area: { x: 0, y: 0, width: screen.width, height: screen.height }, quality: "automatic" },
  );
  open.sender = sender;
  return { page, sender, faults };
}

async function expectExact(page: Page, { words, width, height }: DrawnScreen): Promise<void> {
  const rgba = Buffer.alloc(words.length * 4, 255);
  words.forEach((colour, n) => rgba.set([(colour >> 16) & 255, (colour >> 8) & 255, colour & 255], n * 4));
  const all = { text: rgba.toString("base64"), width, height };
  await expect
    .poll(() => page.evaluate((seen) => screenTest.wrongPixels(seen.text, seen.width, seen.height), all), {
      timeout: 20_000,
    })
    .toBe(0);
}

test("[R15] a real browser shows a desktop exactly: text, scrolling, and a film that came to rest", async () => {
  const screen = drawScreen(500, 333, { tells: true, noise: false });
  const shape = { width: 8, height: 9, hotX: 1, hotY: 2, pixels: new Uint8Array(8 * 9 * 4).fill(180) };
  const capture = { ...screen.capture, pointer: () => ({ x: 30, y: 40, shape }) };
  screen.text({ x: 0, y: 0, width: 500, height: 333 }, 0);
  const { page, sender, faults } = await show({ ...screen, capture });
  await expectExact(page, screen);

  screen.text({ x: 0, y: 0, width: 500, height: 333 }, 2);
  await expectExact(page, screen);

  for (let n = 0; n < 10; n++) {
    screen.photo({ x: 40, y: 30, width: 400, height: 250 }, n);
    const { frames } = sender.stats();
    await expect.poll(() => sender.stats().frames).toBeGreaterThan(frames);
  }
  await expectExact(page, screen);

  const told = await page.evaluate(() => ({ pointers: screenTest.pointers, sizes: screenTest.sizes }));
  expect(told.sizes).toEqual([[500, 333]]);
  expect(told.pointers.at(-1)).toMatchObject({ x: 30, y: 40, shape: { width: 8, height: 9, hotX: 1, hotY: 2 } });
  expect(faults).toEqual([]);
  sender.close();
  await page.close();
});
