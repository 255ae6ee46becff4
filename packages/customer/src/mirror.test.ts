import { describe, expect, it, vi } from "vitest";
import type { SessionValues } from "@beckon/session/remote-session.ts";
import { makeValues } from "@beckon/session/values.ts";
import type { CaseStore } from "./case-store.ts";
import type { CustomerState, Opening } from "./customer-state.ts";
import { mirrorAct, mirrorDown, type MirrorAct, type MirrorDown } from "./mirror-messages.ts";
import { mirrorStore } from "./mirror-store.ts";
import { publishStore } from "./publish-store.ts";

const opening: Opening = {
  type: "session/open",
  caseId: "c1",
  session: "c1-1",
  expert: { name: "Ana", company: "Nordwind" },
  recordings: { keep: "expert", days: 30 },
  colleague: null,
  iceServers: [{ urls: ["turn:relay.example"], username: "u", credential: "a secret" }],
  relayToken: "",
};
const idle: CustomerState = {
  link: "open",
  aheadMs: 12,
  page: { is: "moduleUnknown" },
  visit: { is: "none" },
  colleagues: [],
  problem: null,
  busy: false,
  outbox: [{ id: 1, text: "hello", failed: true }],
  spoken: [],
  moving: false,
};

function nothingYet(): SessionValues {
  return {
    state: { is: "connecting" },
    words: { words: undefined, changed: false },
    picture: { stream: null, shows: null },
    chat: [],
    pointer: null,
    pen: [],
    privileges: ["see"],
    privilegeAsked: null,
    voice: { mine: false, theirs: false, stream: null },
    host: null,
    desktop: null,
    transfers: [],
    fileAsked: false,
    system: null,
    systemAnswer: null,
    people: [],
    recording: false,
    stats: null,
  };
}

/** A module's store and a page's, with text between them as over a socket. */
function setUp() {
  let state = idle;
  const did: [string, ...unknown[]][] = [];
  const noted =
    (name: string) =>
    (...given: unknown[]) => {
      did.push([name, ...given]);
    };
  const later =
    (name: string) =>
    (...given: unknown[]) =>
      Promise.resolve(void did.push([name, ...given]));
  const listeners = new Set<() => void>();
  const store: CaseStore = {
    get state() {
      return state;
    },
    hasModule: true,
    holding: null,
    canMove: true,
    prepareMove: () => Promise.resolve(null),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start: later("start"),
    move: () => Promise.resolve(false),
    look: later("look"),
    join: later("join"),
    otherCode: noted("otherCode"),
    openModule: later("openModule"),
    retryModule: later("retryModule"),
    startAnew: noted("startAnew"),
    say: later("say"),
    leaveMessage: later("leaveMessage"),
    waitOn: later("waitOn"),
    takeBack: noted("takeBack"),
    close: later("close"),
    leave: later("leave"),
    reopen: later("reopen"),
    rate: (stars, comment) => Promise.resolve(did.push(["rate", stars, comment]) > 0),
    resume: later("resume"),
    allow: later("allow"),
    deny: noted("deny"),
    reconsider: noted("reconsider"),
    stop: noted("stop"),
    answerColleague: noted("answerColleague"),
    dismissColleague: noted("dismissColleague"),
    changePicture: () => Promise.resolve("failed"),
  };
  const acts = {
    pauseTransfer: noted("pauseTransfer"),
    cancelTransfer: noted("cancelTransfer"),
    declineFile: noted("declineFile"),
    speak: noted("speak"),
    receiveInto: noted("receiveInto"),
    uninstall: noted("uninstall"),
  };
  const sent: string[] = [];
  const published = publishStore(store, acts, { setTimeout: (call) => queueMicrotask(call) });
  const page = mirrorStore((act: MirrorAct) => {
    const parsed = mirrorAct.parse(JSON.parse(JSON.stringify(act)));
    published.take(parsed, down);
  });
  function down(message: MirrorDown): void {
    const text = JSON.stringify(message);
    sent.push(text);
    page.take(mirrorDown.parse(JSON.parse(text)));
  }
  const values = makeValues<SessionValues>(nothingYet());
  const remote = {
    get: values.get,
    on: values.on,
    say: noted("remote.say"),
    grant: noted("remote.grant"),
    setMicrophone: noted("remote.setMicrophone"),
  };
  return {
    page,
    did,
    sent,
    values,
    remote,
    published,
    down,
    become(next: Partial<CustomerState>) {
      state = { ...state, ...next };
      for (const listener of listeners) listener();
    },
  };
}

describe("the module's page", () => {
  it("shows what the module's store shows, whole, also when it comes late", async () => {
    const { page, become, published, down } = setUp();
    become({ aheadMs: 13 });
    published.show(down);
    expect(page.store.state).toEqual({ ...idle, aheadMs: 13 });
    become({ page: { is: "gone" }, busy: true });
    await vi.waitFor(() => expect(page.store.state).toMatchObject({ page: { is: "gone" }, busy: true }));
  });

  it("follows a session by its values, and forgets it when it is over", async () => {
    const { page, become, published, down, values, remote, did } = setUp();
    published.show(down);
    become({ visit: { is: "on", opening, remote } });
    await vi.waitFor(() => expect(page.store.state.visit.is).toBe("on"));
    const { visit } = page.store.state;
    if (visit.is !== "on") throw new Error("no session");
    const seen: unknown[] = [];
    visit.remote.on("privileges", (now) => seen.push(now));
    values.set("privileges", ["see", "control"]);
    values.set("words", { words: ["amber", "boat", "cedar", "dune"], changed: true });
    values.set("chat", [{ id: "l1", at: 5, from: "expert", text: "hello" }]);
    await vi.waitFor(() => expect(visit.remote.get("chat")).toHaveLength(1));
    expect(seen).toEqual([["see", "control"]]);
    expect(visit.remote.get("words")).toEqual({ words: ["amber", "boat", "cedar", "dune"], changed: true });
    expect(page.store.state.visit).toBe(visit);
    visit.remote.grant(["see"]);
    page.store.stop();
    expect(did).toEqual([["remote.grant", ["see"]], ["stop"]]);
    become({ visit: { is: "off", opening, note: "stopped", open: false } });
    await vi.waitFor(() => expect(page.store.state.visit).toMatchObject({ is: "off", note: "stopped" }));
  });

  it("never holds a relay's credentials", async () => {
    const { sent, become, published, down, remote, page } = setUp();
    published.show(down);
    become({ visit: { is: "on", opening, remote } });
    await vi.waitFor(() => expect(page.store.state.visit.is).toBe("on"));
    expect(sent.join("")).not.toContain("a secret");
  });

  it("[R1] [X18] answers the question it has shown, not another that a server put in its place meanwhile", async () => {
    const { page, did, become, published, down, remote } = setUp();
    const stopShowing = published.show(down);
    become({ visit: { is: "asked", opening, answerBy: 5, picking: false, trouble: null } });
    await vi.waitFor(() => expect(page.store.state.visit.is).toBe("asked"));
    // The finger is on the button already when the name changes.
    stopShowing();
    const eve = { ...opening, session: "eve-1", expert: { name: "Eve", company: "Nordwind" } };
    become({ visit: { is: "asked", opening: eve, answerBy: 5, picking: false, trouble: null } });
    await page.store.allow(["see", "control"]);
    expect(did).toEqual([]);
    // Nor does a right given in one session reach into the next.
    become({ visit: { is: "on", opening: eve, remote } });
    published.take({ type: "grant", session: opening.session, privileges: ["see", "control"] }, down);
    expect(did).toEqual([]);
    published.take({ type: "grant", session: eve.session, privileges: ["see"] }, down);
    expect(did).toEqual([["remote.grant", ["see"]]]);
  });

  it("asks for acts of a closed list only, and is told what came of a rating", async () => {
    const { page, did, become, published, down } = setUp();
    published.show(down);
    become({ visit: { is: "asked", opening, answerBy: 5, picking: false, trouble: null } });
    await vi.waitFor(() => expect(page.store.state.visit.is).toBe("asked"));
    await page.store.allow(["see", "control"]);
    page.acts.pauseTransfer("t1", true);
    await expect(page.store.rate(4, "good")).resolves.toBe(true);
    expect(did).toEqual([
      ["allow", ["see", "control"]],
      ["pauseTransfer", "t1", true],
      ["rate", 4, "good"],
    ]);
    for (const bad of [
      { type: "allow", session: "s1", rights: ["everything"] },
      { type: "allow", rights: ["see"] },
      { type: "grant", session: "s1" },
      { type: "sendFile", path: "/etc/passwd" },
      { type: "rate", id: 1, stars: 9, comment: "" },
    ])
      expect(mirrorAct.safeParse(bad).success).toBe(false);
  });
});
