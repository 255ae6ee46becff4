import * as fc from "fast-check";
import { expect, test } from "vitest";
import { FORMAT_VERSION, MAX_OPERATION, MAX_PIXELS, MAX_SIDE, MAX_UNPACKED, MAX_WORK, readAnswer } from "./format.ts";
import { photoSize } from "./photo-size.ts";
import { receiveScreen } from "./receive-screen.ts";
import { wildMessage } from "./test-messages.ts";
import { compress, openPair } from "./test-pair.ts";
import { openTestPhotos } from "./test-photos.ts";
import { drawScreen } from "./test-screens.ts";
import { openMemorySurface } from "./test-surface.ts";
import { unpack } from "./unpack.ts";

const photos = await openTestPhotos();

/** A real stream: text, moves, photos, a pointer, and the refinement at rest; and the picture it ends in. */
async function recordStream() {
  const screen = drawScreen(260, 190, { tells: true });
  const shape = { width: 4, height: 4, hotX: 0, hotY: 0, pixels: new Uint8Array(64).fill(200) };
  const capture = { ...screen.capture, pointer: () => ({ x: 10, y: 10, shape }) };
  screen.text({ x: 0, y: 0, width: 260, height: 190 }, 0);
  const pair = openPair({ ...screen, capture });
  await pair.clock.run(50);
  screen.text({ x: 0, y: 0, width: 260, height: 190 }, 2);
  await pair.clock.run(50);
  for (let n = 0; n < 3; n++) {
    screen.photo({ x: 60, y: 20, width: 180, height: 150 }, n);
    await pair.clock.run(50);
  }
  await pair.clock.run(1000);
  pair.sender.close();
  expect(pair.wrongPixels()).toBe(0);
  return { messages: pair.messages, words: pair.surface.words };
}
const stream = await recordStream();

/** A decoder whose surface notes everything it must never be asked for; what a surface throws, the decoder catches. */
function openStrictReceiver() {
  const faults: string[] = [];
  const answers: Uint8Array[] = [];
  const memory = openMemorySurface((jpeg) => {
    // A browser refuses what is no JPEG; the decoder of these tests would crash.
    const [last, ended] = jpeg.slice(-2);
    if (jpeg.length < 200 || last !== 0xff || ended !== 0xd9) throw new Error("Not a JPEG");
    return photos.decode(jpeg);
  });
  let size = { width: 0, height: 0 };
  let painted = 0;
  let drawn = 0;
  let time = 0;
  function within(x: number, y: number, width: number, height: number): boolean {
    painted += width * height;
    drawn += 1;
    const right = width > 0 && height > 0 && x + width <= size.width && y + height <= size.height;
    if (!right) faults.push(`${width} × ${height} at ${x}, ${y} in ${size.width} × ${size.height}`);
    // The decoder's tests need no gigabytes of pixels.
    return right && memory.width === size.width && memory.height === size.height;
  }
  const receiver = receiveScreen({
    surface: {
      resize(width, height) {
        if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE || width * height > MAX_PIXELS)
          faults.push(`a picture of ${width} × ${height}`);
        size = { width, height };
        if (width * height <= 300_000) memory.resize(width, height);
      },
      putPixels(x, y, width, height, rgba) {
        if (rgba.length !== width * height * 4) faults.push("pixels of another size");
        if (within(x, y, width, height)) memory.putPixels(x, y, width, height, rgba);
      },
      fill(x, y, width, height, red, green, blue) {
        if (within(x, y, width, height)) memory.fill(x, y, width, height, red, green, blue);
      },
      copy(x, y, width, height, toX, toY) {
        if (within(x, y, width, height) && within(toX, toY, width, height)) memory.copy(x, y, width, height, toX, toY);
        // Two looks at one copy.
        painted -= width * height;
      },
      async drawPhoto(jpeg, x, y, width, height) {
        const coded = photoSize(jpeg);
        if (coded === null || coded.width > width || coded.height > height)
          faults.push("a photo larger than its place");
        if (within(x, y, width, height)) await memory.drawPhoto(jpeg, x, y, width, height);
      },
    },
    answer(message) {
      if (readAnswer(message) === null) faults.push("an answer that is none");
      answers.push(message);
    },
    onPointer: () => {},
    onShape({ width, height, rgba }) {
      if (width > 256 || height > 256 || rgba.length !== width * height * 4) faults.push("a pointer of another size");
    },
    onFrame: () => {},
    now: () => time++,
  });
  return {
    answers,
    faults,
    memory,
    /** How many times it drew something. */
    drawn: () => drawn,
    /** Hands over a message and lets it be drawn. */
    async take(message: Uint8Array): Promise<void> {
      const before = size.width * size.height;
      painted = 0;
      receiver.receive(message.slice());
      await new Promise<void>((resolve) => setImmediate(resolve));
      if (painted > MAX_WORK * Math.max(before, size.width * size.height)) faults.push(`${painted} pixels painted`);
    },
    takeAtOnce: (message: Uint8Array) => receiver.receive(message),
  };
}
type Strict = ReturnType<typeof openStrictReceiver>;

const asksForAll = (answers: readonly Uint8Array[]): number => answers.filter((answer) => answer[1] === 2).length;

const bytesOf = (words: Uint32Array): Uint8Array => new Uint8Array(words.buffer, words.byteOffset, words.byteLength);

/** After whatever came before, a new connection's stream is drawn as if nothing had been. */
async function expectRecovery(receiver: Strict): Promise<void> {
  const before = asksForAll(receiver.answers);
  for (const message of stream.messages) {
    const copy = message.slice();
    copy[1] = 200;
    await receiver.take(copy);
  }
  expect(asksForAll(receiver.answers)).toBe(before);
  expect(Buffer.compare(bytesOf(receiver.memory.words), bytesOf(stream.words))).toBe(0);
}

test("[R15] whatever comes, nothing is thrown, drawn outside the picture or over and over; then a whole stream is exact", async () => {
  const seen = { finished: 0, asked: 0, drawn: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(wildMessage, { minLength: 1, maxLength: 8 }), async (messages) => {
      const receiver = openStrictReceiver();
      for (const message of messages) await receiver.take(message);
      expect(receiver.faults).toEqual([]);
      seen.finished += receiver.answers.some((answer) => readAnswer(answer)?.is === "done") ? 1 : 0;
      seen.asked += asksForAll(receiver.answers) > 0 ? 1 : 0;
      seen.drawn += receiver.drawn() > 2 ? 1 : 0;
      await expectRecovery(receiver);
    }),
    { numRuns: 200, seed: 7 },
  );
  // What was thrown at it went far enough to mean something.
  expect(Math.min(seen.finished, seen.asked, seen.drawn)).toBeGreaterThan(30);
});

test("[R15] a real stream that is cut, flipped, reordered or doubled does no harm, and a whole one afterwards is exact", async () => {
  const damage = fc.record({
    where: fc.nat(stream.messages.length - 1),
    at: fc.nat(),
    bit: fc.nat(7),
    how: fc.constantFrom("cut", "flip", "drop", "swap", "twice"),
  });
  let asked = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 6 }), async (damages) => {
      const messages = stream.messages.map((message) => message.slice());
      for (const { where, at, bit, how } of damages) {
        const message = messages[where];
        if (message === undefined || message.length === 0) continue;
        const place = at % message.length;
        if (how === "cut") messages[where] = message.slice(0, place);
        else if (how === "flip") message[place] = (message[place] ?? 0) ^ (1 << bit);
        else if (how === "drop") messages.splice(where, 1);
        else if (how === "twice") messages.splice(where, 0, message);
        else messages.push(...messages.splice(where, 1));
      }
      const receiver = openStrictReceiver();
      for (const message of messages) await receiver.take(message);
      expect(receiver.faults).toEqual([]);
      asked += asksForAll(receiver.answers);
      await expectRecovery(receiver);
    }),
    { numRuns: 80, seed: 8 },
  );
  expect(asked).toBeGreaterThan(60);
});

test("a frame's messages are drawn in their order only, and none may be missing", async () => {
  const screen = drawScreen(500, 400, { tells: true });
  screen.photo({ x: 0, y: 0, width: 500, height: 400 }, 1);
  const pair = openPair(screen, { quality: "sharp" });
  await pair.clock.run(10);
  const [first, second, third, ...others] = pair.messages;
  if (first === undefined || second === undefined || third === undefined)
    throw new Error("This frame was to need several messages");
  for (const [messages, asks] of [
    [[first, second, third, ...others], 0],
    [[first, third, second, ...others], 1],
    [[first, third, ...others], 1],
  ] as const) {
    const receiver = openStrictReceiver();
    for (const message of messages) await receiver.take(message);
    expect(asksForAll(receiver.answers)).toBe(asks);
  }
});

test("a photo that is none, a pointer that is too large and one message that paints without end are refused", async () => {
  const operations = (...list: [kind: number, body: number[]][]): number[] =>
    list.flatMap(([kind, body]) => [kind, body.length & 255, body.length >> 8, 0, 0, ...body]);
  const begin: [number, number[]] = [1, [7, 0, 0, 0, 30, 0, 30, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]];
  const move: [number, number[]] = [3, [0, 0, 0, 0, 30, 0, 30, 0, 0, 0, 0, 0]];
  const end: [number, number[]] = [5, [7, 0, 0, 0]];
  const photo: [number, number[]] = [4, [0, 0, 0, 0, 30, 0, 30, 0, 255, 216, 255, 192, 0, 17, 8, 0, 30, 0, 30, 1]];
  const shape: [number, number[]] = [7, [44, 1, 1, 0, 0, 0, 0, 0, 176, 4, 0, 0, ...compress(new Uint8Array(1200))]];
  const asks = async (flags: number, ...list: [number, number[]][]) => {
    const receiver = openStrictReceiver();
    await receiver.take(Uint8Array.from([FORMAT_VERSION, 9, flags, 0, ...operations(...list)]));
    expect(receiver.faults).toEqual([]);
    return asksForAll(receiver.answers);
  };
  const moves = (count: number) => Array.from({ length: count }, () => move);
  expect(await asks(1, begin, ...moves(MAX_WORK), end)).toBe(0);
  expect(await asks(1, begin, ...moves(MAX_WORK + 1), end)).toBe(1);
  expect(await asks(1, begin, photo, end)).toBe(1);
  expect(await asks(2, shape)).toBe(1);
});

test("what unpacks to more than the format allows is not unpacked", () => {
  // Zeros without end: blocks that say "this byte 131,072 times".
  const block = [0x02, 0x00, 0x10, 0];
  const zeros = (blocks: number): Uint8Array => {
    const head = [0x28, 0xb5, 0x2f, 0xfd, 0xa0, 0, 0, blocks * 2, 0];
    const body = Array.from({ length: blocks }, (_, n) => (n === blocks - 1 ? [0x03, 0x00, 0x10, 0] : block)).flat();
    return Uint8Array.from([...head, ...body]);
  };
  expect(unpack(zeros(4), MAX_UNPACKED)).toHaveLength(MAX_UNPACKED);
  expect(() => unpack(zeros(5), 5 * 131_072)).toThrow("impossible size");
  expect(() => unpack(zeros(5), MAX_UNPACKED)).toThrow("another size");
});

test("a damaged stream is asked for anew once, not at every message", async () => {
  const receiver = openStrictReceiver();
  for (let n = 0; n < 20; n++) await receiver.take(Uint8Array.from([FORMAT_VERSION, 9, 1, 0, 99, 3, 0, 0, 0, 1, 2, 3]));
  expect(asksForAll(receiver.answers)).toBe(1);
});

test("an operation that says it is longer than any may be is refused at its first bytes", async () => {
  const asksAfter = async (length: number) => {
    const receiver = openStrictReceiver();
    const message = new Uint8Array(40);
    message.set([FORMAT_VERSION, 9, 1, 0, 1, 17, 0, 0, 0, 1, 0, 0, 0, 100, 0, 100, 0, 1]);
    message[26] = 4;
    new DataView(message.buffer).setUint32(27, length, true);
    await receiver.take(message);
    return asksForAll(receiver.answers);
  };
  expect(await asksAfter(MAX_OPERATION)).toBe(0);
  expect(await asksAfter(MAX_OPERATION + 1)).toBe(1);
});

test("what waits behind a photo is bounded, and given up beyond that", async () => {
  const receiver = openStrictReceiver();
  // All of it at once: nothing is drawn in between, as while a browser decodes.
  const photo = stream.messages.findIndex((message) => Buffer.from(message).includes(Buffer.from("ffd8ff", "hex")));
  expect(photo).toBeGreaterThan(0);
  for (const message of stream.messages.slice(0, photo + 1)) receiver.takeAtOnce(message.slice());
  const most = new Uint8Array(60_000);
  most.set([FORMAT_VERSION, 0, 2, 0]);
  for (let n = 0; n < 500; n++) receiver.takeAtOnce(most);
  expect(asksForAll(receiver.answers)).toBe(0);
  for (let n = 0; n < 100; n++) receiver.takeAtOnce(most);
  expect(asksForAll(receiver.answers)).toBe(1);
  await expectRecovery(receiver);
});
