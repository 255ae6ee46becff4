import koffi from "koffi";
import type { Pointer } from "../native-library.ts";
import { loadX, type X } from "./libraries.ts";

/** One connection to the X server. What fails on the server's side is noted, not deadly. */
export type Display = {
  readonly x: X;
  readonly d: Pointer;
  readonly root: bigint;
  /** False once the server is gone; nothing may be asked of it then. */
  readonly alive: boolean;
  atom(name: string): bigint;
  /** Sends what waits, hears what came of it; the error's code if the server refused something since the last time, else 0. */
  sync(): number;
  /** Takes the events that have come; none may keep its bytes. */
  events(take: (event: Buffer) => void): void;
  close(): void;
};

let x: X | undefined;
let lastError = 0;
const dead = new Set<Pointer>();
/** Of poll(2): the other side hung up, halfway or whole. */
const HUNG_UP = { asked: 0x2000, told: 0x2000 | 0x8 | 0x10 | 0x20 } as const;
/** Kept for the life of the process: Xlib calls them. */
const handlers: unknown[] = [];

/** Opens a connection; throws in words when there is no display, or a library is missing. */
export function openDisplay(name: string | undefined): Display {
  if (name === undefined || name === "")
    throw new Error("There is no X display here: DISPLAY is not set. Start the program from a desktop session (X11).");
  x ??= prepare();
  const lib = x;
  const d = lib.XOpenDisplay(name) as Pointer | null;
  if (d === null || d === 0n)
    throw new Error(`The X display ${name} does not answer. Start the program from a desktop session.`);
  survive(d);
  const atoms = new Map<string, bigint>();
  const event = Buffer.alloc(192);
  let open = true;
  dead.delete(d);
  const line = Buffer.alloc(8);
  line.writeInt32LE(lib.XConnectionNumber(d) as number, 0);
  line.writeInt16LE(HUNG_UP.asked, 4);
  /** Asked before anything is: the libraries above Xlib stumble when the server is found gone in the middle of their work. */
  const isThere = (): boolean => {
    if (!open || dead.has(d)) return false;
    lib.poll(line, 1, 0);
    if ((line.readInt16LE(6) & HUNG_UP.told) !== 0) dead.add(d);
    return !dead.has(d);
  };

  return {
    x: lib,
    d,
    root: BigInt(lib.XDefaultRootWindow(d) as number),
    get alive() {
      return isThere();
    },
    atom(wanted) {
      const known = atoms.get(wanted) ?? BigInt(lib.XInternAtom(d, wanted, 0) as number);
      atoms.set(wanted, known);
      return known;
    },
    sync() {
      lastError = 0;
      lib.XSync(d, 0);
      return lastError;
    },
    events(take) {
      while (isThere() && (lib.XPending(d) as number) > 0) {
        lib.XNextEvent(d, event);
        take(event);
      }
    },
    close() {
      // Saying goodbye to a server that is gone would end the process.
      if (isThere()) lib.XCloseDisplay(d);
      open = false;
    },
  };
}

function prepare(): X {
  const loaded = loadX();
  loaded.XInitThreads();
  const onError = koffi.register(
    (_d: unknown, event: unknown) => {
      lastError = koffi.decode(event, 32, "uint8_t") as number;
      return 0;
    },
    koffi.pointer(koffi.proto("int BeckonErrorHandler(void *d, void *event)")),
  );
  handlers.push(onError);
  loaded.XSetErrorHandler(onError);
  const onGone = koffi.register(() => 0, koffi.pointer(koffi.proto("int BeckonGoneHandler(void *d)")));
  handlers.push(onGone);
  loaded.XSetIOErrorHandler(onGone);
  return loaded;
}

/** When the server goes away Xlib would end the process, unless two handlers say otherwise (libX11 1.7 and newer). */
function survive(d: Pointer): void {
  try {
    const set: unknown = koffi
      .load("libX11.so.6")
      .func("void XSetIOErrorExitHandler(void *d, void *handler, void *data)");
    const onExit = koffi.register(() => void dead.add(d), koffi.pointer(exitHandler()));
    handlers.push(onExit);
    (set as (...given: unknown[]) => void)(d, onExit, null);
  } catch {
    // An older libX11: the program ends with its display.
  }
}

let exitProto: ReturnType<typeof koffi.proto> | undefined;
function exitHandler() {
  exitProto ??= koffi.proto("void BeckonExitHandler(void *d, void *data)");
  return exitProto;
}

/** A number in memory that Xlib gave out. */
export function readInt(at: Pointer, offset: number): number {
  return koffi.decode(at, offset, "int32_t") as number;
}
export function readLong(at: Pointer, offset: number): bigint {
  return BigInt(koffi.decode(at, offset, "uint64_t") as number);
}
