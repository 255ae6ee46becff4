import { afterEach, describe, expect, it, vi } from "vitest";
import { LAST_INSTANT } from "@beckon/protocol/words.ts";
import { makeChat } from "./chat.ts";
import type { LinkEvents } from "./link.ts";
import type { Machine } from "./machine.ts";
import { hostSession, type RemoteSession } from "./remote-session.ts";

const sessions: RemoteSession[] = [];
afterEach(() => {
  for (const session of sessions.splice(0)) session.end();
});

/** A whole customer's side over a computer that counts what is done to it, on a link that the expert says anything by. */
async function victim() {
  const did: string[] = [];
  const answers: { settle(outcome: "declined" | "done"): void }[] = [];
  const note = (what: string) => () => void did.push(what);
  const machine: Machine = {
    kind: "linux",
    offers: ["see", "point", "control", "clipboard", "files", "restart", "record"],
    openScreen: () => {
      did.push("screen");
      const nothing = (): void => undefined;
      const area = () => ({ x: 0, y: 0, width: 100, height: 100 });
      return { receive: nothing, restart: nothing, show: nothing, setQuality: nothing, area, close: nothing };
    },
    input: {
      move: note("move"),
      button: note("button"),
      wheel: note("wheel"),
      key: note("key"),
      text: note("text"),
      forget: () => undefined,
    },
    clipboard: { write: async () => void did.push("clipboard"), watch: () => () => undefined },
    receiveFile: async () => "failed",
    facts: () => {
      did.push("facts");
      return new Promise(() => undefined);
    },
    restart: () => {
      did.push("restart");
      return new Promise(() => undefined);
    },
    elevate: () => {
      did.push("elevate");
      return new Promise((settle) => answers.push({ settle }));
    },
  };
  let link: LinkEvents | undefined;
  const signals: { generation: number }[] = [];
  const session = hostSession({
    session: "s1",
    iceServers: [],
    signal: (body) => void signals.push(JSON.parse(body) as { generation: number }),
    machine,
    privileges: [],
    links: {
      ready: () => Promise.resolve(),
      open(_side, _servers, _media, events) {
        link = events;
        events.negotiate({ candidate: null });
        return {
          up: true,
          handle: () => undefined,
          send: () => true,
          sendBytes: () => true,
          buffered: () => 0,
          setVideo: () => undefined,
          setAudio: () => undefined,
          configure: () => undefined,
          restart: () => false,
          reading: () => Promise.reject(new Error("nothing is measured")),
          close: () => undefined,
        };
      },
    },
  });
  sessions.push(session);
  await vi.waitFor(() => expect(link).toBeDefined());
  const say = (message: object): void => {
    const heard = link?.read(JSON.stringify(message));
    if (heard !== undefined) link?.message(heard);
  };
  return { session, did, answers, say, signals };
}

describe("an expert who says what they may not", () => {
  it("[R4] [X18] does nothing at all without the right to it, whatever is said", async () => {
    const { session, did, say } = await victim();
    const at = [0.5, 0.5];
    const everything = [
      { type: "input/move", at },
      { type: "input/button", at, button: 0, down: true },
      { type: "input/wheel", at, dx: 1, dy: 1 },
      { type: "input/key", key: "a", code: "KeyA", down: true },
      { type: "input/text", text: "rm -rf /\n" },
      { type: "screen/show", monitor: 1 },
      { type: "system/ask" },
      { type: "system/restart" },
      { type: "system/elevate" },
      { type: "file/ask" },
      { type: "recording/is", on: true },
      { type: "pen/draw", stroke: "a", colour: "#000000", points: [at] },
      { type: "pointer/move", n: 1, at },
      // What only a customer says.
      { type: "privilege/granted", privileges: ["see", "control"] },
      { type: "people/there", people: [] },
      { type: "system/answer", to: "elevate", outcome: "done" },
    ];
    for (const message of everything) say(message);
    expect(did).toEqual([]);
    expect(session.dropped).toBe(everything.length);
    expect([session.get("privileges"), session.get("fileAsked"), session.get("recording")]).toEqual([[], false, false]);
    // One right opens nothing else.
    session.grant(["point", "clipboard", "files", "record"]);
    for (const message of everything.slice(0, 9)) say(message);
    expect(did).toEqual([]);
    session.grant(["control"]);
    say({ type: "system/restart" });
    expect(did).toEqual([]);
  });

  it("[X8] [X18] has facts gathered, the computer restarted and rights raised once at a time, however often asked", async () => {
    const { session, did, say, answers } = await victim();
    session.grant(["control", "restart"]);
    for (let n = 0; n < 200; n += 1)
      for (const type of ["system/ask", "system/restart", "system/elevate"]) say({ type });
    expect(did.toSorted()).toEqual(["elevate", "facts", "restart"]);
    answers[0]?.settle("declined");
    await new Promise((resolve) => setImmediate(resolve));
    // The system's own question was answered with no: it is not put again at once.
    for (let n = 0; n < 100; n += 1) say({ type: "system/elevate" });
    expect(did.filter((what) => what === "elevate")).toHaveLength(1);
  });

  it("[R4] [X18] asks in a flood, and the customer meets one question that stands, not another under the finger", async () => {
    const { session, say } = await victim();
    const met: unknown[] = [];
    session.on("privilegeAsked", (asked) => met.push(asked));
    const rights = ["files", "control", "restart", "clipboard"];
    for (let n = 0; n < 400; n += 1) say({ type: "privilege/ask", privilege: rights[n % rights.length] });
    expect(met).toEqual(["files"]);
    session.grant(["files"]);
    expect(met).toEqual(["files", null]);
    // Nor does the next one come under the second half of a double click.
    expect(session.get("privilegeAsked")).toBeNull();
    await vi.waitFor(() => expect(session.get("privilegeAsked")).toBe("clipboard"), 3_000);
    // What is granted already asks nothing, and does not take the question away.
    say({ type: "privilege/ask", privilege: "files" });
    expect(session.get("privilegeAsked")).toBe("clipboard");
    session.end();
    expect(session.get("privilegeAsked")).toBeNull();
  });

  it("[R8] [X18] cannot count a session to where no connection can follow", async () => {
    const { session, signals } = await victim();
    const ready = (generation: number): void =>
      session.handleSignal(JSON.stringify({ session: "s1", generation, ready: true }));
    for (const generation of [Number.MAX_SAFE_INTEGER, 2 ** 53, -1, 0.5]) ready(generation);
    await vi.waitFor(() => expect(signals.length).toBeGreaterThan(1), 5_000);
    ready(Number.MAX_SAFE_INTEGER);
    await vi.waitFor(() => expect(signals.length).toBeGreaterThan(2), 5_000);
    const counted = signals.map(({ generation }) => generation);
    expect(counted.every(Number.isSafeInteger)).toBe(true);
    expect(new Set(counted).size).toBe(counted.length);
    expect(counted).toEqual(counted.toSorted((one, other) => one - other));
    expect(Math.max(...counted)).toBeLessThan(Number.MAX_SAFE_INTEGER - 1e12);
  });

  it("[R12] [X8] cannot mute the chat by a line from the end of time, nor send one that cannot be shown", async () => {
    const { session, say } = await victim();
    say({ type: "chat/line", line: { id: "l1", at: 9e15, from: "expert", text: "no date" } });
    expect([session.get("chat"), session.dropped]).toEqual([[], 1]);
    say({ type: "chat/line", line: { id: "l2", at: LAST_INSTANT, from: "expert", text: "late" } });
    session.say("and still I speak");
    const [late, mine] = session.get("chat").toSorted((one) => (one.from === "expert" ? -1 : 1));
    expect([late?.text, mine?.text]).toEqual(["late", "and still I speak"]);
    const expert = makeChat("expert", () => undefined);
    if (mine !== undefined) expert.hear(mine);
    expect(expert.pieces().flat()).toEqual([mine]);
    expect(new Intl.DateTimeFormat("en").format(mine?.at)).toBe("9/13/275760");
  });
});
