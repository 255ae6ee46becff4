import { beforeEach, describe, expect, it } from "vitest";
import type { Privilege } from "@beckon/protocol/peer.ts";
import type { ColleagueVisit, Opening, Visit } from "./customer-state.ts";
import { testSession } from "./test-session.ts";
import { ANSWER_MS } from "./visit-ports.ts";
import { createVisits } from "./visits.ts";

const opening = (session: string, name: string, colleague: Opening["colleague"] = null): Opening => ({
  type: "session/open",
  caseId: "c1",
  session,
  expert: { name, company: "Nordwind" },
  recordings: { keep: "expert", days: 30 },
  colleague,
  iceServers: [],
  relayToken: "",
});
const ana = opening("c1-1", "Ana");
const ben = opening("c1-2", "Ben", { by: "Ana", part: "control" });
const cleo = opening("c1-3", "Cleo", { by: "Ana", part: "see" });

/** A computer that shows itself without a click. */
function setUp(memory = new Map<string, string>()) {
  let [visit, colleagues]: [Visit, readonly ColleagueVisit[]] = [{ is: "none" }, []];
  let now = 1_000_000;
  const timers = new Map<number, { at: number; call: () => void }>();
  let next = 1;
  const told: string[] = [];
  const sessions = new Map<string, ReturnType<typeof testSession>>();
  const host = (session: string, rights: readonly Privilege[], offers?: readonly Privilege[]) => {
    const made = testSession(rights);
    made.remote.offer(offers);
    sessions.set(session, made);
    return made.remote;
  };
  const visits = createVisits(
    {
      answer: (session, answer) => void told.push(`${answer} ${session}`),
      dismiss: (session) => void told.push(`dismiss ${session}`),
      signal: () => undefined,
      relayUrl: "",
      showing: {
        prepare: () =>
          Promise.resolve({
            is: "ready",
            start: ({ session }, rights = ["see", "point"]) => host(session, rights),
            discard: () => undefined,
          }),
        join: ({ session }, rights, offers) => host(session, rights, offers),
        change: () => Promise.resolve("failed"),
        granted: () => null,
      },
      memory: { getItem: (key) => memory.get(key) ?? null, setItem: (key, value) => void memory.set(key, value) },
      now: () => now,
      setTimeout: (call, ms) => {
        timers.set(next, { at: now + ms, call });
        return next++;
      },
      clearTimeout: (timer) => void timers.delete(timer as number),
    },
    (shown, others) => {
      [visit, colleagues] = [shown, others];
    },
    () => undefined,
  );
  return {
    visits,
    told,
    memory,
    visit: () => visit,
    shown: () => colleagues.map((one) => `${one.is} ${one.opening.expert.name}`),
    of(session: string) {
      const found = sessions.get(session);
      if (!found) throw new Error(`no session ${session}`);
      return found;
    },
    may: (session: string) => sessions.get(session)?.values.get("privileges"),
    pass(ms: number) {
      now += ms;
      for (const [id, { at, call }] of timers) if (at <= now && timers.delete(id)) call();
    },
  };
}

let house = setUp();
beforeEach(async () => {
  house = setUp();
  house.visits.opened(ana);
  await house.visits.allow(["see", "point", "control", "files"]);
  house.told.length = 0;
});

function letIn(who: Opening, rights: readonly Privilege[]) {
  house.visits.opened(who);
  house.visits.answerColleague(who.session, rights);
}

describe("a colleague at the customer", () => {
  it("[R9] is asked for apart, and has a session of their own; the first goes on", () => {
    house.visits.opened(ben);
    expect(house.shown()).toEqual(["asked Ben"]);
    house.visits.answerColleague("c1-2", ["see", "point"]);
    expect(house.shown()).toEqual(["on Ben"]);
    expect(house.told).toEqual(["allowed c1-2"]);
    house.visits.signal("c1-2", "for Ben");
    house.visits.signal("c1-1", "for Ana");
    expect([house.of("c1-1").signals, house.of("c1-2").signals]).toEqual([["for Ana"], ["for Ben"]]);
    house.visits.say("hello");
    expect([house.of("c1-1").said, house.of("c1-2").said]).toEqual([["hello"], ["hello"]]);
    house.of("c1-2").become({ is: "ended", because: "endedThere" });
    expect(house.shown()).toEqual([]);
    expect(house.visit().is).toBe("on");
  });

  it("[R9] [R1] is not let in when denied, nor after 60 s without an answer", () => {
    house.visits.opened(ben);
    house.visits.opened(cleo);
    house.visits.answerColleague("c1-2", null);
    house.pass(ANSWER_MS);
    expect(house.told).toEqual(["denied c1-2", "unanswered c1-3"]);
    expect(house.shown()).toEqual([]);
    house.visits.opened(ben);
    expect(house.shown()).toEqual([]);
  });

  it("[R9] is not asked for before the first is allowed, and goes with them", async () => {
    const later = setUp();
    later.visits.opened(ana);
    later.visits.opened(ben);
    expect(later.shown()).toEqual([]);
    await later.visits.allow(["see"]);
    expect(later.shown()).toEqual(["asked Ben"]);
    later.visits.answerColleague("c1-2", ["see"]);
    later.visits.stop();
    expect(later.shown()).toEqual([]);
    expect(later.of("c1-2").values.get("state").is).toBe("ended");
    expect(later.visit()).toMatchObject({ is: "off", note: "stopped" });
  });

  it("[R23] is granted at most what they were brought in for", () => {
    letIn(cleo, ["see", "point", "control", "files"]);
    letIn(ben, ["see", "point", "control", "files", "record"]);
    expect(house.may("c1-3")).toEqual(["see", "point"]);
    expect(house.may("c1-2")).toEqual(["see", "point", "control"]);
    house.visits.opened({ ...cleo, colleague: { by: "Ana", part: "control" } });
    house.of("c1-3").remote.grant(["see", "clipboard", "restart"]);
    expect(house.may("c1-3")).toEqual(["see", "clipboard"]);
  });

  it("[R23] one controls at a time: granting it to one takes it from the other", () => {
    letIn(ben, ["see", "control"]);
    expect(house.may("c1-1")).toEqual(["see", "point", "files"]);
    house.of("c1-1").remote.grant(["see", "point", "files", "control"]);
    expect(house.may("c1-2")).toEqual(["see"]);
    house.of("c1-1").remote.grant(["see"]);
    house.of("c1-2").remote.grant(["see", "control"]);
    expect(house.may("c1-2")).toEqual(["see", "control"]);
  });

  it("[R23] everybody is told who is there and what they may do", () => {
    letIn(ben, ["see"]);
    const people = [
      { session: "c1-1", name: "Ana", part: "expert", may: ["see", "point", "control", "files"] },
      { session: "c1-2", name: "Ben", part: "colleague", may: ["see"] },
    ];
    expect(house.of("c1-1").values.get("people")).toEqual(people);
    expect(house.of("c1-2").values.get("people")).toEqual(people);
    house.of("c1-2").remote.end();
    expect(house.of("c1-1").values.get("people")).toEqual(people.slice(0, 1));
  });

  it("[R23] is sent away by the customer, and by the server's word", () => {
    letIn(ben, ["see"]);
    letIn(cleo, ["see"]);
    house.visits.dismissColleague("c1-2");
    expect(house.told.at(-1)).toBe("dismiss c1-2");
    expect(house.of("c1-2").values.get("state").is).toBe("ended");
    house.visits.settle(["c1-1"]);
    expect(house.of("c1-3").values.get("state").is).toBe("ended");
    expect(house.shown()).toEqual([]);
    expect(house.visit().is).toBe("on");
  });

  it("[R8] who was allowed is there again after a reload, with the same rights and without a question", async () => {
    letIn(ben, ["see", "control"]);
    const again = setUp(house.memory);
    again.visits.opened(ana);
    again.visits.opened(ben);
    await again.visits.allow(["see"]);
    expect(again.shown()).toEqual(["on Ben"]);
    expect(again.may("c1-2")).toEqual(["see", "control"]);
    expect(again.told).toEqual([]);
  });
});

describe("a server that says a colleague was allowed before", () => {
  it("[R9] [X18] lets nobody in again whom the customer sent away, or who went with a Stop", async () => {
    letIn(ben, ["see", "control"]);
    letIn(cleo, ["see"]);
    house.visits.dismissColleague("c1-2");
    house.visits.opened(ben);
    expect(house.shown()).toEqual(["on Cleo"]);
    house.visits.stop();
    const again = setUp(house.memory);
    again.visits.opened({ ...ana, session: "c1-9" });
    await again.visits.allow(["see"]);
    again.visits.opened(ben);
    again.visits.opened(cleo);
    expect(again.shown()).toEqual(["asked Cleo"]);
    // One who went by the server's own word comes back by the customer's only.
    letIn(cleo, ["see"]);
    again.visits.answerColleague("c1-3", ["see"]);
    again.visits.settle(["c1-9"]);
    again.visits.opened(cleo);
    expect(again.shown()).toEqual(["asked Cleo"]);
  });

  it("[R4] [X18] gives nobody back after a reload what was taken back before it", async () => {
    letIn(ben, ["see", "point", "control"]);
    house.of("c1-2").remote.grant(["see"]);
    const again = setUp(house.memory);
    again.visits.opened(ana);
    again.visits.opened(ben);
    await again.visits.allow(["see"]);
    expect(again.may("c1-2")).toEqual(["see"]);
  });
});

describe("handing over at the customer", () => {
  const handed = { ...ben, colleague: null };
  const stays = { ...ana, colleague: { by: "Ben", part: "control" } as const };

  it("[R24] the two change places: nothing is asked, and neither session ends", () => {
    letIn(ben, ["see", "point"]);
    house.told.length = 0;
    house.visits.opened(handed);
    house.visits.opened(stays);
    expect(house.visit()).toMatchObject({ is: "on", opening: { session: "c1-2", colleague: null } });
    expect(house.shown()).toEqual(["on Ana"]);
    expect(house.told).toEqual([]);
    expect(house.may("c1-1")).toEqual(["see", "point", "control"]);
    house.of("c1-2").remote.grant(["see", "files"]);
    expect(house.may("c1-2")).toEqual(["see", "files"]);
    house.of("c1-1").become({ is: "ended", because: "endedThere" });
    expect(house.shown()).toEqual([]);
    expect(house.visit().is).toBe("on");
    house.of("c1-2").become({ is: "ended", because: "endedThere" });
    expect(house.visit()).toMatchObject({ is: "off", note: "ended" });
  });

  it("[R24] after a reload of the customer's page, too, the one who has the case is the first", async () => {
    letIn(ben, ["see", "point"]);
    const again = setUp(house.memory);
    again.visits.opened(handed);
    again.visits.opened(stays);
    expect(again.visit().is).toBe("resume");
    await again.visits.allow(["see"]);
    expect(again.shown()).toEqual(["on Ana"]);
    expect(again.may("c1-1")).toEqual(["see", "point"]);
    expect(again.told).toEqual([]);
    expect(again.visit()).toMatchObject({ is: "on", opening: { session: "c1-2" } });
  });
});
