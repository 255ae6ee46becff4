import koffi from "koffi";
import type { Pointer } from "../native-library.ts";
import type { Windows } from "./libraries.ts";

/** A message that was posted to a window. */
export type Message = { readonly what: number; readonly wide: bigint; readonly long: bigint };
/** What a window is to be; styles are Windows' own bits. */
export type WindowWish = {
  more: number;
  style: number;
  title?: string;
  box?: readonly [x: number, y: number, width: number, height: number];
  /** The ground it is painted with, as 0xrrggbb. */
  colour?: number;
  cursor?: number;
  /** Never seen: there only to be sent messages. */
  hidden?: boolean;
};

/** The windows of this program, and the messages that come for them. */
export type MessagePump = {
  /** Makes a window; throws when Windows makes none. `hear` gets what is posted to it. */
  makeWindow(wish: WindowWish, hear?: (message: Message) => void): Pointer;
  destroyWindow(window: Pointer): void;
  close(): void;
};

const PUMP_MS = 25;
const MESSAGE_BYTES = 48;
const CLASS_BYTES = 80;
const REMOVE = 1;
const ONLY_MESSAGES = 0xfffffffffffffffdn;

/**
 * Takes messages from Windows and hands them out. The windows' procedure is the system's own, so that nothing calls into
 * this program while it does something else: what matters here is posted, and read from the queue.
 */
export function openMessagePump(windows: Windows): MessagePump {
  const hearers = new Map<Pointer, (message: Message) => void>();
  const kinds = new Map<Pointer, string>();
  let count = 0;
  const message = Buffer.alloc(MESSAGE_BYTES);
  const library = windows.GetModuleHandleW("user32.dll");
  const procedure = windows.GetProcAddress(library, "DefWindowProcW") as Pointer;
  const program = windows.GetModuleHandleW(null) as Pointer;

  /** A kind of window for one window only: it goes with it, and its ground as well. */
  function makeKind(colour: number | undefined, cursor: number): string {
    count += 1;
    const kind = `Beckon ${process.pid} ${count}`;
    const name = Buffer.from(`${kind}\0`, "utf16le");
    const description = Buffer.alloc(CLASS_BYTES);
    description.writeUInt32LE(CLASS_BYTES, 0);
    description.writeBigUInt64LE(procedure, 8);
    description.writeBigUInt64LE(program, 24);
    description.writeBigUInt64LE((windows.LoadCursorW(null, BigInt(cursor)) as Pointer | null) ?? 0n, 40);
    if (colour !== undefined) description.writeBigUInt64LE(windows.CreateSolidBrush(swapEnds(colour)) as Pointer, 48);
    description.writeBigUInt64LE(koffi.address(name), 64);
    windows.RegisterClassExW(description);
    return kind;
  }

  const timer = setInterval(() => {
    while ((windows.PeekMessageW(message, null, 0, 0, REMOVE) as number) !== 0) {
      const window = message.readBigUInt64LE(0);
      const posted = {
        what: message.readUInt32LE(8),
        wide: message.readBigUInt64LE(16),
        long: message.readBigUInt64LE(24),
      };
      windows.TranslateMessage(message);
      windows.DispatchMessageW(message);
      hearers.get(window)?.(posted);
    }
  }, PUMP_MS);
  timer.unref();

  function destroyWindow(window: Pointer): void {
    hearers.delete(window);
    const kind = kinds.get(window);
    if (kind === undefined) return;
    kinds.delete(window);
    windows.DestroyWindow(window);
    windows.UnregisterClassW(kind, program);
  }

  return {
    makeWindow({ more, style, title = "", box = [0, 0, 0, 0], colour, cursor = ARROW, hidden = false }, hear) {
      const kind = makeKind(colour, cursor);
      const parent = hidden ? ONLY_MESSAGES : null;
      const made = windows.CreateWindowExW(more, kind, title, style, ...box, parent, null, program, null);
      const window = made as Pointer | null;
      if (window === null) throw new Error("Windows makes no window for this program.");
      kinds.set(window, kind);
      if (hear !== undefined) hearers.set(window, hear);
      return window;
    },
    destroyWindow,
    close() {
      clearInterval(timer);
      for (const window of Array.from(kinds.keys())) destroyWindow(window);
    },
  };
}

const ARROW = 32_512;

/** Windows writes colours as 0xbbggrr. */
function swapEnds(colour: number): number {
  return ((colour & 0xff) << 16) | (colour & 0xff00) | ((colour >> 16) & 0xff);
}
