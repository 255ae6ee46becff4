import type { RecordingEvent } from "@beckon/protocol/recordings.ts";
import type { SessionValues } from "@beckon/session/remote-session.ts";
import { makeValues } from "@beckon/session/values.ts";
import { expect, it } from "vitest";
import { watchEvents } from "./watch-events.ts";

const line = (id: string, from: "customer" | "expert") => ({ id, at: 1, from, text: "what was said" });
const file = {
  id: "t",
  direction: "sent",
  what: { is: "file", name: "fix.zip" },
  size: 9,
  bytes: 9,
  because: null,
} as const;

it("[R22] a timeline begins with what is granted, and tells rights, files, chat, drawing and drops in order", () => {
  const values = makeValues<
    Pick<SessionValues, "state" | "privileges" | "chat" | "pen" | "transfers" | "systemAnswer">
  >({
    state: { is: "connected" },
    privileges: ["see", "record"],
    chat: [line("a", "customer")],
    pen: [],
    transfers: [],
    systemAnswer: null,
  });
  const told: RecordingEvent["what"][] = [];
  const stop = watchEvents(values as unknown as Parameters<typeof watchEvents>[0], (what) => told.push(what));
  values.set("privileges", ["see", "record", "control"]);
  values.set("privileges", ["see", "record"]);
  values.set("chat", [line("a", "customer"), line("b", "expert")]);
  values.set("pen", [{ id: "s", colour: "#000000", points: [[0, 0]] }]);
  values.set("pen", []);
  for (const state of ["running", "done", "done"] as const) values.set("transfers", [{ ...file, state }]);
  values.set("state", { is: "reconnecting", since: 1 });
  values.set("state", { is: "connected" });
  values.set("systemAnswer", { to: "restart", outcome: "comingBack" });
  stop();
  values.set("privileges", []);
  expect(told).toEqual([
    { is: "granted", privilege: "see" },
    { is: "granted", privilege: "record" },
    { is: "granted", privilege: "control" },
    { is: "takenBack", privilege: "control" },
    { is: "chat", from: "expert" },
    { is: "drew" },
    { is: "file", direction: "sent", name: "fix.zip" },
    { is: "reconnecting" },
    { is: "reconnected" },
    { is: "restarting" },
  ]);
  expect(JSON.stringify(told)).not.toContain("what was said");
});
