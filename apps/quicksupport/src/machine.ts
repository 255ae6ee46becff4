import type { Monitor } from "@beckon/protocol/peer.ts";
import type { Rect, ScreenCapture } from "@beckon/screen/capture.ts";
import { sendScreen } from "@beckon/screen/send-screen.ts";
import type { Machine, MachineScreen, ScreenOutlet } from "@beckon/session/machine.ts";
import type { Codecs } from "./codecs.ts";
import type { Landing } from "./landing.ts";
import type { Platform } from "./ports.ts";
import { workedMs } from "./worked.ts";

/** What a machine is made of besides the system: codecs, where files land, how the module comes back. */
export type MachineParts = {
  platform: Platform;
  landing: Landing;
  codecs: Codecs;
  /** The words that start this program, to come back after a restart or to run with more rights. */
  startWords(): readonly string[];
  /** Where the module's own data are, also for a start of it by another person of this computer. */
  data: string;
  /** Called before the computer restarts: remember what it comes back to. */
  beforeRestart(): void;
  /** Called when it does not restart after all. */
  staysHere(): void;
};

/** The customer's computer as sessions need it, made of what the system gives. */
export function openMachine(parts: MachineParts): Machine {
  const { platform, landing } = parts;
  const captures = shareCapture(platform.capture);
  return {
    kind: platform.kind,
    offers: ["see", "point", "control", "clipboard", "files", "restart", "record"],
    openScreen: (outlet) => openScreen(captures.open(), outlet, parts.codecs),
    input: platform.input,
    clipboard: platform.clipboard,
    receiveFile: (name, size) => landing.receive(name, size),
    facts: () => platform.facts(),
    async restart() {
      await platform.startOnce.set([...parts.startWords(), "--sos"]);
      parts.beforeRestart();
      const outcome = await platform.restart().catch((error: unknown) => {
        console.warn(error);
        return "failed" as const;
      });
      if (outcome === "comingBack" || outcome === "done") return outcome;
      parts.staysHere();
      await platform.startOnce.clear();
      return outcome;
    },
    elevate() {
      const words = parts.startWords();
      return platform.elevate([...words, ...(words.includes("--data") ? [] : ["--data", parts.data]), "--sos"]);
    },
  };
}

/** The desktop's pixels that are shown: one monitor, or all of them with what lies between. */
export function areaOf(monitors: readonly Monitor[], shown: number | null): Rect {
  const seen = monitors.filter(({ id }) => shown === null || id === shown);
  if (seen.length === 0) return { x: 0, y: 0, width: 0, height: 0 };
  const left = Math.min(...seen.map(({ x }) => x));
  const top = Math.min(...seen.map(({ y }) => y));
  return {
    x: left,
    y: top,
    width: Math.max(...seen.map(({ x, width }) => x + width)) - left,
    height: Math.max(...seen.map(({ y, height }) => y + height)) - top,
  };
}

type OpenCapture = ScreenCapture & { close(): void };

/** Lets several screens look at one capture: what changed since "the last grab" holds only for whoever grabs alone. */
function shareCapture(capture: ScreenCapture) {
  const open = new Set<{ fresh: boolean }>();
  return {
    open(): OpenCapture {
      const one = { fresh: true };
      open.add(one);
      return {
        monitors: () => capture.monitors(),
        watchMonitors: (changed) => capture.watchMonitors(changed),
        pointer: () => capture.pointer(),
        grab(area) {
          const grab = capture.grab(area);
          if (typeof grab === "string") return grab;
          const alone = open.size === 1 && !one.fresh;
          one.fresh = open.size > 1;
          return alone ? grab : { ...grab, changed: null };
        },
        close: () => open.delete(one),
      };
    },
  };
}

function openScreen(capture: OpenCapture, outlet: ScreenOutlet, codecs: Codecs): MachineScreen {
  let monitors = capture.monitors();
  let shown: number | null = null;
  let area = areaOf(monitors, shown);
  const sender = sendScreen(
    {
      capture,
      ...codecs,
      send: (message) => outlet.send(message),
      buffered: () => outlet.buffered(),
      trouble: (trouble) => outlet.trouble(trouble),
      now: () => performance.now(),
      worked: workedMs,
      wallClock: () => Date.now(),
      schedule(act, ms) {
        const timer = setTimeout(act, ms);
        return () => clearTimeout(timer);
      },
    },
    { area, quality: "automatic" },
  );

  const lookAgain = (): void => {
    monitors = capture.monitors();
    if (!monitors.some(({ id }) => id === shown)) shown = null;
    area = areaOf(monitors, shown);
    outlet.monitors(monitors, shown);
    sender.show(area);
  };
  const stopWatching = capture.watchMonitors(lookAgain);
  outlet.monitors(monitors, shown);

  return {
    receive: (message) => sender.receive(message),
    restart() {
      outlet.monitors(monitors, shown);
      sender.restart();
    },
    show(monitor) {
      shown = monitor;
      lookAgain();
    },
    setQuality: (quality) => sender.setQuality(quality),
    area: () => area,
    close() {
      stopWatching();
      sender.close();
      capture.close();
    },
  };
}
