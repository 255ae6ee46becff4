import type { Copied, MachineClipboard } from "@beckon/session/machine.ts";
import { viewBytes, type Pointer } from "../native-library.ts";
import type { Display } from "./display.ts";

const PUMP_MS = 25;
const ANSWER_WITHIN_MS = 3_000;
const MOST_BYTES = 16 * 1_048_576;
const SELECTION_CLEAR = 29;
const SELECTION_REQUEST = 30;
const SELECTION_NOTIFY = 31;
const PROPERTY_NOTIFY = 28;
const PROPERTY_CHANGES = 1 << 22;
const OWNER_CHANGES = 1n;
const ANY_TYPE = 0n;

/** The clipboard as an X selection: text and PNG, to other programs and from them, pieces of any size [R14]. */
export function openClipboard(display: Display): MachineClipboard & { close(): void } {
  const { x, d, root, atom } = display;
  const window = x.XCreateWindow(d, root, -10, -10, 1, 1, 0, 0, 2, null, 0, null) as bigint;
  x.XSelectInput(d, window, PROPERTY_CHANGES);
  const codes = [new Int32Array(1), new Int32Array(1)];
  const watches = (x.XFixesQueryExtension(d, codes[0], codes[1]) as number) !== 0;
  const ownerChanged = (codes[0]?.[0] ?? 0) + 0;
  const CLIPBOARD = atom("CLIPBOARD");
  const TEXTS = [atom("UTF8_STRING"), atom("text/plain;charset=utf-8")];
  const PNG = atom("image/png");
  const PLACE = atom("BECKON_CLIPBOARD");
  const INCR = atom("INCR");
  const most = Number(x.XExtendedMaxRequestSize(d) as number) * 4 - 4_096;
  const largest = most > 0 ? most : Number(x.XMaxRequestSize(d) as number) * 4 - 4_096;

  let own: Copied | undefined;
  const listeners = new Set<(copied: Copied) => void>();
  let wanted: Wanted | undefined;
  const outgoing = new Map<string, { bytes: Uint8Array; at: number; type: bigint }>();
  if (watches) x.XFixesSelectSelectionInput(d, window, CLIPBOARD, OWNER_CHANGES);
  display.sync();

  type Wanted = {
    target: bigint;
    parts: Uint8Array[];
    gathering: boolean;
    settle(bytes: Uint8Array | undefined): void;
  };

  /** Asks whoever owns the clipboard for it in one form. */
  function ask(target: bigint): Promise<Uint8Array | undefined> {
    const { promise, resolve } = Promise.withResolvers<Uint8Array | undefined>();
    const timer = setTimeout(() => settle(undefined), ANSWER_WITHIN_MS);
    const settle = (bytes: Uint8Array | undefined): void => {
      clearTimeout(timer);
      if (wanted?.settle === settle) wanted = undefined;
      resolve(bytes);
    };
    wanted?.settle(undefined);
    wanted = { target, parts: [], gathering: false, settle };
    x.XDeleteProperty(d, window, PLACE);
    x.XConvertSelection(d, CLIPBOARD, target, PLACE, window, 0);
    x.XFlush(d);
    return promise;
  }

  /** Reads what was put into our property, and takes it away. */
  function readPlace(): { type: bigint; bytes: Uint8Array } {
    const [type, format, items, after, data] = [1, 1, 1, 1, 1].map(() => new BigUint64Array(1)) as [
      BigUint64Array,
      BigUint64Array,
      BigUint64Array,
      BigUint64Array,
      BigUint64Array,
    ];
    const kind = new Int32Array(format.buffer, 0, 1);
    x.XGetWindowProperty(d, window, PLACE, 0, MOST_BYTES / 4, 1, ANY_TYPE, type, kind, items, after, data);
    const at = data[0] ?? 0n;
    const count = Number(items[0] ?? 0n);
    // Formats of 32 bits are `long`s in memory.
    const length = kind[0] === 32 ? count * 8 : kind[0] === 16 ? count * 2 : count;
    const bytes = at === 0n || length === 0 ? new Uint8Array() : viewBytes(at as Pointer, length).slice();
    if (at !== 0n) x.XFree(at);
    return { type: type[0] ?? 0n, bytes };
  }

  async function readClipboard(): Promise<Copied | undefined> {
    const offered = await ask(atom("TARGETS"));
    if (offered === undefined) return undefined;
    const targets = new BigUint64Array(offered.buffer, 0, Math.floor(offered.length / 8));
    const text = TEXTS.find((target) => targets.includes(target));
    const target = targets.includes(PNG) ? PNG : text;
    const bytes = target === undefined ? undefined : await ask(target);
    if (bytes === undefined || bytes.length === 0) return undefined;
    return target === PNG
      ? { media: "image/png", bytes }
      : { media: "text/plain", text: new TextDecoder().decode(bytes) };
  }

  function hearOwner(): void {
    if (listeners.size === 0) return;
    const owner = BigInt(x.XGetSelectionOwner(d, CLIPBOARD) as number);
    if (owner === BigInt(window) || owner === 0n) return;
    readClipboard().then(
      (copied) => {
        if (copied !== undefined) for (const listener of listeners) listener(copied);
      },
      (error: unknown) => console.warn(error),
    );
  }

  /** Somebody pastes what we put there. */
  function serve(event: Buffer): void {
    const requestor = event.readBigUInt64LE(40);
    const target = event.readBigUInt64LE(56);
    const asked = event.readBigUInt64LE(64);
    const property = asked === 0n ? target : asked;
    const given = give(requestor, target, property);
    // An XSelectionEvent, which tells where the answer is; property 0 means that there is none.
    const answer = Buffer.alloc(192);
    answer.writeInt32LE(SELECTION_NOTIFY, 0);
    answer.writeBigUInt64LE(requestor, 32);
    answer.writeBigUInt64LE(event.readBigUInt64LE(48), 40);
    answer.writeBigUInt64LE(target, 48);
    answer.writeBigUInt64LE(given ? property : 0n, 56);
    answer.writeBigUInt64LE(event.readBigUInt64LE(72), 64);
    x.XSendEvent(d, requestor, 0, 0, answer);
    display.sync();
  }

  function give(requestor: bigint, target: bigint, property: bigint): boolean {
    if (own === undefined) return false;
    const texts = own.media === "text/plain" ? [...TEXTS, atom("STRING"), atom("TEXT")] : [];
    const targets = [atom("TARGETS"), ...texts, ...(own.media === "image/png" ? [PNG] : [])];
    if (target === atom("TARGETS")) {
      const list = new BigUint64Array(targets);
      x.XChangeProperty(d, requestor, property, atom("ATOM"), 32, 0, Buffer.from(list.buffer), list.length);
      return true;
    }
    if (!targets.includes(target)) return false;
    const bytes = own.media === "image/png" ? own.bytes : new TextEncoder().encode(own.text);
    if (bytes.length < largest) {
      x.XChangeProperty(d, requestor, property, target, 8, 0, bytes, bytes.length);
      return true;
    }
    // Too much for one request: in pieces, each when the one before was taken away.
    x.XSelectInput(d, requestor, PROPERTY_CHANGES);
    x.XChangeProperty(
      d,
      requestor,
      property,
      INCR,
      32,
      0,
      Buffer.from(new BigUint64Array([BigInt(bytes.length)]).buffer),
      1,
    );
    outgoing.set(`${requestor} ${property}`, { bytes, at: 0, type: target });
    return true;
  }

  function hearProperty(event: Buffer): void {
    const owner = event.readBigUInt64LE(32);
    const property = event.readBigUInt64LE(40);
    const deleted = event.readInt32LE(56) === 1;
    const key = `${owner} ${property}`;
    const piece = outgoing.get(key);
    if (deleted && piece !== undefined) {
      const part = piece.bytes.subarray(piece.at, piece.at + Math.floor(largest / 2));
      piece.at += part.length;
      x.XChangeProperty(d, owner, property, piece.type, 8, 0, part, part.length);
      // An empty piece says that it was the last.
      if (part.length === 0) outgoing.delete(key);
      x.XFlush(d);
    } else if (!deleted && owner === BigInt(window) && property === PLACE && wanted?.gathering === true) {
      const { bytes } = readPlace();
      const total = wanted.parts.reduce((sum, part) => sum + part.length, 0) + bytes.length;
      if (total > MOST_BYTES) wanted.settle(undefined);
      else if (bytes.length === 0) wanted.settle(Buffer.concat(wanted.parts));
      else wanted.parts.push(bytes);
    }
  }

  function hearAnswer(event: Buffer): void {
    if (wanted === undefined || event.readBigUInt64LE(48) !== wanted.target) return;
    if (event.readBigUInt64LE(56) === 0n) return wanted.settle(undefined);
    const { type, bytes } = readPlace();
    if (type === INCR) wanted.gathering = true;
    else wanted.settle(bytes);
  }

  const timer = setInterval(() => {
    if (!display.alive) return;
    display.events((event) => {
      const kind = event.readInt32LE(0);
      if (kind === SELECTION_REQUEST) serve(event);
      else if (kind === SELECTION_NOTIFY) hearAnswer(event);
      else if (kind === PROPERTY_NOTIFY) hearProperty(event);
      else if (kind === SELECTION_CLEAR) own = undefined;
      else if (watches && kind === ownerChanged) hearOwner();
    });
  }, PUMP_MS);
  timer.unref();

  return {
    async write(copied) {
      if (!display.alive) throw new Error("There is no clipboard any more.");
      own = copied;
      x.XSetSelectionOwner(d, CLIPBOARD, window, 0);
      display.sync();
    },
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      clearInterval(timer);
      listeners.clear();
      wanted?.settle(undefined);
    },
  };
}
