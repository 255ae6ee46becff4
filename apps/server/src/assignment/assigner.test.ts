import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LAST_EXPERT_MS } from "@beckon/domain/assignment/policy.ts";
import { makeTestTeam, type TestTeam } from "./test-team.ts";

const ACCEPT_MS = 30_000;
let team: TestTeam;
beforeEach(async () => {
  team = await makeTestTeam();
  // The administrator writes to every group, but is not at work in these tests.
});
afterEach(async () => {
  await team.stop();
  expect(team.faults).toEqual([]);
});

const offeredTo = async (caseId: string) => (await team.read(caseId)).offer?.to ?? null;

describe("giving cases", () => {
  it("[A3] in a group that offers to all, nobody is chosen", async () => {
    await team.member("Ana");
    const one = await team.customer();
    await team.settle();
    expect((await team.read(one)).offer).toBeNull();
  });

  it("[A3][A8] in turn: each case goes to whoever has been without one the longest, with the reason on the case", async () => {
    await team.group("roundRobin");
    const [ana, ben] = [await team.member("Ana"), await team.member("Ben")];
    const cases = [await team.customer(), await team.customer()];
    await team.settle();
    const offered = [await offeredTo(cases[0] ?? ""), await offeredTo(cases[1] ?? "")];
    expect(new Set(offered)).toEqual(new Set([ana.personId, ben.personId]));
    expect(await team.history(cases[0] ?? "")).toContainEqual(
      expect.objectContaining({
        is: "offered",
        to: offered[0],
        reason: expect.objectContaining({ because: "longestFree", load: 0, capacity: 3 }),
      }),
    );
  });

  it("[A4] whoever is away, busy, offline, at their limit or only reads is offered nothing", async () => {
    await team.group("roundRobin");
    const [away, busy, full] = [
      await team.member("Ana"),
      await team.member("Ben"),
      await team.member("Cleo", { capacity: 1 }),
    ];
    await team.member("Dora", { online: false });
    const reader = await team.member("Eve");
    await team.db
      .updateTable("group_shares")
      .set({ access: "read" })
      .where("person_id", "=", reader.personId)
      .execute();
    await team.people.choose(away.personId, "away");
    await team.people.choose(busy.personId, "busy");
    const theirs = await team.customer();
    await team.desk.act(full, theirs, null, { do: "assign", to: full.personId, expected: null });
    const one = await team.customer();
    await team.settle();
    expect(await offeredTo(one)).toBeNull();
    // By hand they may take more all the same.
    const taken = await team.desk.act(full, one, null, { do: "assign", to: full.personId, expected: null });
    expect(taken.ok).toBe(true);
  });

  it("[A5] an offer that was declined, and one that ran out, go to the next; three missed in a row set to away", async () => {
    await team.group("roundRobin");
    const [ana, ben] = [await team.member("Ana"), await team.member("Ben")];
    const one = await team.customer();
    await team.settle();
    const first = await offeredTo(one);
    const [decliner, other] = first === ana.personId ? [ana, ben] : [ben, ana];
    await team.desk.act(decliner, one, null, { do: "decline" });
    await team.settle();
    expect(await offeredTo(one)).toBe(other.personId);
    await team.pass(ACCEPT_MS);
    const missed = (await team.history(one)).filter((event) => event.is === "offerEnded");
    expect(missed.map(({ to, because }) => [to, because])).toEqual([
      [decliner.personId, "declined"],
      [other.personId, "missed"],
    ]);
    await team.people.choose(decliner.personId, "away");
    const statusOf = async (personId: string) =>
      (await team.people.candidates(team.ada.companyId)).find((one) => one.personId === personId)?.status;
    for (const _ of [2, 3]) {
      expect(await statusOf(other.personId)).toBe("online");
      const next = await team.customer();
      await team.settle();
      expect(await offeredTo(next)).toBe(other.personId);
      await team.pass(ACCEPT_MS);
    }
    await team.settle();
    expect(await statusOf(other.personId)).toBe("away");
    expect(team.told).toContainEqual(expect.objectContaining({ about: "presence", personId: other.personId }));
  });

  it("[A5] answering in time begins the count anew", async () => {
    await team.group("roundRobin");
    const ana = await team.member("Ana");
    const missedInRow = async () =>
      (await team.people.candidates(team.ada.companyId)).find((one) => one.personId === ana.personId)?.missedInRow;
    const one = await team.customer();
    await team.pass(0);
    await team.pass(ACCEPT_MS);
    expect(await missedInRow()).toBe(1);
    const two = await team.customer();
    await team.settle();
    await team.desk.act(ana, two, null, { do: "accept" });
    await team.settle();
    expect(await missedInRow()).toBe(0);
    expect((await team.read(two)).assigneeId).toBe(ana.personId);
    expect((await team.read(one)).assigneeId).toBeNull();
  });

  it("[A5] an offer to somebody who is no longer there goes on at once", async () => {
    await team.group("roundRobin");
    const [ana, ben] = [await team.member("Ana"), await team.member("Ben")];
    const one = await team.customer();
    await team.settle();
    const first = await offeredTo(one);
    await team.people.choose(first ?? "", "away");
    await team.settle();
    expect(await offeredTo(one)).toBe(first === ana.personId ? ben.personId : ana.personId);
  });

  it("[A6] who becomes free is offered the longest waiting case of the highest priority", async () => {
    await team.group("leastBusy");
    const ana = await team.member("Ana", { capacity: 1 });
    const busyWith = await team.customer();
    await team.settle();
    await team.desk.act(ana, busyWith, null, { do: "accept" });
    const normal = [await team.customer()];
    await team.pass(1000);
    const high = [await team.customer({ priority: "high" })];
    await team.pass(1000);
    high.push(await team.customer({ priority: "high" }));
    normal.push(await team.customer());
    await team.settle();
    for (const one of [...normal, ...high]) expect(await offeredTo(one)).toBeNull();
    const given: string[] = [];
    let current = busyWith;
    for (let turn = 0; turn < 4; turn++) {
      await team.desk.act(ana, current, null, { do: "close", outcome: "solved" });
      await team.settle();
      for (const one of [...normal, ...high])
        if ((await offeredTo(one)) === ana.personId) {
          given.push(one);
          current = one;
        }
      await team.desk.act(ana, current, null, { do: "accept" });
      await team.settle();
    }
    expect(given).toEqual([...high, ...normal]);
  });

  it("[A7] a customer who comes back within a day is offered first to the expert they had, known by browser or address", async () => {
    await team.group("roundRobin");
    const [ana] = [await team.member("Ana"), await team.member("Ben"), await team.member("Cleo")];
    const hadAna = async (about: { secretHash?: string; email?: string }) => {
      const earlier = await team.customer(about);
      await team.desk.act(ana, earlier, null, { do: "connect", connection: `here.${earlier}` });
      await team.desk.act(ana, earlier, null, { do: "close", outcome: "solved" });
      await team.settle();
    };
    await hadAna({ secretHash: "maria" });
    await hadAna({ email: "jo@example.com" });
    for (const about of [{ secretHash: "maria" }, { email: "jo@example.com" }]) {
      await team.pass(60_000);
      const back = await team.customer(about);
      await team.settle();
      const { offer } = await team.read(back);
      expect(offer).toMatchObject({ to: ana.personId, reason: { because: "lastExpert" } });
      await team.desk.act(team.ada, back, null, { do: "close", outcome: null });
    }
    // Also where cases are open to everybody: others may take it meanwhile, and nobody else is asked.
    await team.group("offerToAll");
    await team.pass(60_000);
    const open = await team.customer({ secretHash: "maria" });
    await team.settle();
    expect(await offeredTo(open)).toBe(ana.personId);
    await team.people.choose(ana.personId, "away");
    await team.settle();
    expect(await offeredTo(open)).toBeNull();
    await team.people.choose(ana.personId, "online");
    await team.desk.act(team.ada, open, null, { do: "close", outcome: null });
    await team.group("roundRobin");
    await team.pass(LAST_EXPERT_MS);
    const later = await team.customer({ secretHash: "maria" });
    await team.settle();
    expect((await team.read(later)).offer?.reason.because).toBe("longestFree");
  });

  it("[A9] nobody came within the limit: the case moves to the fallback group once, and those who supervise are told", async () => {
    const night = await team.anotherGroup("Night");
    await team.group("roundRobin", { fallback: night });
    await team.group("roundRobin", { fallback: team.groupId }, night);
    const nina = await team.member("Nina", { groups: [night] });
    const one = await team.customer();
    await team.pass(599_000);
    expect((await team.read(one)).groupId).toBe(team.groupId);
    await team.pass(1_000);
    const moved = await team.read(one);
    expect(moved).toMatchObject({ groupId: night, offer: { to: nina.personId } });
    expect(team.told).toContainEqual({
      about: "escalated",
      caseId: one,
      from: team.groupId,
      to: night,
      waitedMs: 600_000,
    });
    expect(team.told).toContainEqual(expect.objectContaining({ about: "case", caseId: one, from: team.groupId }));
    await team.pass(3_600_000);
    expect((await team.history(one)).filter(({ is }) => is === "escalated")).toHaveLength(1);
    expect((await team.read(one)).groupId).toBe(night);
  });

  it("[A9] without a fallback group the case stays, and only those who supervise are told; closed groups miss nobody", async () => {
    const one = await team.customer();
    const never = { timeZone: "UTC", weekly: [], holidays: [] };
    await team.group("offerToAll", { hours: never });
    await team.pass(600_000);
    expect((await team.read(one)).escalatedAt).toBeNull();
    await team.group("offerToAll");
    await team.settle();
    expect(await team.read(one)).toMatchObject({ groupId: team.groupId, escalatedAt: team.now() });
  });

  it("[A3] a module may say otherwise than its group: by skills, where the least important is dropped when nobody has all", async () => {
    await team.member("Ana", { skills: ["Linux"] });
    const ben = await team.member("Ben", { skills: ["Linux", "Spanish"] });
    await team.member("Cleo", { skills: ["Spanish", "VPN"] });
    await team.module({
      policy: { kind: "skills", acceptMs: 5_000 },
      requiredSkills: ["Linux", "Spanish", "VPN"],
    });
    const one = await team.customer();
    await team.settle();
    const { offer } = await team.read(one);
    expect(offer).toMatchObject({
      to: ben.personId,
      reason: { skills: { has: ["Linux", "Spanish"], lacks: ["VPN"] } },
    });
    expect((offer?.until ?? 0) - (offer?.since ?? 0)).toBe(5_000);
    await team.group("leastBusy");
    await team.module({ policy: { kind: "offerToAll", acceptMs: 5_000 } });
    const open = await team.customer();
    await team.settle();
    expect(await offeredTo(open)).toBeNull();
  });

  it("[A12] a module's own hours count in its group's place", async () => {
    await team.member("Ana");
    const never = { timeZone: "UTC", weekly: [], holidays: [] };
    await team.group("roundRobin");
    await team.module({ hours: never });
    const one = await team.customer();
    await team.settle();
    expect(await offeredTo(one)).toBeNull();
    await team.pass(600_000);
    expect((await team.read(one)).escalatedAt).toBeNull();
  });

  it("[A12] outside a group's hours nobody is offered its cases", async () => {
    const ana = await team.member("Ana");
    await team.group("roundRobin", { hours: { timeZone: "UTC", weekly: [], holidays: [] } });
    const one = await team.customer();
    await team.settle();
    expect(await offeredTo(one)).toBeNull();
    await team.group("roundRobin");
    await team.pass(10_000);
    expect(await offeredTo(one)).toBe(ana.personId);
  });
});
