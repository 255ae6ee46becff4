import { PROTOCOL } from "@beckon/protocol/version.ts";
import { perform } from "./actor.ts";
import { now } from "./figures.ts";
import { openRawSocket, type RawSocket } from "./raw-socket.ts";

/** Many experts' consoles in one process: they count the cards they get and note how long each took from the press. */
export type Audience = { url: string; cookies: string[]; from: number; count: number };
export type Heard = { cards: number; bytes: number; latencies: number[]; lastAt: number; sample: string[] };

const CARD = '{"type":"queue/card"';
/** Stands in a case's description, followed by the instant the customer pressed, in milliseconds with three decimals. */
const PRESSED = "pressed at ";

const sockets: RawSocket[] = [];
let first = 0;
let heard: Heard = { cards: 0, bytes: 0, latencies: [], lastAt: 0, sample: [] };
let wanted = { cards: Infinity, told: () => undefined as void };

perform({
  async open({ url, cookies, from, count }: Audience) {
    first = from;
    for (let n = from; n < from + count;) {
      const together = Math.min(20, from + count - n);
      await Promise.all(Array.from({ length: together }, (_, k) => openOne(url, cookies, n + k)));
      n += together;
    }
  },
  start(): void {
    heard = { cards: 0, bytes: 0, latencies: [], lastAt: 0, sample: [] };
  },
  /** Resolves once that many cards were heard since `start`, or after some seconds. */
  async until({ cards, seconds }: { cards: number; seconds: number }): Promise<Heard> {
    const enough = Promise.withResolvers<void>();
    const timer = setTimeout(enough.resolve, seconds * 1000);
    wanted = { cards, told: enough.resolve };
    if (heard.cards < cards) await enough.promise;
    clearTimeout(timer);
    wanted = { cards: Infinity, told: () => undefined };
    return heard;
  },
  close() {
    for (const socket of sockets.splice(0)) socket.close();
  },
});

async function openOne(url: string, cookies: readonly string[], n: number): Promise<void> {
  const ready = Promise.withResolvers<void>();
  const cookie = cookies[n % cookies.length] ?? "";
  const headers = { cookie, "x-forwarded-for": `10.2.${n >> 8}.${n & 255}` };
  let greeted = false;
  const socket = await openRawSocket(
    url,
    "/live/console",
    headers,
    (message) => {
      if (greeted) return hear(message, n === first);
      greeted = message.includes('"type":"queue/snapshot"');
      if (greeted) ready.resolve();
    },
    (code) => ready.reject(new Error(`closed with ${code}`)),
  );
  sockets.push(socket);
  socket.send(JSON.stringify({ type: "hello", protocol: PROTOCOL, language: "en" }));
  await ready.promise;
}

function hear(message: Buffer, kept: boolean): void {
  const text = message.toString("latin1");
  if (!text.startsWith(CARD)) return;
  heard.cards++;
  heard.bytes += message.length;
  const at = text.indexOf(PRESSED);
  if (at > 0) heard.latencies.push(now() - Number(text.slice(at + PRESSED.length, text.indexOf('"', at))));
  if (kept && heard.sample.length < 20) heard.sample.push(message.toString());
  if (heard.cards >= wanted.cards) {
    heard.lastAt = now();
    wanted.told();
  }
}
