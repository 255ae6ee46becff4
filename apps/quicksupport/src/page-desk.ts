import { mirrorAct, type MirrorDown, type ShownModule } from "@beckon/customer/mirror-messages.ts";
import type { PublishedStore } from "@beckon/customer/publish-store.ts";
import type { PageParts, PageSocket } from "./page-server.ts";

/** The module's side of its pages: each is shown the store, and asks for acts. */
export type PageDesk = Pick<PageParts, "entered"> & {
  /** Tells every page. */
  tell(message: MirrorDown): void;
  /** How many pages are open. */
  readonly open: number;
  /** Calls `listener` when a page came or went. */
  onChange(listener: () => void): void;
};

/** Serves pages from `published`; `module` is what they are told of this computer. */
export function openPageDesk(published: PublishedStore, module: () => ShownModule): PageDesk {
  /** Each page by the key of its window. */
  const pages = new Map<PageSocket, string>();
  const listeners: (() => void)[] = [];
  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  return {
    get open() {
      return pages.size;
    },
    onChange: (listener) => void listeners.push(listener),
    tell(message) {
      const text = JSON.stringify(message);
      for (const page of pages.keys()) page.send(text);
    },
    entered(socket, key) {
      const send = (message: MirrorDown): void => socket.send(JSON.stringify(message));
      // One window at a time: whoever opens the program again gets a new one, and the old one would be in the way.
      for (const [other, itsKey] of pages) if (itsKey !== key) other.replace();
      pages.set(socket, key);
      send({ type: "entered", key, module: module() });
      const stop = published.show(send);
      changed();
      return {
        message(text) {
          const act = mirrorAct.safeParse(readJson(text));
          // A page that is not ours, or older than the program: it is not listened to any longer [X8].
          if (act.success) published.take(act.data, send);
          else socket.close();
        },
        gone() {
          stop();
          pages.delete(socket);
          changed();
        },
      };
    },
  };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
