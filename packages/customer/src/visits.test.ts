import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Privilege } from "@beckon/protocol/peer.ts";
import type { Opening, Visit } from "./customer-state.ts";
import { showInBrowser, type Captured } from "./show-in-browser.ts";
import { testSession } from "./test-session.ts";
import { ANSWER_MS } from "./visit-ports.ts";
import { createVisits } from "./visits.ts";

const opening: Opening = {
  type: "session/open",
  caseId: "c1",
  session: "c1-1",
  expert: { name: "Ana", company: "Nordwind" },
  recordings: { keep: "expert", days: 30 },
  colleague: null,
  iceServers: [],
  relayToken: "",
};

class Track extends EventTarget {
  readyState = "live";
  stop(): void {
    this.readyState = "ended";
  }
}
function picture() {
  const track = new Track();
  const stream = { getTracks: () => [track], getVideoTracks: () => [track] } as unknown as MediaStream;
  return { track, stream };
}

function setUp(memory = new Map<string, string>(), able = true) {
  let visit: Visit = { is: "none" };
  let now = 1_000_000;
  const timers = new Map<number, { at: number; call: () => void }>();
  let next = 1;
  const captured: { answer: Captured } = { answer: { is: "cancelled" } };
  const granted: { rights: readonly Privilege[] | null } = { rights: null };
  const answers: string[] = [];
  const session = testSession();
  const hosted: unknown[] = [];
  const visits = createVisits(
    {
      answer: (_session, answer) => void answers.push(answer),
      dismiss: () => undefined,
      signal: () => undefined,
      relayUrl: "",
      showing: {
        ...showInBrowser({
          canCapture: () => able,
          capture: () => Promise.resolve(captured.answer),
          loadHost: () =>
            Promise.resolve((options) => {
              hosted.push(options);
              return session.remote;
            }),
        }),
        granted: () => granted.rights,
      },
      memory: { getItem: (key) => memory.get(key) ?? null, setItem: (key, value) => void memory.set(key, value) },
      now: () => now,
      setTimeout: (call, ms) => {
        timers.set(next, { at: now + ms, call });
        return next++;
      },
      clearTimeout: (timer) => void timers.delete(timer as number),
    },
    (shown) => {
      visit = shown;
    },
    () => undefined,
  );
  const pass = (ms: number): void => {
    now += ms;
    for (const [id, { at, call }] of timers) if (at <= now && timers.delete(id)) call();
  };
  return { visits, answers, captured, granted, session, hosted, pass, memory, now: () => visit };
}

let house = setUp();
beforeEach(() => {
  house = setUp();
});

describe("consent", () => {
  it("[R1] is asked once per session, and 60 s without an answer count as denied", () => {
    house.visits.opened(opening);
    expect(house.now().is).toBe("asked");
    house.pass(ANSWER_MS - 1);
    house.visits.opened(opening);
    expect(house.now().is).toBe("asked");
    house.pass(1);
    expect(house.now()).toMatchObject({ is: "off", note: "unanswered", open: true });
    expect(house.answers).toEqual(["unanswered"]);
    house.visits.opened(opening);
    expect(house.now().is).toBe("off");
  });

  it("[X8] [X18] is not asked for without end by a server that opens sessions nobody asked for", () => {
    let shown = 0;
    for (let n = 0; n < 2_000; n += 1) {
      house.visits.opened({ ...opening, session: `c1-${n}` });
      const visit = house.now();
      shown = visit.is === "asked" && visit.opening.session === `c1-${n}` ? shown + 1 : shown;
    }
    expect(shown).toBe(20);
    expect(house.memory.size).toBe(20);
    expect(house.hosted).toEqual([]);
    house.pass(60_000);
    house.visits.opened({ ...opening, session: "c2-1" });
    expect(house.now()).toMatchObject({ is: "asked", opening: { session: "c2-1" } });
  });

  it("[R1] shows nothing when denied, and may be given after all while the expert is there", () => {
    house.visits.opened(opening);
    house.visits.deny();
    expect(house.hosted).toEqual([]);
    house.visits.reconsider();
    expect(house.now().is).toBe("asked");
    house.visits.over();
    expect(house.now().is).toBe("none");
    expect(house.answers).toEqual(["denied"]);
  });

  it("[R1] asks again when the picker is cancelled, with the whole time, which stands still while it is open", async () => {
    house.visits.opened(opening);
    house.pass(50_000);
    const allowing = house.visits.allow();
    house.pass(120_000);
    await allowing;
    expect(house.now()).toMatchObject({ is: "asked", trouble: "cancelled" });
    expect(house.answers).toEqual([]);
    house.pass(ANSWER_MS);
    expect(house.answers).toEqual(["unanswered"]);
  });

  it("[R1] stops what was picked when the expert left meanwhile", async () => {
    const { track, stream } = picture();
    house.captured.answer = { is: "stream", stream };
    house.visits.opened(opening);
    const allowing = house.visits.allow();
    house.visits.over();
    await allowing;
    expect(house.now().is).toBe("none");
    expect(track.readyState).toBe("ended");
    expect(house.hosted).toEqual([]);
  });

  it("[R8] is not asked again after a reload in the same session, but waits for a click", async () => {
    house.captured.answer = { is: "stream", stream: picture().stream };
    house.visits.opened(opening);
    await house.visits.allow();
    expect(house.answers).toEqual(["allowed"]);
    const again = setUp(house.memory);
    again.captured.answer = house.captured.answer;
    again.visits.opened(opening);
    expect(again.now().is).toBe("resume");
    await again.visits.allow();
    expect(again.now().is).toBe("on");
    expect(again.answers).toEqual([]);
    again.visits.opened({ ...opening, session: "c1-2" });
    expect(again.now()).toMatchObject({ is: "asked", opening: { session: "c1-2" } });
  });

  it("[R8] [M9] is not asked again for what was granted before, where the computer can show itself without a click", async () => {
    house.granted.rights = ["see", "control"];
    house.captured.answer = { is: "stream", stream: picture().stream };
    house.visits.opened(opening);
    await vi.waitFor(() => expect(house.now().is).toBe("on"));
    expect(house.answers).toEqual(["allowed"]);
    const again = setUp(house.memory);
    again.granted.rights = ["see", "control"];
    again.captured.answer = house.captured.answer;
    again.visits.opened(opening);
    await vi.waitFor(() => expect(again.now().is).toBe("on"));
    expect(again.answers).toEqual([]);
    again.visits.stop();
    again.visits.opened(opening);
    expect(again.now()).toMatchObject({ is: "off", note: "stopped" });
  });
});

describe("a session", () => {
  async function begin() {
    const shown = picture();
    house.captured.answer = { is: "stream", stream: shown.stream };
    house.visits.opened(opening);
    await house.visits.allow();
    expect(house.now().is).toBe("on");
    return shown;
  }

  it("[M9] [S5] leaves a session that goes on at another place of this customer, without ending it for the expert", async () => {
    await begin();
    house.visits.handOver();
    expect(house.now().is).toBe("none");
    expect(house.session.values.get("state").is).toBe("ended");
    expect(house.session.byes).toEqual(["notSaid"]);
  });

  it("[R4] stops at once and stays stopped", async () => {
    await begin();
    house.visits.stop();
    expect(house.now()).toMatchObject({ is: "off", note: "stopped", open: false });
    expect(house.session.values.get("state").is).toBe("ended");
    house.visits.opened(opening);
    expect(house.now().is).toBe("off");
  });

  it("[R4] takes the right to see away when sharing is ended in the browser's own bar", async () => {
    const { track } = await begin();
    track.dispatchEvent(new Event("ended"));
    expect(house.session.values.get("privileges")).toEqual(["point"]);
  });

  it("ends with the expert's leaving, and says when the words could not be trusted", async () => {
    await begin();
    house.visits.over();
    expect(house.now()).toMatchObject({ is: "off", note: "ended" });
    house = setUp();
    await begin();
    house.session.become({ is: "ended", because: "wordsMismatch" });
    expect(house.now()).toMatchObject({ is: "off", note: "mismatch" });
  });
});
