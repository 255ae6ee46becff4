import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { LinkEvents } from "@beckon/session/link.ts";
import { hostSession } from "@beckon/session/remote-session.ts";
import { openXDisplay, type XDisplay } from "../testing/x-display.ts";
import { openCodecs } from "./codecs.ts";
import { openGranted } from "./granted.ts";
import { openKept } from "./kept.ts";
import { openLanding } from "./landing.ts";
import { openMachine } from "./machine.ts";
import { openLinuxPlatform } from "./platform/linux/linux-platform.ts";
import { openPartialFiles } from "./partial-files.ts";
import type { Platform } from "./ports.ts";
import { showDesktop } from "./show-desktop.ts";
import { eventually } from "../testing/eventually.ts";

/** The whole desktop, real but for the connection: an expert says all that the border lets through, all of it at once. */
let screen: XDisplay;
let platform: Platform;
let home = "";

beforeAll(async () => {
  screen = await openXDisplay();
  home = mkdtempSync(join(tmpdir(), "beckon-flood-"));
  platform = await openLinuxPlatform({
    env: { PATH: process.env["PATH"], DISPLAY: screen.name, HOME: screen.home },
    restartWords: ["true"],
  });
});
afterAll(async () => {
  platform.close();
  await screen.close();
  rmSync(home, { recursive: true, force: true });
});

async function begin() {
  let link: LinkEvents | undefined;
  const granted = openGranted(openKept(home), Date.now);
  const showing = showDesktop({
    platform,
    machine: openMachine({
      platform,
      landing: openLanding(join(home, "Downloads"), openPartialFiles(openKept(home))),
      codecs: openCodecs(),
      startWords: () => ["true"],
      data: home,
      beforeRestart: () => undefined,
      staysHere: () => undefined,
    }),
    host: (options, machine, privileges) =>
      hostSession({
        ...options,
        machine,
        privileges,
        links: {
          ready: () => Promise.resolve(),
          open(_side, _servers, _media, events) {
            link = events;
            return {
              up: true,
              handle: () => undefined,
              send: () => true,
              sendBytes: () => true,
              buffered: () => 0,
              setVideo: () => undefined,
              setAudio: () => undefined,
              configure: () => undefined,
              restart: () => false,
              reading: () => Promise.reject(new Error("nothing is measured")),
              close: () => undefined,
            };
          },
        },
      }),
    granted,
    frameWords: (names) => names.join(),
    stop: () => session.end(),
  });
  const ready = await showing.prepare();
  if (ready.is !== "ready") throw new Error("not ready");
  const rights = ["see", "point", "control", "clipboard", "files", "restart"] as const;
  const session = ready.start({ session: "s1", iceServers: [], signal: () => undefined }, rights);
  await eventually(() => expect(link).toBeDefined());
  return {
    session,
    say(message: object): void {
      const heard = link?.read(JSON.stringify(message));
      if (heard !== undefined) link?.message(heard);
    },
  };
}

const points = Array.from({ length: 200 }, (_, n) => [n % 2, (n * 7919) % 2]);
const FLOODS: Record<string, (n: number) => object> = {
  strokes: (n) => ({ type: "pen/draw", stroke: `s${n % 400}`, colour: `#${String(100_000 + n)}`, points }),
  text: () => ({ type: "input/text", text: "flood ñ ".repeat(249) }),
  keys: (n) => ({ type: "input/key", key: "a", code: "KeyA", down: n % 2 === 0 }),
  moves: (n) => ({ type: "input/move", at: [n % 2, 0.5] }),
  wheel: () => ({ type: "input/wheel", at: [0.5, 0.5], dx: 100, dy: -100 }),
  monitors: (n) => ({ type: "screen/show", monitor: n % 2 === 0 ? null : n }),
  quality: (n) => ({ type: "screen/quality", quality: n % 2 === 0 ? "sharp" : "smooth" }),
  questions: (n) => ({ type: "privilege/ask", privilege: n % 2 === 0 ? "record" : "files" }),
  facts: () => ({ type: "system/ask" }),
  offers: (n) => ({ type: "transfer/offer", id: `f${n}`, what: { is: "file", name: `${n}.txt` }, size: 5 }),
  chat: (n) => ({ type: "chat/line", line: { id: `l${n}`, at: n, from: "expert", text: "x".repeat(4_000) } }),
};

it.each(Object.keys(FLOODS))("[X18] [X8] a flood of %s does not hold Stop up", async (name) => {
  const { session, say } = await begin();
  const flood = FLOODS[name];
  let last = performance.now();
  let longest = 0;
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 1);
  for (let n = 0; n < 1_000; n += 1) {
    say(flood?.(n) ?? {});
    // A connection hands over some at a time.
    if (n % 50 === 49) await new Promise((resolve) => setImmediate(resolve));
  }
  // What was begun by it goes on for a while.
  const until = performance.now() + 300;
  await vi.waitUntil(() => performance.now() > until, { interval: 20 });
  clearInterval(timer);
  // Much more than it takes: other programs share this processor.
  expect(longest).toBeLessThan(1_000);
  const stopping = performance.now();
  session.end();
  expect(performance.now() - stopping).toBeLessThan(100);
  expect(session.get("state").is).toBe("ended");
});
