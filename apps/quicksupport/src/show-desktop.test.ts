import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Machine } from "@beckon/session/machine.ts";
import { openCodecs } from "./codecs.ts";
import { openGranted } from "./granted.ts";
import { hostDesktop } from "./host-desktop.ts";
import { openKept } from "./kept.ts";
import { openLanding } from "./landing.ts";
import { openPartialFiles } from "./partial-files.ts";
import { areaOf, openMachine } from "./machine.ts";
import { noScreen } from "./no-screen.ts";
import type { Overlay, Platform } from "./ports.ts";
import { showDesktop } from "./show-desktop.ts";

let home = "";
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "beckon-show-"));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** A computer whose overlay and stop keys are looked at; its session has no network and a server that says nothing. */
async function begin(rights: Parameters<typeof hostDesktop>[2]) {
  let frame: Parameters<Overlay["frame"]>[0] = null;
  let press: (() => void) | undefined;
  const platform: Platform = {
    ...noScreen(home),
    overlay: {
      frame: (shown) => {
        frame = shown;
      },
      marks: () => undefined,
    },
    watchStopKeys(stop) {
      press = stop;
      return () => {
        press = undefined;
      };
    },
  };
  let screens = 0;
  const granted = openGranted(openKept(home), Date.now);
  const machine = openMachine({
    platform,
    landing: openLanding(join(home, "Downloads"), openPartialFiles(openKept(home))),
    codecs: openCodecs(),
    startWords: () => [],
    data: home,
    beforeRestart: () => granted.beforeRestart("s1", ["see", "control"]),
    staysHere: granted.staysHere,
  });
  const watched: Machine = {
    ...machine,
    openScreen(outlet) {
      const screen = machine.openScreen(outlet);
      screens += 1;
      return {
        ...screen,
        close() {
          screens -= 1;
          screen.close();
        },
      };
    },
  };
  const showing = showDesktop({
    platform,
    machine: watched,
    host: hostDesktop,
    granted,
    frameWords: (names) => `${names.join(" and ") || "Ana"} see your screen`,
    stop: () => showing.sessions.forEach((session) => session.end()),
  });
  const ready = await showing.prepare();
  if (ready.is !== "ready") throw new Error("not ready");
  const session = ready.start({ session: "s1", iceServers: [], signal: () => undefined }, rights);
  return {
    showing,
    session,
    frame: () => frame,
    press: () => press?.(),
    watched: () => press !== undefined,
    screens: () => screens,
    machine,
    granted,
  };
}

describe("[X18] [R4] the desktop that is shown", () => {
  it("has a frame while it is seen, and grants exactly what was ticked", async () => {
    const { session, frame } = await begin(["see", "control"]);
    expect(session.get("privileges")).toEqual(["see", "control"]);
    expect(frame()?.words).toBe("Ana see your screen");
    session.grant(["control"]);
    expect(frame()).not.toBeNull();
    session.grant(["files"]);
    expect(frame()).toBeNull();
    session.grant(["see"]);
    expect(frame()).not.toBeNull();
    session.end();
  });

  it("is stopped at once by the stop keys, without a network and whatever the server says", async () => {
    const { showing, session, frame, press, watched, screens } = await begin(["see", "control"]);
    const before = performance.now();
    press();
    expect(performance.now() - before).toBeLessThan(100);
    expect(session.get("state")).toEqual({ is: "ended", because: "endedHere" });
    expect([frame(), screens(), watched(), showing.sessions.size]).toEqual([null, 0, false, 0]);
    // A server that lies: nothing it sends begins anything again.
    session.handleSignal(JSON.stringify({ session: "s1", generation: 9e12, ready: true }));
    session.grant(["see", "control"]);
    expect([session.get("state").is, frame(), screens()]).toEqual(["ended", null, 0]);
  });

  it("is stopped at once by the control on the frame", async () => {
    const { session, frame } = await begin(["see"]);
    frame()?.stop();
    expect(session.get("state").is).toBe("ended");
    expect(frame()).toBeNull();
  });
});

describe("[R23] a colleague at the desktop that is shown", () => {
  it("sees by a stream of their own, is named on the frame, and goes without taking it away", async () => {
    const { showing, session, frame, screens, watched } = await begin(["see", "control"]);
    const options = { session: "s2", iceServers: [], signal: () => undefined };
    const colleague = showing.join(options, ["see", "point", "control", "files"], ["see", "point"]);
    if (colleague === null) throw new Error("not ready");
    expect(colleague.get("privileges")).toEqual(["see", "point"]);
    const person = { part: "colleague", may: ["see"] } as const;
    colleague.setPeople([
      { ...person, session: "s1", name: "Ana", may: [...person.may] },
      { ...person, session: "s2", name: "Ben", may: [...person.may] },
    ]);
    expect(frame()?.words).toBe("Ana and Ben see your screen");
    colleague.end();
    expect([frame() === null, watched(), session.get("state").is]).toEqual([false, true, "connecting"]);
    session.end();
    expect([frame(), screens(), watched(), showing.sessions.size]).toEqual([null, 0, false, 0]);
  });
});

describe("[R18] [X18] a restart that was granted", () => {
  it("comes back with nothing when the computer could not restart", async () => {
    const { machine, granted, session } = await begin(["see", "control"]);
    expect(await machine.restart()).toBe("notOffered");
    expect([granted.comesBack(), granted.take("s1")]).toEqual([false, null]);
    session.end();
  });

  it("comes back with nothing once a right was taken back, or the session was stopped", async () => {
    const { granted, session } = await begin(["see", "control"]);
    granted.beforeRestart("s1", ["see", "control"]);
    session.grant(["see"]);
    expect(granted.comesBack()).toBe(false);
    granted.beforeRestart("s1", ["see"]);
    session.end();
    expect(granted.comesBack()).toBe(false);
  });
});

it("the area of all monitors holds each of them, of one exactly it", () => {
  const monitor = { name: "", scale: 1, primary: false };
  const left = { ...monitor, id: 1, x: -1920, y: 40, width: 1920, height: 1080 };
  const right = { ...monitor, id: 2, x: 0, y: 0, width: 2560, height: 1440 };
  expect(areaOf([left, right], null)).toEqual({ x: -1920, y: 0, width: 4480, height: 1440 });
  expect(areaOf([left, right], 1)).toEqual({ x: -1920, y: 40, width: 1920, height: 1080 });
  expect(areaOf([], null)).toEqual({ x: 0, y: 0, width: 0, height: 0 });
});
