import type { Copied, MachineClipboard } from "@beckon/session/machine.ts";
import { decodePng, encodePng } from "../../png.ts";
import { viewBytes, type Pointer } from "../native-library.ts";
import { readDib, writeDib, writeDibV5 } from "./dib.ts";
import type { Windows } from "./libraries.ts";
import type { MessagePump } from "./message-pump.ts";

const LOOK_MS = 150;
/** How often, and how long apart, the clipboard is asked for that another program holds. */
const TRIES = 12;
const PAUSE_MS = 25;
const MOST_BYTES = 64 * 1_048_576;
const FORMAT = { dib: 8, text: 13, dibV5: 17 } as const;
const MOVABLE = 2;

/** Windows' clipboard: text and pictures, to other programs and from them [R14]. */
export function openClipboard(windows: Windows, pump: MessagePump): MachineClipboard & { close(): void } {
  const owner = pump.makeWindow({ more: 0, style: 0, hidden: true });
  const register = (name: string): number => windows.RegisterClipboardFormatW(name) as number;
  const PNG = register("PNG");
  // Password managers say by these that a copy is for nobody but the program it is pasted into.
  const PRIVATE = [register("ExcludeClipboardContentFromMonitorProcessing"), register("Clipboard Viewer Ignore")];
  const sequence = (): number => windows.GetClipboardSequenceNumber() as number;
  const listeners = new Set<(copied: Copied) => void>();
  let seen = sequence();
  let looking = false;

  /** Does something with the clipboard held; undefined when another program does not let go of it. */
  async function hold<Result>(act: () => Result): Promise<Result | undefined> {
    for (let tried = 0; tried < TRIES; tried += 1) {
      if ((windows.OpenClipboard(owner) as number) !== 0) {
        try {
          return act();
        } finally {
          windows.CloseClipboard();
        }
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
    return undefined;
  }

  /** A copy of what is there in a form; undefined when it is not, or is too much. */
  function take(format: number): Uint8Array | undefined {
    const memory = windows.GetClipboardData(format) as Pointer | null;
    const at = memory === null ? null : (windows.GlobalLock(memory) as Pointer | null);
    if (at === null) return undefined;
    const length = Number(windows.GlobalSize(memory) as number);
    const bytes = length > MOST_BYTES ? undefined : viewBytes(at, length).slice();
    windows.GlobalUnlock(memory);
    return bytes;
  }

  function put(format: number, bytes: Uint8Array): boolean {
    const memory = windows.GlobalAlloc(MOVABLE, bytes.length) as Pointer | null;
    const at = memory === null ? null : (windows.GlobalLock(memory) as Pointer | null);
    if (at === null) return false;
    viewBytes(at, bytes.length).set(bytes);
    windows.GlobalUnlock(memory);
    // From here on it is the system's memory, unless it was not taken.
    const taken = windows.SetClipboardData(format, memory) !== null;
    if (!taken) windows.GlobalFree(memory);
    return taken;
  }

  /** The forms in which it is there, those the other program gave itself first. */
  function formats(): number[] {
    const found: number[] = [];
    for (let next = 0; (next = windows.EnumClipboardFormats(next) as number) !== 0;) found.push(next);
    return found;
  }

  type Taken = { form: "text" | "png" | "dib"; bytes: Uint8Array };
  function takeBest(): Taken | undefined {
    const there = formats();
    if (there.some((format) => PRIVATE.includes(format))) return undefined;
    // Office programs copy text as a picture as well: text is what is meant then.
    const dib = there.find((format) => format === FORMAT.dib || format === FORMAT.dibV5);
    const [form, format] = there.includes(FORMAT.text)
      ? (["text", FORMAT.text] as const)
      : there.includes(PNG)
        ? (["png", PNG] as const)
        : (["dib", dib] as const);
    const bytes = format === undefined ? undefined : take(format);
    return bytes === undefined ? undefined : { form, bytes };
  }

  async function read(): Promise<Copied | undefined> {
    const taken = await hold(takeBest);
    if (taken === undefined) return undefined;
    const { form, bytes } = taken;
    if (form === "png") return { media: "image/png", bytes };
    if (form === "dib") {
      const picture = await readDib(bytes);
      return picture && { media: "image/png", bytes: await encodePng(picture) };
    }
    const text = readText(bytes);
    return text === "" ? undefined : { media: "text/plain", text };
  }

  async function look(): Promise<void> {
    if (looking || sequence() === seen) return;
    looking = true;
    try {
      seen = sequence();
      if (listeners.size === 0) return;
      const copied = await read();
      if (copied !== undefined) for (const listener of listeners) listener(copied);
    } finally {
      looking = false;
    }
  }
  const timer = setInterval(() => {
    look().catch((error: unknown) => console.warn(error));
  }, LOOK_MS);
  timer.unref();

  return {
    async write(copied) {
      const forms = await formsOf(copied, PNG);
      const done = await hold(() => {
        windows.EmptyClipboard();
        const all = forms.map(([format, bytes]) => put(format, bytes));
        seen = sequence();
        return all.includes(true);
      });
      // Closing it counts as a change as well.
      if (done === true) seen = sequence();
      if (done !== true) throw new Error("Another program holds the clipboard.");
    },
    watch(listener) {
      if (listeners.size === 0) seen = sequence();
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      clearInterval(timer);
      listeners.clear();
      pump.destroyWindow(owner);
    },
  };
}

/** What is put there, in all the forms in which programs look for it. */
async function formsOf(copied: Copied, png: number): Promise<[format: number, bytes: Uint8Array][]> {
  if (copied.media === "text/plain") return [[FORMAT.text, writeText(copied.text)]];
  const picture = await decodePng(copied.bytes);
  return [
    [png, copied.bytes],
    ...(picture === undefined
      ? []
      : ([
          [FORMAT.dibV5, await writeDibV5(picture)],
          [FORMAT.dib, await writeDib(picture)],
        ] satisfies [number, Uint8Array][])),
  ];
}

/** Text as Windows has it: UTF-16, ends of lines of two characters, a zero at the end. */
export function writeText(text: string): Buffer {
  return Buffer.from(`${text.replaceAll(/\r?\n/g, "\r\n")}\0`, "utf16le");
}

export function readText(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length & ~1).toString("utf16le");
  return (text.split("\0", 1)[0] ?? "").replaceAll("\r\n", "\n");
}
