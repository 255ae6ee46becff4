import type {
  HostKind,
  Monitor,
  Privilege,
  Quality,
  ScreenTrouble,
  SystemFacts,
  SystemOutcome,
  TransferRefusal,
} from "@beckon/protocol/peer.ts";

/**
 * The customer's computer as a session needs it. The desktop module implements it; sessions decide who may use what
 * and when [R4]: nothing here asks again. Positions are the desktop's own pixels.
 */
export type Machine = {
  readonly kind: Exclude<HostKind, "browser">;
  /** What can be granted on this computer. */
  readonly offers: readonly Privilege[];
  /** Starts the screen's stream for one expert; the first frame is whole. */
  openScreen(outlet: ScreenOutlet): MachineScreen;
  readonly input: MachineInput;
  readonly clipboard: MachineClipboard;
  /** A place for a file of this size, in the folder the customer chose, under a safe and unused name [X20]. */
  receiveFile(name: string, size: number): Promise<FileSink | TransferRefusal>;
  facts(): Promise<SystemFacts>;
  /** Restarts the computer, having left a one-time start of the module that returns into the case. */
  restart(): Promise<SystemOutcome>;
  elevate(): Promise<SystemOutcome>;
};

/** Where a screen's stream goes. Messages are binary, at most 64 KiB, and arrive in order or not at all. */
export type ScreenOutlet = {
  /** False when there is no connection: the message is lost, and the next connection starts with a whole frame. */
  send(message: Uint8Array): boolean;
  /** Bytes handed to `send` that have not left this computer. */
  buffered(): number;
  monitors(list: readonly Monitor[], shown: number | null): void;
  trouble(trouble: ScreenTrouble | null): void;
};

/** One expert's view of the screen. */
export type MachineScreen = {
  /** Takes what the expert's decoder answered. */
  receive(message: Uint8Array): void;
  /** A new connection: forget what was sent, tell monitors again, begin with a whole frame. */
  restart(): void;
  show(monitor: number | null): void;
  setQuality(quality: Quality): void;
  /** The part of the desktop that is shown now. */
  area(): { x: number; y: number; width: number; height: number };
  close(): void;
};

/** Mouse and keyboard. Acts at once, or as soon as what came before is done; what is held is remembered by the session. */
export type MachineInput = {
  move(x: number, y: number): void;
  /** As in a browser's MouseEvent: 0 left, 1 middle, 2 right, 3 back, 4 forward. */
  button(button: number, down: boolean): void;
  /** In notches, right and down positive. */
  wheel(dx: number, dy: number): void;
  /** `key` and `code` as in a browser's KeyboardEvent: shortcuts, modifiers, special keys. */
  key(key: string, code: string, down: boolean): void;
  /** Types text by its meaning, whatever the keyboard's layout. */
  text(text: string): void;
  /** What was asked and is not done yet is never done. */
  forget(): void;
};

/** What was copied: text, or an image as PNG. */
export type Copied = { media: "text/plain"; text: string } | { media: "image/png"; bytes: Uint8Array };

export type MachineClipboard = {
  write(copied: Copied): Promise<void>;
  /** Calls `listener` with what the customer copies, not with what `write` put there; returns how to stop. */
  watch(listener: (copied: Copied) => void): () => void;
};

/** Where a file's bytes go. */
export type FileSink = {
  /** The name it has there, to be shown. */
  readonly name: string;
  /** Bytes are written one after another; a failure rejects. */
  write(bytes: Uint8Array): Promise<void>;
  /** All is there and checked: the file takes its final name. */
  finish(): Promise<void>;
  /** Takes back what was written. */
  discard(): Promise<void>;
};

/** Where a file's bytes come from. */
export type FileSource = {
  readonly name: string;
  readonly size: number;
  /** Exactly these bytes; fewer means that the file changed, which ends the transfer. */
  read(offset: number, length: number): Promise<Uint8Array>;
  close(): Promise<void>;
};
