import type { SystemFacts, SystemOutcome } from "@beckon/protocol/peer.ts";
import type { ScreenCapture } from "@beckon/screen/capture.ts";
import type { MachineClipboard, MachineInput } from "@beckon/session/machine.ts";

/**
 * What the module needs of the system it runs on; one folder under `platform/` a system. Positions are the desktop's
 * pixels from the top left of all monitors. What a system cannot do is absent or answered so, never faked.
 */
export type Platform = {
  readonly kind: "linux" | "windows" | "macos";
  readonly capture: ScreenCapture;
  readonly input: MachineInput;
  readonly clipboard: MachineClipboard;
  readonly overlay: Overlay;
  /** Calls `stop` when somebody presses the stop keys (Ctrl+Alt+Shift+Q) in any window; returns how to give them back. */
  watchStopKeys(stop: () => void): () => void;
  facts(): Promise<SystemFacts>;
  readonly shortcut: Shortcut;
  /** Leaves or takes back a start of `command` at the next sign-in, once; it removes itself when it ran. */
  readonly startOnce: { set(command: readonly string[]): Promise<void>; clear(): Promise<void> };
  restart(): Promise<SystemOutcome>;
  elevate(command: readonly string[]): Promise<SystemOutcome>;
  /** Absolute paths. `data` is the module's own, for its user alone; made when missing. */
  readonly folders: { data: string; downloads: string; desktop: string | null };
  /** Browsers to open the page in, best first: program and the words that open `url` as an app window. */
  browsers(url: string, profile: string): readonly { program: string; words: readonly string[] }[];
  /** Gives back everything that was taken of the system. */
  close(): void;
};

/** What is drawn over the customer's own desktop; clicks go through it, but for the stop control. */
export type Overlay = {
  /** A frame around every monitor and a small stop control on the primary one, while the screen is seen. */
  frame(shown: { readonly words: string; readonly stop: () => void } | null): void;
  /** Each expert's pointer and lines; replaces what was there. Line points are desktop pixels. */
  marks(marks: {
    readonly pointers: readonly { readonly x: number; readonly y: number; readonly colour: string }[];
    readonly lines: readonly { readonly colour: string; readonly points: readonly (readonly [number, number])[] }[];
  }): void;
};

/** The SOS shortcut on the desktop [M5]. */
export type Shortcut = {
  /** `icon` is a PNG of at least 128 pixels. Resolves to its path; null where there is no desktop folder. */
  create(shown: { label: string; icon: Uint8Array; command: readonly string[] }): Promise<string | null>;
  exists(): Promise<boolean>;
  remove(): Promise<void>;
};
