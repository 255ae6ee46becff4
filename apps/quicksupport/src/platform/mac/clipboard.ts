import type { Copied, MachineClipboard } from "@beckon/session/machine.ts";
import { viewBytes, type Pointer } from "../native-library.ts";
import type { ObjectiveC } from "./objective-c.ts";

const LOOK_EVERY_MS = 400;
const MOST_BYTES = 16 * 1_048_576;
const TEXT = "public.utf8-plain-text";
const PNG = "public.png";
const TIFF = "public.tiff";
const AS_PNG = 4;

/** The general pasteboard: text, and images as PNG [R14]. macOS tells nobody of changes, so its count is looked at. */
export function openClipboard(objc: ObjectiveC): MachineClipboard & { close(): void } {
  const listeners = new Set<(copied: Copied) => void>();
  const board = objc.send(objc.classOf("NSPasteboard"), "generalPasteboard");
  if (board === null) throw new Error("macOS gives no clipboard here.");
  const count = (): number => Number(objc.ask("int64_t", board, "changeCount"));
  let seen = count();

  const timer = setInterval(() => {
    const now = count();
    if (now === seen) return;
    seen = now;
    if (listeners.size === 0) return;
    const copied = objc.pool(() => readBoard(objc, board));
    if (copied !== undefined) for (const listener of listeners) listener(copied);
  }, LOOK_EVERY_MS);
  timer.unref();

  return {
    write(copied) {
      objc.pool(() => {
        objc.ask("int64_t", board, "clearContents");
        if (copied.media === "text/plain")
          objc.ask("bool", board, "setString:forType:", objc.text(copied.text.replaceAll("\0", "")), objc.text(TEXT));
        else objc.ask("bool", board, "setData:forType:", dataOf(objc, copied.bytes), objc.text(PNG));
      });
      // What we put there is not told.
      seen = count();
      return Promise.resolve();
    },
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      clearInterval(timer);
      listeners.clear();
    },
  };
}

function readBoard(objc: ObjectiveC, board: Pointer): Copied | undefined {
  const png = objc.send(board, "dataForType:", objc.text(PNG)) ?? tiffAsPng(objc, board);
  if (png !== null) {
    const length = Number(objc.ask("uint64_t", png, "length"));
    const bytes = objc.send(png, "bytes");
    if (bytes === null || length === 0 || length > MOST_BYTES) return undefined;
    return { media: "image/png", bytes: viewBytes(bytes, length).slice() };
  }
  const text = objc.send(board, "stringForType:", objc.text(TEXT));
  return text === null ? undefined : { media: "text/plain", text: objc.read(text) };
}

/** Pictures that are only there in macOS' own form. */
function tiffAsPng(objc: ObjectiveC, board: Pointer): Pointer | null {
  const tiff = objc.send(board, "dataForType:", objc.text(TIFF));
  const picture = tiff && objc.send(objc.classOf("NSBitmapImageRep"), "imageRepWithData:", tiff);
  const nothing = objc.send(objc.classOf("NSDictionary"), "dictionary");
  return picture && objc.send(picture, "representationUsingType:properties:", ["uint64_t", AS_PNG], nothing);
}

function dataOf(objc: ObjectiveC, bytes: Uint8Array): Pointer | null {
  const length = ["uint64_t", bytes.length] as const;
  return objc.send(objc.classOf("NSData"), "dataWithBytes:length:", ["const uint8_t *", Buffer.from(bytes)], length);
}
