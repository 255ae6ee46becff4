import { createHash } from "node:crypto";
import { peerMessage, type Privilege } from "@beckon/protocol/peer.ts";
import type { Copied, FileSink, FileSource } from "../src/machine.ts";
import type { Side, Transfer } from "../src/session-values.ts";
import { makeTransfers, type Transfers } from "../src/transfers.ts";

/** A number from 0 to 1 each time, the same ones for the same seed (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One side on the wire. */
export type End = {
  readonly transfers: Transfers;
  /** All there is to show, as last told. */
  list: readonly Transfer[];
  /** What has arrived whole, by name. */
  readonly arrived: Map<string, Buffer>;
  /** Places that were given back. */
  discarded: number;
  readonly copied: Copied[];
  privileges: Privilege[];
  /** Bytes of files this side put on the wire, those said again included. */
  sentBytes: number;
  /** What a sink does with its next bytes. */
  onWrite: (bytes: Uint8Array) => Promise<void>;
};

/**
 * Two sides on a wire as a session's connections are: two channels in order, each with its own delay, and whatever is
 * under way when the wire is cut is lost without a word.
 */
export function layTransferWire(random: () => number) {
  type Parcel = { to: Side; text?: string; bytes?: Uint8Array };
  const channels = new Map<string, Parcel[]>();
  let cut = false;
  const ends = { customer: openEnd("customer"), expert: openEnd("expert") };

  function put(name: string, parcel: Parcel): boolean {
    // A cut is not noticed at once: what is sent meanwhile is taken, and lost.
    if (!cut) channels.set(name, [...(channels.get(name) ?? []), parcel]);
    return true;
  }

  function openEnd(side: Side): End {
    const other = side === "customer" ? "expert" : "customer";
    const end: End = {
      transfers: makeTransfers({
        side,
        send: (message) => put(`peer ${side}`, { to: other, text: JSON.stringify(message) }),
        sendBytes(_channel, bytes) {
          end.sentBytes += bytes.length;
          return put(`bulk ${side}`, { to: other, bytes });
        },
        buffered: () => (random() < 0.1 ? 300_000 : 0),
        may: (privilege) => end.privileges.includes(privilege),
        show: (list) => (end.list = list),
        async copied(what) {
          end.copied.push(what);
        },
        receiveFile: side === "customer" ? async (name) => sinkOf(end, name) : undefined,
      }),
      list: [],
      arrived: new Map(),
      discarded: 0,
      copied: [],
      privileges: ["files", "clipboard"],
      sentBytes: 0,
      onWrite: () => Promise.resolve(),
    };
    return end;
  }

  function deliver(): void {
    const full = [...channels.values()].filter(({ length }) => length > 0);
    const channel = full[Math.floor(random() * full.length)];
    for (let many = 1 + Math.floor(random() * 8); many > 0; many -= 1) {
      const parcel = channel?.shift();
      if (parcel === undefined) return;
      const { transfers } = ends[parcel.to];
      if (parcel.bytes !== undefined) transfers.take(parcel.bytes);
      else {
        const message = peerMessage.parse(JSON.parse(parcel.text ?? ""));
        if (message.type.startsWith("transfer/")) transfers.handle(message as Parameters<Transfers["handle"]>[0]);
      }
    }
  }

  return {
    get customer() {
      return ends.customer;
    },
    get expert() {
      return ends.expert;
    },
    /** This side begins anew and knows nothing of before. */
    reload(side: Side): void {
      ends[side] = openEnd(side);
    },
    /** Everything under way is lost, and each side notices in its own time. */
    cut() {
      cut = true;
      channels.clear();
    },
    notice: (side: Side) => ends[side].transfers.connected(false),
    mend() {
      cut = false;
      channels.clear();
      // As sessions do it: the last connection may have gone without anybody noticing.
      for (const { transfers } of Object.values(ends)) transfers.connected(false);
      for (const { transfers } of Object.values(ends)) transfers.connected(true);
    },
    /** Lets things arrive until `done`; rejects when that takes too long. */
    async run(done: () => boolean, each: () => void = () => undefined): Promise<void> {
      for (const end = Date.now() + 20_000; !done();) {
        if (Date.now() > end) throw new Error("It never ends");
        each();
        deliver();
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
    /** Lets everything that is under way arrive, and be shown. */
    async settle(): Promise<void> {
      let last = Date.now();
      await this.run(
        () => Date.now() - last > 150,
        () => {
          if ([...channels.values()].some(({ length }) => length > 0)) last = Date.now();
        },
      );
    },
  };
}

/** A place of this side's for a file. */
export function sinkOf(end: End, name: string): FileSink {
  const pieces: Uint8Array[] = [];
  return {
    name,
    async write(bytes) {
      await end.onWrite(bytes);
      pieces.push(bytes);
    },
    async finish() {
      if (end.arrived.has(name)) throw new Error(`${name} came twice`);
      end.arrived.set(name, Buffer.concat(pieces));
    },
    async discard() {
      end.discarded += 1;
    },
  };
}

/** A file in memory; `closed` counts how often it was given back. */
export function sourceOf(name: string, content: Buffer): FileSource & { closed: number; content: Buffer } {
  const source = {
    name,
    size: content.length,
    content,
    closed: 0,
    read: async (offset: number, length: number) => new Uint8Array(source.content.subarray(offset, offset + length)),
    async close() {
      source.closed += 1;
    },
  };
  return source;
}

/** That many bytes which no shift or swap leaves the same. */
export function contentOf(size: number, seed: number): Buffer {
  const block = createHash("sha512").update(String(seed)).digest();
  const content = Buffer.alloc(size);
  for (let at = 0; at < size; at += 64) {
    block.copy(content, at);
    if (at + 8 <= size) content.writeUInt32LE(at, at);
  }
  return content;
}

/** How it stands with the transfer, as this side shows it. */
export function standOf(end: End, id: string | null): Transfer | undefined {
  return end.list.find((one) => one.id === id);
}
