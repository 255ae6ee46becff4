import { createHash } from "node:crypto";
import { deflateSync } from "node:zlib";
import { describe, expect, it, vi } from "vitest";
import type { PeerMessage, Privilege } from "@beckon/protocol/peer.ts";
import type { Copied } from "./machine.ts";
import type { Transfer } from "./session-values.ts";
import { writePiece } from "./transfer-pieces.ts";
import { makeTransfers } from "./transfers.ts";

/** A customer's side that an expert talks to who keeps to nothing. */
function victim() {
  let rights: Privilege[] = ["files", "clipboard"];
  let shown: readonly Transfer[] = [];
  const copied: Copied[] = [];
  const told: PeerMessage[] = [];
  const landed = { opened: 0, bytes: 0, finished: 0, discarded: 0 };
  const transfers = makeTransfers({
    side: "customer",
    send: (message) => told.push(message) > 0,
    sendBytes: () => true,
    buffered: () => 0,
    may: (privilege) => rights.includes(privilege),
    show: (list) => (shown = list),
    copied: (what) => Promise.resolve(void copied.push(what)),
    async receiveFile(name) {
      landed.opened += 1;
      return {
        name,
        write: (bytes) => Promise.resolve(void (landed.bytes += bytes.length)),
        finish: () => Promise.resolve(void (landed.finished += 1)),
        discard: () => Promise.resolve(void (landed.discarded += 1)),
      };
    },
  });
  const offerCopied = (id: string, media: "text/plain" | "image/png", size: number) =>
    transfers.handle({ type: "transfer/offer", id, what: { is: "clipboard", media }, size });
  const offerFile = (id: string, size = 5) =>
    transfers.handle({ type: "transfer/offer", id, what: { is: "file", name: `${id}.txt` }, size });
  const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
  return {
    transfers,
    copied,
    told,
    landed,
    offerCopied,
    offerFile,
    shown: () => shown,
    take: (privilege: Privilege) => {
      rights = rights.filter((one) => one !== privilege);
      transfers.recheck();
    },
    async copy(id: string, media: "text/plain" | "image/png", bytes: Uint8Array) {
      offerCopied(id, media, bytes.length);
      for (let offset = 0; offset < bytes.length; offset += 60_000)
        transfers.take(writePiece({ id, offset, bytes: bytes.subarray(offset, offset + 60_000) }));
      transfers.handle({ type: "transfer/end", id, sha256: sha256(bytes) });
      await vi.waitFor(() => expect(shown.find((one) => one.id === id)?.state).toMatch(/done|refused|damaged/));
      return shown.find((one) => one.id === id)?.state;
    },
    end: (id: string, bytes: Uint8Array) => transfers.handle({ type: "transfer/end", id, sha256: sha256(bytes) }),
  };
}

/** A PNG that says it has so many pixels. */
function pngOf(width: number, height: number): Buffer {
  const header = Buffer.alloc(25);
  header.writeUInt32BE(13, 0);
  header.write("IHDR", 4);
  header.writeUInt32BE(width, 8);
  header.writeUInt32BE(height, 12);
  header.set([8, 6], 16);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, header, deflateSync(Buffer.alloc(1_000_000))]);
}

describe("an expert who keeps to nothing", () => {
  it("[R14] [X8] gets no bomb onto the clipboard: a picture is one, and can be drawn", async () => {
    const { copy, copied } = victim();
    expect(await copy("fine", "image/png", pngOf(1920, 1080))).toBe("done");
    expect(copied).toHaveLength(1);
    const bombs = [pngOf(60_000, 60_000), pngOf(2 ** 32 - 1, 2 ** 32 - 1), pngOf(0, 5), Buffer.from("<svg onload=x>")];
    for (const [n, bomb] of bombs.entries()) expect(await copy(`bomb${n}`, "image/png", bomb)).toBe("refused");
    expect(copied).toHaveLength(1);
  });

  it("[R14] [X8] reserves no memory by announcing, and leaves none behind", async () => {
    const { offerCopied, shown, transfers, copy } = victim();
    expect(offerCopied("huge", "text/plain", 2 ** 40)).toBe(true);
    expect(shown().find(({ id }) => id === "huge")).toBeUndefined();
    const before = process.memoryUsage().arrayBuffers;
    for (let n = 0; n < 200; n += 1) offerCopied(`c${n}`, "text/plain", 16 * 1_048_576);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 * 1_048_576);
    // Only what was copied last is under way.
    await vi.waitFor(() => expect(shown().filter(({ state }) => state === "running")).toHaveLength(1));
    transfers.handle({ type: "transfer/cancel", id: "c199" });
    expect(await copy("last", "text/plain", Buffer.from("ñ"))).toBe("done");
  });

  it("[R7] [X8] may offer 10,000 files: twenty are under way, fifty are remembered", async () => {
    const { offerFile, shown, landed, told, transfers } = victim();
    for (let n = 0; n < 10_000; n += 1) offerFile(`f${n}`);
    await vi.waitFor(() => expect(shown().filter(({ state }) => state === "running")).toHaveLength(20));
    expect(landed.opened).toBe(20);
    expect(told.filter(({ type }) => type === "transfer/refuse")).toHaveLength(9_980);
    for (let n = 0; n < 2_000; n += 1) {
      transfers.handle({ type: "transfer/cancel", id: n < 20 ? `f${n}` : `g${n}` });
      offerFile(`g${n + 1}`);
    }
    await vi.waitFor(() => expect(shown().length).toBeLessThanOrEqual(70));
  });

  it("[R7] [X20] lies about sizes and places in vain: nothing more than was announced is written, and nothing out of its place", async () => {
    const { offerFile, transfers, landed, shown, end } = victim();
    offerFile("a", 5);
    await vi.waitFor(() => expect(shown()[0]?.state).toBe("running"));
    for (const offset of [3, 2 ** 40, Number.MAX_SAFE_INTEGER])
      transfers.take(writePiece({ id: "a", offset, bytes: Buffer.from("xx") }));
    end("a", Buffer.from(""));
    transfers.take(writePiece({ id: "a", offset: 0, bytes: Buffer.from("too long") }));
    await vi.waitFor(() => expect(shown()[0]?.state).toBe("refused"));
    expect(landed).toEqual({ opened: 1, bytes: 0, finished: 0, discarded: 1 });
    // Not whole: it never takes its name.
    offerFile("b", 5);
    await vi.waitFor(() => expect(shown()[1]?.state).toBe("running"));
    transfers.take(writePiece({ id: "b", offset: 0, bytes: Buffer.from("hello") }));
    end("b", Buffer.from("other"));
    await vi.waitFor(() => expect(shown()[1]?.state).toBe("damaged"));
    expect([landed.finished, landed.discarded]).toEqual([0, 2]);
  });

  it("[R4] [R14] has nothing arrive any more once the right was taken back, pieces under way included", async () => {
    const { offerFile, transfers, landed, shown, take, copied, offerCopied, end } = victim();
    offerFile("a", 5);
    offerCopied("c", "text/plain", 5);
    await vi.waitFor(() => expect(shown().map(({ state }) => state)).toEqual(["running", "running"]));
    transfers.take(writePiece({ id: "c", offset: 0, bytes: Buffer.from("hello") }));
    take("files");
    take("clipboard");
    expect(transfers.take(writePiece({ id: "a", offset: 0, bytes: Buffer.from("hello") }))).toBe(false);
    end("a", Buffer.from("hello"));
    end("c", Buffer.from("hello"));
    for (const id of ["a", "c"]) transfers.handle({ type: "transfer/accept", id, from: 0 });
    await vi.waitFor(() => expect(landed.discarded).toBe(1));
    expect([landed.bytes, landed.finished, copied]).toEqual([0, 0, []]);
    expect(offerFile("again")).toBe(false);
    expect(shown().map(({ state, because }) => `${state} ${because}`)).toEqual([
      "refused notAllowed",
      "refused notAllowed",
    ]);
  });
});
