import { describe, expect, it } from "vitest";
import { chance, contentOf, layTransferWire, sinkOf, sourceOf, standOf, type End } from "../testing/transfer-wire.ts";
import type { Transfer } from "./session-values.ts";
import { writePiece } from "./transfer-pieces.ts";

type Wire = ReturnType<typeof layTransferWire>;

/** The expert takes whatever is offered, as a person who says yes to all. */
function takeAll({ transfers, list }: End, end: End): void {
  for (const { id, what, direction, state } of list)
    if (what.is === "file" && direction === "received" && state === "offered")
      transfers.accept(id, sinkOf(end, what.name));
}

const isOver = ({ state }: Transfer): boolean => ["done", "refused", "cancelled", "damaged"].includes(state);
const allOver = ({ list }: End, count: number): boolean => list.length === count && list.every(isOver);
/** Both sides show it as over. */
const over = (wire: Wire, count: number) => () => allOver(wire.customer, count) && allOver(wire.expert, count);
const both = (wire: Wire, id: string | null) =>
  [wire.customer, wire.expert].map((end) => {
    const { state, because } = standOf(end, id) ?? {};
    return because ? `${state}: ${because}` : state;
  });

describe("files over a wire that is cut again and again", () => {
  it.each(Array.from({ length: 24 }, (_, seed) => seed))(
    "[R7] arrive whole, go on where they were, and both sides agree (seed %i)",
    async (seed) => {
      const random = chance(seed + 1);
      const wire = layTransferWire(random);
      const files = Array.from({ length: 5 }, (_, n) => {
        const size = n === 0 ? 0 : Math.floor(random() * 1_500_000);
        return { from: n % 2 === 0 ? wire.expert : wire.customer, source: sourceOf(`${n}`, contentOf(size, n)) };
      });
      const ids = files.map(({ from, source }) => from.transfers.sendFile(source));
      let cuts = 0;
      let down = false;
      await wire.run(over(wire, files.length), () => {
        takeAll(wire.expert, wire.expert);
        const dice = random();
        if (!down && dice < 0.004 && cuts < 12) {
          wire.cut();
          down = true;
          cuts += 1;
        } else if (down && dice < 0.1) {
          wire.mend();
          down = false;
        } else if (down && dice < 0.2) wire.notice(dice < 0.15 ? "customer" : "expert");
        else if (dice > 0.98) {
          const side = random() < 0.5 ? wire.customer : wire.expert;
          const id = ids[Math.floor(random() * ids.length)] ?? null;
          const paused = standOf(side, id)?.state === "paused";
          if (id !== null) side.transfers.pause(id, !paused && cuts < 12 && random() < 0.5);
        }
        // Nobody stays paused for ever.
        if (dice > 0.9 && dice < 0.92)
          for (const end of [wire.customer, wire.expert])
            for (const { id, state } of end.list) if (state === "paused") end.transfers.pause(id, false);
      });
      for (const { from, source } of files) {
        const to = from === wire.expert ? wire.customer : wire.expert;
        expect(to.arrived.get(source.name)?.equals(source.content)).toBe(true);
        expect(source.closed).toBe(1);
      }
      expect(new Set(ids.flatMap((id) => both(wire, id)))).toEqual(new Set(["done"]));
      // Whoever goes on where it was says no more than its window again: twice a file's size at the very most.
      const total = files.reduce((sum, { source }) => sum + source.size, 0);
      expect(wire.expert.sentBytes + wire.customer.sentBytes).toBeLessThan(total * 1.02 + cuts * 5 * 1_110_000);
      for (const { transfers } of [wire.customer, wire.expert]) transfers.stop();
    },
  );
});

/** A wire on which the expert has begun to send a file of 3 MB, of which about one has come. */
async function halfWay(seed = 5) {
  const wire = layTransferWire(chance(seed));
  const source = sourceOf("half.bin", contentOf(3_000_000, seed));
  const id = wire.expert.transfers.sendFile(source) ?? "";
  await wire.run(() => wire.expert.sentBytes > 1_500_000);
  return { wire, source, id };
}

it("[R7] goes on from the byte the receiver has, not from the beginning", async () => {
  const { wire, source, id } = await halfWay();
  wire.cut();
  wire.notice("expert");
  expect(standOf(wire.expert, id)?.state).toBe("stalled");
  const before = wire.expert.sentBytes;
  wire.mend();
  await wire.run(over(wire, 1));
  expect(both(wire, id)).toEqual(["done", "done"]);
  expect(wire.customer.arrived.get("half.bin")?.equals(source.content)).toBe(true);
  expect(wire.expert.sentBytes - before).toBeLessThan(2_600_000);
});

it("[R7] holds still while it is paused by either side, also through a drop, and goes on when asked", async () => {
  for (const side of ["expert", "customer"] as const) {
    const { wire, source, id } = await halfWay();
    const end = wire[side];
    end.transfers.pause(id, true);
    await wire.settle();
    expect(both(wire, id)).toEqual(["paused", "paused"]);
    const had = standOf(wire.customer, id)?.bytes;
    wire.cut();
    wire.mend();
    await wire.settle();
    expect(both(wire, id)).toEqual(["paused", "paused"]);
    expect(standOf(wire.customer, id)?.bytes).toBe(had);
    // Asked to go on while there is no connection: it does as soon as there is one.
    wire.cut();
    wire.notice("customer");
    wire.notice("expert");
    end.transfers.pause(id, false);
    wire.mend();
    await wire.run(over(wire, 1));
    expect(wire.customer.arrived.get("half.bin")?.equals(source.content)).toBe(true);
  }
});

it("[R7] both sides end up with the same when one pauses as the other goes on", async () => {
  const { wire, id } = await halfWay();
  wire.expert.transfers.pause(id, true);
  await wire.settle();
  wire.customer.transfers.pause(id, true);
  wire.expert.transfers.pause(id, false);
  await wire.settle();
  expect(both(wire, id)).toEqual(["paused", "paused"]);
});

it("[R7] is cancelled on both sides, also when the word of it was lost, and leaves nothing", async () => {
  for (const side of ["expert", "customer"] as const) {
    const { wire, source, id } = await halfWay();
    wire.cut();
    wire[side].transfers.cancel(id);
    wire.mend();
    await wire.run(over(wire, 1));
    expect(both(wire, id)).toEqual(["cancelled", "cancelled"]);
    await expect.poll(() => [source.closed, wire.customer.discarded, wire.customer.arrived.size]).toEqual([1, 1, 0]);
  }
});

it("[R7] is over for both when the receiver's last word was lost", async () => {
  const { wire, id } = await halfWay();
  await wire.run(() => wire.customer.arrived.size === 1);
  wire.cut();
  wire.mend();
  await wire.run(over(wire, 1));
  expect(both(wire, id)).toEqual(["done", "done"]);
});

it("[R7] says when the disk is full, and when it could not be written", async () => {
  for (const [error, because] of [
    [Object.assign(new Error("full"), { code: "ENOSPC" }), "noSpace"],
    [new DOMException("full", "QuotaExceededError"), "noSpace"],
    [new Error("gone"), "failed"],
  ] as const) {
    const { wire, id } = await halfWay();
    wire.customer.onWrite = () => Promise.reject(error);
    await wire.run(over(wire, 1));
    expect(both(wire, id)).toEqual([`refused: ${because}`, `refused: ${because}`]);
    await expect.poll(() => [wire.customer.discarded, wire.customer.arrived.size]).toEqual([1, 0]);
  }
});

it("[R7] says when the file changed: shorter at once, other bytes by the checksum", async () => {
  const shorter = await halfWay();
  shorter.source.content = shorter.source.content.subarray(0, 2_000_000);
  await shorter.wire.run(over(shorter.wire, 1));
  expect(both(shorter.wire, shorter.id)).toEqual(["refused: changed", "refused: changed"]);

  const { wire, source, id } = await halfWay();
  wire.cut();
  // What is sent again after the drop is no longer what was read before it.
  source.content = contentOf(3_000_000, 99);
  wire.mend();
  await wire.run(over(wire, 1));
  expect(both(wire, id)).toEqual(["damaged", "damaged"]);
  await expect.poll(() => [wire.customer.discarded, wire.customer.arrived.size]).toEqual([1, 0]);
});

it("[R4] [R7] ends on both sides when files are no longer granted, and is not offered any more", async () => {
  const { wire, id } = await halfWay();
  wire.customer.privileges = [];
  wire.customer.transfers.recheck();
  await wire.run(over(wire, 1));
  expect(both(wire, id)).toEqual(["refused: notAllowed", "refused: notAllowed"]);
  const late = wire.expert.transfers.sendFile(sourceOf("late", contentOf(10, 1)));
  await wire.run(() => both(wire, late)[1] !== "offered");
  expect(both(wire, late)).toEqual([undefined, "refused: notAllowed"]);
  expect(wire.customer.transfers.sendFile(sourceOf("mine", contentOf(10, 1)))).toBeNull();
});

it("[R7] many files wait for their turn, and all of them arrive", async () => {
  const wire = layTransferWire(chance(7));
  for (let n = 0; n < 45; n += 1) wire.expert.transfers.sendFile(sourceOf(`${n}`, contentOf(70_000, n)));
  let most = 0;
  await wire.run(over(wire, 45), () => {
    most = Math.max(most, wire.customer.list.filter((one) => !isOver(one)).length);
  });
  expect(most).toBeLessThanOrEqual(10);
  expect(wire.customer.arrived.size).toBe(45);
});

it("[R7] a page that was reloaded has nothing to send any more, and says so to whoever waits for it", async () => {
  const { wire, id } = await halfWay();
  wire.cut();
  wire.reload("expert");
  wire.mend();
  await wire.run(() => allOver(wire.customer, 1));
  expect(standOf(wire.customer, id)?.state).toBe("cancelled");
  await expect.poll(() => wire.customer.discarded).toBe(1);
});

it("[R7] a page that was reloaded is offered again what it was receiving", async () => {
  const wire = layTransferWire(chance(3));
  const source = sourceOf("log.txt", contentOf(2_000_000, 3));
  const id = wire.customer.transfers.sendFile(source) ?? "";
  await wire.run(
    () => wire.customer.sentBytes > 1_000_000,
    () => takeAll(wire.expert, wire.expert),
  );
  wire.cut();
  wire.reload("expert");
  wire.mend();
  await wire.run(over(wire, 1), () => takeAll(wire.expert, wire.expert));
  expect(both(wire, id)).toEqual(["done", "done"]);
  expect(wire.expert.arrived.get("log.txt")?.equals(source.content)).toBe(true);
});

it("[R7] a sender that keeps no window does not fill the receiver's memory", async () => {
  const wire = layTransferWire(chance(9));
  const { transfers } = wire.customer;
  transfers.handle({ type: "transfer/offer", id: "flood", what: { is: "file", name: "flood" }, size: 2 ** 40 });
  const written: number[] = [];
  // Nobody hears that it was accepted.
  wire.cut();
  wire.customer.onWrite = (bytes) => new Promise(() => written.push(bytes.length));
  await wire.settle();
  const bytes = new Uint8Array(60_000);
  for (let n = 0; n < 1_000; n += 1) transfers.take(writePiece({ id: "flood", offset: n * bytes.length, bytes }));
  await wire.settle();
  expect(standOf(wire.customer, "flood")).toMatchObject({ state: "refused", because: "failed" });
  expect(written.length).toBeLessThan(2);
});

it("[R7] every refused border case leaves both sides as they were", async () => {
  const { wire, id } = await halfWay();
  const { transfers } = wire.expert;
  // More than was ever sent; a beginning that was never read; the end of something else.
  transfers.handle({ type: "transfer/received", id, bytes: 3_000_000 });
  transfers.handle({ type: "transfer/checked", id: "other", whole: true });
  wire.customer.transfers.take(writePiece({ id, offset: 7, bytes: new Uint8Array(10) }));
  wire.customer.transfers.take(new Uint8Array(3));
  await wire.run(over(wire, 1));
  expect(both(wire, id)).toEqual(["done", "done"]);
  const other = await halfWay(6);
  other.wire.expert.transfers.handle({ type: "transfer/accept", id: other.id, from: 2_999_999 });
  await other.wire.run(over(other.wire, 1));
  expect(both(other.wire, other.id)).toEqual(["refused: failed", "refused: failed"]);
});
