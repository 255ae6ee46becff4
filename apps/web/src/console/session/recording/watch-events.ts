import type { Privilege } from "@beckon/protocol/peer.ts";
import type { RecordingEvent } from "@beckon/protocol/recordings.ts";
import type { RemoteSession } from "@beckon/session/remote-session.ts";

/** Tells what happens in a session from now on, as a recording's timeline has it: first what is granted already. Returns how to stop. */
export function watchEvents(
  session: Pick<RemoteSession, "get" | "on">,
  tell: (what: RecordingEvent["what"]) => void,
): () => void {
  let granted: readonly Privilege[] = [];
  let lines = session.get("chat").length;
  let strokes = session.get("pen").length;
  let state = session.get("state").is;
  const told = new Set(session.get("transfers").map(({ id }) => id));

  function rights(): void {
    const now = session.get("privileges");
    for (const privilege of now) if (!granted.includes(privilege)) tell({ is: "granted", privilege });
    for (const privilege of granted) if (!now.includes(privilege)) tell({ is: "takenBack", privilege });
    granted = now;
  }
  rights();

  const stops = [
    session.on("privileges", rights),
    session.on("chat", (chat) => {
      for (const { from } of chat.slice(lines)) tell({ is: "chat", from });
      lines = chat.length;
    }),
    session.on("pen", (pen) => {
      if (pen.length > strokes) tell({ is: "drew" });
      strokes = pen.length;
    }),
    session.on("transfers", (transfers) => {
      for (const { id, what, direction, state: standing } of transfers) {
        if (what.is !== "file" || standing !== "done" || told.has(id)) continue;
        told.add(id);
        tell({ is: "file", direction, name: what.name });
      }
    }),
    session.on("systemAnswer", (answer) => {
      if (answer?.to === "restart" && answer.outcome === "comingBack") tell({ is: "restarting" });
    }),
    session.on("state", ({ is }) => {
      if (is === "reconnecting") tell({ is: "reconnecting" });
      else if (is === "connected" && state === "reconnecting") tell({ is: "reconnected" });
      state = is;
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
