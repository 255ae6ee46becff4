import type { PeerMessage, Privilege, Quality } from "@beckon/protocol/peer.ts";
import type { DesktopActs } from "./desktop-acts.ts";
import { makeListeners } from "./listeners.ts";
import type { Desktop, Host } from "./session-values.ts";

/** Faster moves than this are joined: no screen shows more. */
const MOVE_EVERY_MS = 8;
/** What comes before anybody looks is kept up to here; the stream's own window is far below. */
const MOST_EARLY = 400;

/** What the expert's side of a desktop needs of its session. */
export type DesktopViewPorts = {
  send(message: PeerMessage): boolean;
  sendScreen(message: Uint8Array): boolean;
  may(privilege: Privilege): boolean;
  show(desktop: Desktop | null): void;
};

/** The customer's desktop as the expert sees and moves it. */
export type DesktopView = {
  readonly acts: Omit<
    DesktopActs,
    | "copy"
    | "onCopied"
    | "sendFile"
    | "acceptFile"
    | "refuseFile"
    | "pauseTransfer"
    | "cancelTransfer"
    | "declineFile"
    | "setPeople"
    | "tellRecording"
  >;
  hearHost(host: Host): void;
  hear(message: Extract<PeerMessage, { type: "screen/monitors" | "screen/trouble" }>): void;
  take(bytes: Uint8Array): void;
  /** A new connection: what was chosen is said again. */
  renew(): void;
  lost(): void;
};

/** Nothing seen yet. */
export function makeDesktopView({ send, sendScreen, may, show }: DesktopViewPorts): DesktopView {
  const screen = makeListeners<Uint8Array>();
  let watchers = 0;
  let early: Uint8Array[] = [];
  let desktop: Desktop | null = null;
  let chosen: number | null = null;
  let quality: Quality = "automatic";
  let moving: { at: [number, number] } | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function become(change: Partial<Desktop>): void {
    desktop = { monitors: [], shown: null, trouble: null, quality, ...desktop, ...change };
    show(desktop);
  }

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    if (moving !== undefined) send({ type: "input/move", at: moving.at });
    moving = undefined;
  }

  /** Sends what must not be overtaken by moves, nor overtake them. */
  function act(message: PeerMessage): void {
    if (!may("control")) return;
    flush();
    send(message);
  }

  return {
    acts: {
      onScreen(listener) {
        const stop = screen.add(listener);
        watchers += 1;
        // The stream begins as soon as the two sides are connected; the page may need a moment more.
        for (const message of early) listener(message);
        early = [];
        return () => {
          stop();
          watchers -= 1;
        };
      },
      answerScreen: sendScreen,
      showMonitor(monitor) {
        chosen = monitor;
        send({ type: "screen/show", monitor });
      },
      setQuality(next) {
        quality = next;
        if (desktop !== null) become({ quality });
        send({ type: "screen/quality", quality });
      },
      moveMouse(x, y) {
        if (!may("control")) return;
        moving = { at: placeOf(x, y) };
        timer ??= setTimeout(flush, MOVE_EVERY_MS);
      },
      mouseButton(button, down, x, y) {
        moving = undefined;
        act({ type: "input/button", at: placeOf(x, y), button, down });
      },
      wheel(dx, dy, x, y) {
        act({ type: "input/wheel", at: placeOf(x, y), dx: bounded(dx, -100, 100), dy: bounded(dy, -100, 100) });
      },
      key: (key, code, down) => act({ type: "input/key", key, code, down }),
      typeText(text) {
        for (const part of text.match(/[\s\S]{1,1999}(?![\udc00-\udfff])/g) ?? [])
          act({ type: "input/text", text: part });
      },
      releaseInput() {
        moving = undefined;
        flush();
        send({ type: "input/release" });
      },
      askForFile: () => void send({ type: "file/ask" }),
      askSystem: () => void send({ type: "system/ask" }),
      restartComputer: () => void send({ type: "system/restart" }),
      elevate: () => void send({ type: "system/elevate" }),
    },
    hearHost(host) {
      if (host.kind === "browser") {
        desktop = null;
        show(null);
      } else become({});
    },
    hear(message) {
      if (message.type === "screen/monitors") become({ monitors: message.monitors, shown: message.shown });
      else become({ trouble: message.trouble });
    },
    take(bytes) {
      if (watchers > 0) screen.tell(bytes);
      else if (early.length < MOST_EARLY) early.push(bytes);
    },
    renew() {
      if (quality !== "automatic") send({ type: "screen/quality", quality });
      if (chosen !== null) send({ type: "screen/show", monitor: chosen });
    },
    lost() {
      early = [];
      moving = undefined;
      flush();
    },
  };
}

function placeOf(x: number, y: number): [number, number] {
  return [bounded(x, 0, 1), bounded(y, 0, 1)];
}

function bounded(value: number, least: number, most: number): number {
  return Number.isFinite(value) ? Math.min(most, Math.max(least, value)) : least;
}
