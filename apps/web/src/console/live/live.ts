import type { ConsoleDown } from "@beckon/protocol/down.ts";
import { consoleDown } from "@beckon/protocol/down.ts";
import type { ConsoleRequest } from "@beckon/protocol/up.ts";
import type { Language } from "@beckon/protocol/words.ts";
import type { RequestNow, ServerLink } from "@beckon/session/server-link.ts";
import { openServerLink } from "@beckon/session/server-link.ts";
import { makeQueueStore } from "./queue-store.ts";
import type { QueueStore } from "./queue-store.ts";

/** The console's live connection: the link, the queue it fills, and the server's clock. */
export type Live = {
  link: ServerLink<ConsoleRequest, ConsoleDown>;
  queue: QueueStore;
  /** Now by the server's clock, in milliseconds. */
  now: () => number;
  /** Asks for a case's details from now on, also after each reconnect. Returns the way to stop that. */
  watch: (caseId: string) => () => void;
  /** Calls back at each (re)connect, before waiting requests are sent. Returns the way to stop that. */
  onOpen: (listener: (request: RequestNow<ConsoleRequest>) => void) => () => void;
};

/** Opens the live connection of a signed-in console. It lasts until `link.close()`. */
export function openLive(language: Language): Live {
  const queue = makeQueueStore((then) => requestFrame(then));
  const watched = new Map<string, number>();
  const openers = new Set<(request: RequestNow<ConsoleRequest>) => void>();
  let ahead = 0;
  const link = openServerLink<ConsoleRequest, ConsoleDown>({
    url: `${location.protocol === "https:" ? "wss:" : "ws:"}//${location.host}/live/console`,
    language,
    parse: (json) => {
      const parsed = consoleDown.safeParse(json);
      return parsed.success ? parsed.data : undefined;
    },
    onOpen: (request) => {
      for (const caseId of watched.keys()) void request({ type: "case/watch", caseId });
      for (const opener of openers) opener(request);
    },
  });
  link.on((message) => {
    if (message.type === "welcome") ahead = message.now - Date.now();
    queue.receive(message);
    if (message.type === "queue/snapshot") void askAgain(new Set(message.cards.map((card) => card.id)));
  });

  /** Cases that ended long ago are in no snapshot: whether they may still be seen has to be asked. */
  async function askAgain(known: ReadonlySet<string>) {
    for (const caseId of watched.keys()) {
      if (known.has(caseId)) continue;
      const reply = await link.request({ type: "case/watch", caseId });
      if (!reply.ok && reply.refusal.reason === "notFound") queue.forgetDetail(caseId);
    }
  }
  return {
    link,
    queue,
    now: () => Date.now() + ahead,
    watch(caseId) {
      const watchers = watched.get(caseId) ?? 0;
      watched.set(caseId, watchers + 1);
      if (watchers === 0 && link.state.is === "open") void link.request({ type: "case/watch", caseId });
      return () => {
        const left = (watched.get(caseId) ?? 1) - 1;
        if (left > 0) {
          watched.set(caseId, left);
          return;
        }
        watched.delete(caseId);
        queue.forgetDetail(caseId);
        if (link.state.is === "open") void link.request({ type: "case/unwatch", caseId });
      };
    },
    onOpen(listener) {
      openers.add(listener);
      return () => openers.delete(listener);
    },
  };
}

/** However fast changes come, the lists are not drawn more often than this. */
const SHORTEST_MS = 50;
let lastFrame = 0;

/** A hidden page draws no frames, but its title and sound must still follow. */
function requestFrame(then: () => void): void {
  const draw = () => {
    lastFrame = performance.now();
    then();
  };
  const wait = lastFrame + SHORTEST_MS - performance.now();
  if (document.visibilityState !== "visible") setTimeout(draw, 100);
  else if (wait <= 0) requestAnimationFrame(draw);
  else setTimeout(() => requestAnimationFrame(draw), wait);
}
