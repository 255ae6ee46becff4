import type { RemoteSession } from "@beckon/session/remote-session.ts";
import { useEffect } from "react";
import { tell } from "../controls/notices.tsx";
import { useWords } from "../words/use-words.tsx";

/** While the bar is out of the way, what the customer writes and offers is told in the corner. */
export function useNews(session: RemoteSession, on: boolean, name: string): void {
  const w = useWords();
  useEffect(() => {
    if (!on) return undefined;
    let lines = session.get("chat").length;
    const stopChat = session.on("chat", (chat) => {
      for (const line of chat.slice(lines)) if (line.from === "customer") tell(`${name}: ${line.text}`);
      lines = chat.length;
    });
    const seen = new Set(session.get("transfers").map(({ id }) => id));
    const stopFiles = session.on("transfers", (transfers) => {
      for (const { id, what, direction, state } of transfers) {
        if (seen.has(id)) continue;
        seen.add(id);
        const offered = what.is === "file" && direction === "received" && state === "offered";
        if (offered) tell(w.desktop.files.offered(name, what.name));
      }
    });
    return () => {
      stopChat();
      stopFiles();
    };
  }, [session, on, name, w]);
}
