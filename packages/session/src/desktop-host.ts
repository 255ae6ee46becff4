import type { PeerMessage, Privilege, SystemOutcome } from "@beckon/protocol/peer.ts";
import { holdInput } from "./held-input.ts";
import type { Machine, MachineScreen } from "./machine.ts";
import type { Desktop, Point } from "./session-values.ts";

const ASK_AGAIN_MS = 30_000;

/** What the customer's side of a desktop needs of its session. */
export type DesktopHostPorts = {
  machine: Machine;
  send(message: PeerMessage): boolean;
  sendScreen(message: Uint8Array): boolean;
  screenBuffered(): number;
  may(privilege: Privilege): boolean;
  show(desktop: Desktop): void;
  askFile(): void;
};

/** The customer's computer in one session: everything an expert asks for meets the privileges here [R4, X18]. */
export type DesktopHost = {
  /** Whether the message was one that may act. */
  handle(message: PeerMessage): boolean;
  /** What the expert's decoder answers. */
  answer(bytes: Uint8Array): void;
  /** Privileges changed: what is no longer granted ends now. */
  recheck(): void;
  /** A new connection, or none any more. */
  renew(): void;
  lost(): void;
  stop(): void;
};

/** Nothing is shown before `recheck` finds that it may be. */
export function makeDesktopHost(ports: DesktopHostPorts): DesktopHost {
  const { machine, may, send } = ports;
  const input = holdInput(machine.input);
  let screen: MachineScreen | undefined;
  let desktop: Desktop = { monitors: [], shown: null, quality: "automatic", trouble: null };
  let connected = false;
  let controlled = false;
  let stopped = false;
  const busy = new Set<string>();
  let declinedAt = -Infinity;

  function become(change: Partial<Desktop>): void {
    desktop = { ...desktop, ...change };
    ports.show(desktop);
  }

  function openScreen(): void {
    if (screen !== undefined || stopped || !connected || !may("see")) return;
    const opened = machine.openScreen({
      send: (message) => connected && may("see") && ports.sendScreen(message),
      buffered: ports.screenBuffered,
      monitors(list, shown) {
        become({ monitors: list, shown });
        send({ type: "screen/monitors", monitors: [...list], shown });
      },
      trouble(trouble) {
        become({ trouble });
        send({ type: "screen/trouble", trouble });
      },
    });
    screen = opened;
    opened.setQuality(desktop.quality);
    if (desktop.shown !== null) opened.show(desktop.shown);
  }

  function closeScreen(): void {
    screen?.close();
    screen = undefined;
  }

  /** A place in the picture as a pixel of the desktop; undefined while nothing is shown. */
  function placeOf([x, y]: Point): readonly [number, number] | undefined {
    const area = screen?.area();
    if (area === undefined || area.width === 0 || area.height === 0) return undefined;
    const across = Math.min(area.width - 1, Math.floor(x * area.width));
    return [area.x + across, area.y + Math.min(area.height - 1, Math.floor(y * area.height))];
  }

  function act(message: Extract<PeerMessage, { type: `input/${string}` }>): boolean {
    if (message.type === "input/release") {
      input.release();
      return true;
    }
    if (!may("control")) return false;
    if ("at" in message) {
      const place = placeOf(message.at);
      if (place === undefined) return false;
      input.move(...place);
    }
    switch (message.type) {
      case "input/button":
        input.button(message.button, message.down);
        break;
      case "input/wheel":
        input.wheel(message.dx, message.dy);
        break;
      case "input/key":
        input.key(message.key, message.code, message.down);
        break;
      case "input/text":
        input.text(message.text);
        break;
      default:
        break;
    }
    return true;
  }

  /** One at a time: asked in a flood, none of it is done twice. False when it is being done already. */
  function once(what: "restart" | "elevate" | "facts", doing: () => Promise<void>): boolean {
    if (busy.has(what)) return false;
    busy.add(what);
    doing()
      .catch((error: unknown) => console.warn(error))
      .finally(() => busy.delete(what));
    return true;
  }

  function answerWith(to: "restart" | "elevate", doing: () => Promise<SystemOutcome>): boolean {
    return once(to, async () => {
      const outcome = await doing().catch((error: unknown): SystemOutcome => {
        console.warn(error);
        return "failed";
      });
      send({ type: "system/answer", to, outcome });
    });
  }

  /** Whoever was told no by the system's own question does not put it before the customer again at once. */
  async function elevate(): Promise<SystemOutcome> {
    if (performance.now() - declinedAt < ASK_AGAIN_MS) return "declined";
    const outcome = await machine.elevate();
    if (outcome === "declined") declinedAt = performance.now();
    return outcome;
  }

  async function tellFacts(): Promise<void> {
    const facts = await machine.facts();
    // Taken back while they were gathered.
    if (may("control")) send({ type: "system/facts", facts });
  }

  return {
    handle(message) {
      switch (message.type) {
        case "input/move":
        case "input/button":
        case "input/wheel":
        case "input/key":
        case "input/text":
        case "input/release":
          return act(message);
        case "screen/show":
          if (!may("see")) return false;
          become({ shown: message.monitor });
          // What is held belongs to the picture as it was.
          input.release();
          screen?.show(message.monitor);
          return true;
        case "screen/quality":
          become({ quality: message.quality });
          screen?.setQuality(message.quality);
          return true;
        case "system/ask":
          if (!may("control")) return false;
          return once("facts", tellFacts);
        case "system/restart":
          if (!may("restart")) return false;
          return answerWith("restart", () => machine.restart());
        case "system/elevate":
          if (!may("control")) return false;
          return answerWith("elevate", elevate);
        case "file/ask":
          if (!may("files")) return false;
          ports.askFile();
          return true;
        default:
          return false;
      }
    },
    answer: (bytes) => screen?.receive(bytes),
    recheck() {
      // Another expert's hands are not touched by rights that this one never had.
      if (controlled && !may("control")) input.stop();
      controlled = may("control");
      if (may("see")) openScreen();
      else closeScreen();
    },
    renew() {
      connected = true;
      input.release();
      send({ type: "screen/trouble", trouble: desktop.trouble });
      if (screen === undefined) openScreen();
      else screen.restart();
    },
    lost() {
      connected = false;
      input.release();
    },
    stop() {
      stopped = true;
      closeScreen();
      if (controlled) input.stop();
    },
  };
}
