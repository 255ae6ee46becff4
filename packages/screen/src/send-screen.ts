import type { Quality, ScreenTrouble } from "@beckon/protocol/peer.ts";
import type { Rect, ScreenCapture } from "./capture.ts";
import { encodeFrame } from "./encode-frame.ts";
import type { SameBytes } from "./find-changes.ts";
import { readAnswer } from "./format.ts";
import { openLineMeter } from "./line-meter.ts";
import { openEstimates } from "./photo-levels.ts";
import type { PhotoPixels } from "./photo-pixels.ts";
import { pixelsOf } from "./pixels.ts";
import { type FramePlan, planFrame } from "./plan-frame.ts";
import { openPointerWriter } from "./send-pointer.ts";
import { eachTile, openSentPicture, type SentPicture } from "./sent-picture.ts";

/** Milliseconds from one look at the screen to the next. */
const LOOK = 16;
/** While something changed within the last … */
const LIVELY = 2_000;
/** … the next change is looked for this often. */
const LOOK_LIVELY = 8;
const LOOK_AT_LEAST = 100;
const LOOK_IN_TROUBLE = 400;
/** A look takes no larger share of the time than one in … */
const BUSY_SHARE = 2.5;
const IDLE_SHARE = 8;
/** A decoder that asks for everything again and again is given it this often, in ms. */
const WHOLE_EVERY = 500;
const SAVING_LOOK = 100;

export type ScreenSenderParts = {
  capture: ScreenCapture;
  /** zstd, with the content's size in its header and no checksum. */
  compress(bytes: Uint8Array<ArrayBuffer>): Uint8Array;
  same: SameBytes;
  /** JPEG; `quality` from 1 to 100. */
  encodePhoto(photo: PhotoPixels, quality: number): Promise<Uint8Array>;
  /** False when there is no connection. */
  send(message: Uint8Array): boolean;
  /** Bytes handed over that have not left. */
  buffered(): number;
  trouble(trouble: ScreenTrouble | null): void;
  /** Milliseconds that never go back. */
  now(): number;
  /**
   * Milliseconds of processor time that looking and coding have used so far. Not those of the clock: on a computer that is busy
   * with other things, waiting would be taken for work, and the picture would come ever more seldom.
   */
  worked(): number;
  /** Milliseconds since 1970. */
  wallClock(): number;
  /** Calls `act` once, `ms` later; returns how to call it off. */
  schedule(act: () => void, ms: number): () => void;
};

export type SenderStats = {
  frames: number;
  bytes: number;
  inFlight: number;
  window: number;
  /** What the line carries, in bytes a second. */
  rate: number;
  /** Milliseconds there and back when nothing queues. */
  delay: number;
  /** Milliseconds of processor time spent on looking and coding, in all. */
  busy: number;
};

export type ScreenSender = {
  /** Takes what the decoder answered. */
  receive(message: Uint8Array): void;
  /** Shows this part of the desktop from now on. */
  show(area: Rect): void;
  /** A new connection: begins with a whole frame. */
  restart(): void;
  setQuality(quality: Quality): void;
  stats(): SenderStats;
  close(): void;
};

/** Sends a part of the desktop as a stream: at once where something changes, next to nothing where nothing does. */
export function sendScreen(parts: ScreenSenderParts, first: { area: Rect; quality: Quality }): ScreenSender {
  const { capture, now } = parts;
  const meter = openLineMeter();
  const estimates = openEstimates();
  const pointer = openPointerWriter(parts.compress);
  let { area, quality } = first;
  let epoch = 0;
  let picture: SentPicture | null = null;
  let whole = true;
  let wholeAt = Number.NEGATIVE_INFINITY;
  let told: ScreenTrouble | null = null;
  let connected = true;
  let coding = false;
  let waiting = false;
  let closed = false;
  let frames = 0;
  let bytes = 0;
  let busy = 0;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let changedAt = Number.NEGATIVE_INFINITY;
  let pause = LOOK;
  let callOff: (() => void) | null = null;

  function lookIn(ms: number): void {
    callOff?.();
    callOff = closed || !connected ? null : parts.schedule(look, ms);
  }

  function lookSoon(): void {
    if (!coding) lookIn(Math.max(1, lookedAt + pause - now()));
  }

  function look(): void {
    if (closed || coding || !connected) return;
    waiting = !meter.hasRoom() || parts.buffered() > meter.window();
    // An answer wakes it; should none come, the connection is gone and the next one will.
    if (waiting) return lookIn(LOOK_AT_LEAST);
    lookedAt = now();
    const before = parts.worked();
    tellPointer();
    const plan = planNext();
    if (plan !== null) sendFrame(plan);
    const spent = parts.worked() - before;
    busy += spent;
    pause = pauseAfter(spent, plan !== null);
    if (!coding) lookSoon();
  }

  function pauseAfter(spent: number, changed: boolean): number {
    if (told !== null) return LOOK_IN_TROUBLE;
    if (changed) changedAt = lookedAt;
    const least = lookedAt - changedAt < LIVELY ? LOOK_LIVELY : LOOK;
    if (!changed) return Math.min(LOOK_AT_LEAST, Math.max(least, spent * IDLE_SHARE));
    return Math.max(quality === "saveData" ? SAVING_LOOK : LOOK, spent * BUSY_SHARE);
  }

  let grabbed: ReturnType<typeof pixelsOf> | null = null;

  function planNext(): FramePlan | null {
    const grab = capture.grab(area);
    if (typeof grab === "string") {
      tellTrouble(grab);
      return null;
    }
    tellTrouble(null);
    if (grab.width === 0 || grab.height === 0) return null;
    if (picture === null || picture.seen.width !== grab.width || picture.seen.height !== grab.height) {
      picture = openSentPicture(grab.width, grab.height);
      whole = true;
    }
    const seen = picture;
    if (grab.changed === null) seen.pending.fill(1);
    else for (const rect of grab.changed) eachTile(seen, rect, (tile) => (seen.pending[tile] = 1));
    grabbed = pixelsOf(grab);
    return planFrame(grabbed, seen, { quality, bytes: meter.frameBytes(), estimates, same: parts.same, now: now() });
  }

  function sendFrame(plan: FramePlan): void {
    if (grabbed === null) return;
    const begun = epoch;
    frames += 1;
    const rest = encodeFrame(grabbed, plan, {
      id: frames,
      epoch,
      whole,
      capturedAt: parts.wallClock(),
      compress: parts.compress,
      encodePhoto: parts.encodePhoto,
      estimates,
      send: sendMessage,
      wanted: () => begun === epoch && !closed,
    });
    whole = false;
    if (rest === undefined) return;
    coding = true;
    void rest.then((failed) => {
      if (begun !== epoch) return;
      coding = false;
      if (picture !== null) for (const rect of failed) forget(picture, rect);
      lookSoon();
    });
  }

  function sendMessage(message: Uint8Array): void {
    if (!connected) return;
    meter.send(message.length, now());
    bytes += message.length;
    connected = parts.send(message);
  }

  function tellPointer(): void {
    for (const message of pointer.write(capture.pointer(), area, epoch)) sendMessage(message);
  }

  function tellTrouble(trouble: ScreenTrouble | null): void {
    if (trouble === told) return;
    told = trouble;
    parts.trouble(trouble);
  }

  function startAnew(): void {
    epoch = (epoch + 1) & 0xff;
    picture = null;
    whole = true;
    wholeAt = now();
    coding = false;
    waiting = false;
    pause = 0;
    meter.restart();
    pointer.restart();
    lookIn(0);
  }

  lookIn(0);
  return {
    receive(message) {
      const answer = readAnswer(message);
      if (answer === null || closed || answer.epoch !== epoch) return;
      if (answer.is === "done") {
        meter.acknowledge(answer.bytes, now(), answer.decodeMs);
        if (waiting && meter.hasRoom()) lookSoon();
      } else if (now() - wholeAt >= WHOLE_EVERY) startAnew();
      else {
        const asked = epoch;
        parts.schedule(() => {
          if (asked === epoch && !closed) startAnew();
        }, WHOLE_EVERY);
      }
    },
    show(next) {
      area = next;
      picture = null;
      pointer.restart();
      lookSoon();
    },
    restart() {
      connected = true;
      startAnew();
    },
    setQuality(next) {
      quality = next;
      lookSoon();
    },
    stats: () => ({
      frames,
      bytes,
      inFlight: meter.inFlight(),
      window: meter.window(),
      rate: meter.rate() * 1000,
      delay: meter.delay(),
      busy,
    }),
    close() {
      closed = true;
      callOff?.();
    },
  };
}

/** A photo did not come about: the tiles are sent again, exactly. */
function forget(picture: SentPicture, rect: Rect): void {
  eachTile(picture, rect, (tile) => {
    picture.pending[tile] = 1;
    picture.unknown[tile] = 1;
    picture.exactOnly[tile] = 1;
  });
}
