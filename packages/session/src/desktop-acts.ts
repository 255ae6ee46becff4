import type { PersonThere, Quality } from "@beckon/protocol/peer.ts";
import type { Copied, FileSink, FileSource } from "./machine.ts";

/** What a session can do with a desktop behind it, besides what it can do with any picture. Part of `RemoteSession`. */
export type DesktopActs = {
  /** Expert: each message of the screen's stream, for the decoder; returns how to stop. */
  onScreen(listener: (message: Uint8Array) => void): () => void;
  /** Expert: what the decoder answers. */
  answerScreen(message: Uint8Array): void;
  /** Expert: shows one monitor by its id, or all for null. */
  showMonitor(monitor: number | null): void;
  setQuality(quality: Quality): void;
  /** Expert, with `control`. Places are fractions of the picture that is shown. */
  moveMouse(x: number, y: number): void;
  mouseButton(button: number, down: boolean, x: number, y: number): void;
  wheel(dx: number, dy: number, x: number, y: number): void;
  /** By place and meaning, as a browser's KeyboardEvent names them. */
  key(key: string, code: string, down: boolean): void;
  typeText(text: string): void;
  /** Lets go of all that is held: the window lost the focus. */
  releaseInput(): void;
  /** Puts what was copied here on the other side's clipboard; null when that is not granted. */
  copy(copied: Copied): string | null;
  /** What was copied there, whole; returns how to stop. */
  onCopied(listener: (copied: Copied) => void): () => void;
  /** Offers a file; returns the transfer's id, null when that is not granted. Allowed again and again while others run. */
  sendFile(source: FileSource): string | null;
  /** Expert: takes an offered file into `sink`. (The desktop module takes by itself what is granted.) */
  acceptFile(transfer: string, sink: FileSink): void;
  refuseFile(transfer: string): void;
  pauseTransfer(transfer: string, paused: boolean): void;
  cancelTransfer(transfer: string): void;
  /** Expert: asks the customer to send a file. */
  askForFile(): void;
  /** Customer: does not send one. */
  declineFile(): void;
  /** Expert, with `control`: asks for the facts of the computer; they arrive as the value `system`. */
  askSystem(): void;
  /** Expert, with `restart`. */
  restartComputer(): void;
  elevate(): void;
  /** Customer: tells the expert who takes part beside the customer, whole [R9]. */
  setPeople(people: readonly PersonThere[]): void;
  /** Expert, with `record`: says whether a recording is kept just now. Taking `record` back sets it to false. */
  tellRecording(on: boolean): void;
};
