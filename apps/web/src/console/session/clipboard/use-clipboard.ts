import type { Copied } from "@beckon/session/machine.ts";
import type { RemoteSession } from "@beckon/session/remote-session.ts";
import { useEffect, useMemo, useState } from "react";
import { tell } from "../../controls/notices.tsx";
import { useWords } from "../../words/use-words.tsx";
import { useSessionValue } from "../use-remote.ts";
import { makeClipboardMemory } from "./clipboard-memory.ts";
import { readClipboard, readPasted, writeClipboard } from "./read-copied.ts";
import { transferOver } from "./transfer-over.ts";

/** How long a paste may take; the keys pressed meanwhile wait for it. */
const PATIENCE_MS = 10_000;

export type SharedClipboard = {
  granted: boolean;
  /** What was copied there and could not be put on the clipboard here without a press of a button. */
  waiting: Copied | null;
  take: () => Promise<void>;
  /** Sends what a paste event holds; true once it is there. */
  paste: (data: DataTransfer) => Promise<boolean>;
  /** Sends what is on the clipboard here. */
  send: () => Promise<void>;
};

/** The clipboards of both sides as one, while the customer grants it [R14]. */
export function useClipboard(session: RemoteSession, desktop: boolean): SharedClipboard {
  const w = useWords();
  const granted = useSessionValue(session, "privileges").includes("clipboard");
  const memory = useMemo(() => ({ of: session, ...makeClipboardMemory() }), [session]);
  const [waiting, setWaiting] = useState<Copied | null>(null);

  useEffect(() => {
    if (!desktop) return undefined;
    return session.onCopied((copied) => {
      memory.keep(copied);
      const put = document.hasFocus() ? writeClipboard(copied) : Promise.resolve(false);
      void put.then((done) => setWaiting(done ? null : copied));
    });
  }, [session, desktop, memory]);

  async function send(copied: Copied | null): Promise<boolean> {
    if (!copied) return false;
    if (memory.has(copied)) return true;
    const id = session.copy(copied);
    if (id === null) return false;
    const there = await transferOver(session, id, PATIENCE_MS);
    if (there) memory.keep(copied);
    else tell(w.desktop.clipboard.notThere, true);
    return there;
  }

  return {
    granted,
    waiting: granted ? waiting : null,
    async take() {
      if (waiting && (await writeClipboard(waiting))) {
        setWaiting(null);
        tell(w.desktop.clipboard.taken);
      } else tell(w.desktop.clipboard.blocked, true);
    },
    paste: async (data) => await send(await readPasted(data)),
    async send() {
      const copied = await readClipboard();
      if (!copied) tell(w.desktop.clipboard.nothing, true);
      else if (await send(copied)) tell(w.desktop.clipboard.sent);
    },
  };
}
