import { WebSocket } from "ws";
import { CLOSE, consoleDown } from "@beckon/protocol/down.ts";
import type { ConsoleDown } from "@beckon/protocol/down.ts";
import { openServerLink, type ServerLink } from "@beckon/session/server-link.ts";
import type { ConsoleRequest } from "@beckon/protocol/up.ts";
import { perform } from "./actor.ts";
import { now } from "./figures.ts";

/** Consoles with the link that pages really use: it comes back by itself, and each keeps its own queue as it was told. */
export type Returning = { url: string; cookies: string[]; from: number; count: number };
export type Returned = { latencies: number[]; missing: number; wrong: number };

type Console = { link: ServerLink<ConsoleRequest, ConsoleDown>; cases: Map<string, number>; snapshotAt: number };
const consoles: Console[] = [];

perform({
  async open({ url, cookies, from, count }: Returning) {
    for (let n = from; n < from + count; n++) consoles.push(openConsole(url, cookies[n % cookies.length] ?? "", n));
    await settled(() => consoles.every((one) => one.snapshotAt > 0), 60);
  },
  /** How long after `since` each console had its snapshot; those without one after some seconds are missing. */
  async returned({ since, seconds }: { since: number; seconds: number }): Promise<Returned> {
    await settled(() => consoles.every((one) => one.snapshotAt > since), seconds);
    const back = consoles.filter((one) => one.snapshotAt > since);
    return { latencies: back.map((one) => one.snapshotAt - since), missing: consoles.length - back.length, wrong: 0 };
  },
  /** How many consoles do not show exactly these cases in these versions, after giving them some seconds. */
  async wrong({ cases, seconds }: { cases: [string, number][]; seconds: number }): Promise<number> {
    const isRight = ({ cases: shown }: Console) =>
      shown.size === cases.length && cases.every(([id, version]) => shown.get(id) === version);
    await settled(() => consoles.every(isRight), seconds);
    return consoles.filter((one) => !isRight(one)).length;
  },
  close() {
    for (const { link } of consoles) link.close();
  },
});

function openConsole(url: string, cookie: string, n: number): Console {
  const headers = { cookie, origin: url, "x-forwarded-for": `10.5.${n >> 8}.${n & 255}` };
  class SignedInSocket extends WebSocket {
    constructor(to: string) {
      super(to, { headers, perMessageDeflate: false });
    }
  }
  const cases = new Map<string, number>();
  const link = openServerLink<ConsoleRequest, ConsoleDown>({
    url: `${url.replace("http", "ws")}/live/console`,
    language: "en",
    parse: (json) => consoleDown.safeParse(json).data,
    WebSocket: SignedInSocket as never,
  });
  const made: Console = { link, cases, snapshotAt: 0 };
  link.on((message) => {
    if (message.type === "queue/snapshot") {
      cases.clear();
      for (const card of message.cards) cases.set(card.id, card.version);
      made.snapshotAt = now();
    } else if (message.type === "queue/card") cases.set(message.card.id, message.card.version);
    else if (message.type === "queue/gone") cases.delete(message.caseId);
  });
  link.subscribe(() => {
    if (link.state.is === "refused") console.error(`refused with ${link.state.code}, not ${CLOSE.stopping}`);
  });
  return made;
}

async function settled(done: () => boolean, seconds: number): Promise<void> {
  const deadline = now() + seconds * 1000;
  while (!done() && now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
}
