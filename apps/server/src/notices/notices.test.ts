import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openNoticeDesk, type NoticeDesk } from "../../testing/notice-desk.ts";
import type { Subscriber } from "../../testing/push-server.ts";

const SECOND = 1_000;
const MINUTE = 60_000;
let house: NoticeDesk;
let phone: Subscriber;

beforeAll(async () => {
  house = await openNoticeDesk();
});
afterAll(() => house.close());
beforeEach(async () => {
  phone = await house.browser(house.ben);
  await house.wishes({});
});
afterEach(() => house.clear());

const kinds = (of = phone) => of.received.map(({ data }) => data["is"]);
/** A customer waits, and Ben was told once. */
async function toldOnce(): Promise<string> {
  const caseId = await house.customer();
  await house.after(0);
  await house.after(3 * SECOND);
  expect(kinds()).toEqual(["untaken"]);
  return caseId;
}

describe("a customer waits and no console is open", () => {
  it("[N1][N3] a push arrives, once from two servers, with names and a link and nothing else", async () => {
    const caseId = await house.customer("Eva Marin");
    await house.after(0);
    expect(phone.received).toEqual([]);
    await house.after(3 * SECOND);
    const path = `/console/queue/${caseId}`;
    const names = { customer: "Eva Marin", group: expect.any(String) };
    expect(phone.received.map(({ data }) => data)).toEqual([
      { is: "untaken", language: "de", tag: caseId, path, ...names },
    ]);
  });

  it("[N1] it is repeated with growing pauses until somebody takes the case, and is withdrawn then", async () => {
    const caseId = await toldOnce();
    await house.after(59 * SECOND);
    expect(kinds()).toHaveLength(1);
    await house.after(SECOND);
    expect(kinds()).toHaveLength(2);
    await house.after(119 * SECOND);
    expect(kinds()).toHaveLength(2);
    await house.after(SECOND);
    expect(kinds()).toHaveLength(3);
    await house.assign(caseId, house.ada);
    await house.after(SECOND);
    await house.after(30 * MINUTE);
    expect(kinds()).toEqual(["untaken", "untaken", "untaken", "withdraw"]);
    expect(phone.received.at(-1)?.data["tag"]).toBe(caseId);
  });

  it("[N1] it stops the moment the customer leaves", async () => {
    const caseId = await toldOnce();
    await house.leaves(caseId);
    await house.after(0);
    await house.after(30 * MINUTE);
    expect(kinds()).toEqual(["untaken", "withdraw"]);
  });

  it("[N1] what was due and not sent yet is not sent when the case was taken", async () => {
    const caseId = await house.customer();
    await house.after(0);
    house.now += 3 * SECOND;
    const [task] = await house.store.claim(house.now, 10);
    expect(task).toMatchObject({ do: "tell", entry: { caseId } });
    await house.assign(caseId, house.ada);
    expect(task && (await house.store.facts(task.entry, house.now))).toBeUndefined();
  });

  it("[N1] one that is on its way while the case is taken is withdrawn after it", async () => {
    const caseId = await house.customer();
    await house.after(0);
    house.now += 3 * SECOND;
    const [task] = await house.store.claim(house.now, 10);
    await house.assign(caseId, house.ada);
    await house.after(SECOND);
    expect(kinds()).toEqual([]);
    if (task) await house.store.settle(task.entry, { told: 1, nextAt: null });
    await house.after(SECOND);
    expect(kinds()).toEqual(["withdraw"]);
  });

  it("[N1] what a server that died was about to tell another one tells, once its lease is over", async () => {
    await house.customer();
    await house.after(0);
    house.now += 3 * SECOND;
    expect(await house.store.claim(house.now, 10)).toHaveLength(1);
    await house.after(39 * SECOND);
    expect(kinds()).toEqual([]);
    await house.after(SECOND);
    expect(kinds()).toEqual(["untaken"]);
  });

  it("[N1] all one's browsers show it; one that is gone for good is forgotten", async () => {
    const tablet = await house.browser(house.ben);
    phone.answers(410);
    await house.customer();
    await house.after(0);
    await house.after(3 * SECOND);
    expect(kinds(tablet)).toEqual(["untaken"]);
    expect(await house.browsers.list(house.ben.personId)).toHaveLength(1);
  });

  it("[N1] a push service that is out of order is tried again", async () => {
    phone.answers(503);
    await house.customer();
    await house.after(0);
    await house.after(3 * SECOND);
    phone.answers(undefined);
    await house.after(29 * SECOND);
    expect(kinds()).toEqual([]);
    await house.after(SECOND);
    expect(kinds()).toEqual(["untaken"]);
  });
});

describe("while a console is open", () => {
  it("[N1] nothing is pushed; once it is closed the case is told of, and a reload is no closing", async () => {
    const close = await house.opensConsole(house.ben);
    await house.customer();
    await house.after(0);
    await house.after(MINUTE);
    await close();
    await house.after(0);
    const closeAgain = await house.opensConsole(house.ben);
    await house.after(5 * SECOND);
    expect(kinds()).toEqual([]);
    await closeAgain();
    await house.after(0);
    await house.after(3 * SECOND);
    expect(kinds()).toEqual(["untaken"]);
  });

  it("[N1] repeating waits until it is closed again", async () => {
    await toldOnce();
    const close = await house.opensConsole(house.ben);
    await house.after(10 * MINUTE);
    await close();
    await house.after(SECOND);
    expect(kinds()).toHaveLength(1);
    await house.after(30 * SECOND);
    expect(kinds()).toHaveLength(2);
  });
});

describe("what somebody chose", () => {
  it("[N2] no push where push is off, and none that is repeated where repeating is", async () => {
    await house.wishes({ repeatMs: 0 });
    await toldOnce();
    await house.after(60 * MINUTE);
    expect(kinds()).toHaveLength(1);
    await house.wishes({ push: false });
    await house.after(SECOND);
    expect(kinds()).toEqual(["untaken", "withdraw"]);
    await house.customer();
    await house.after(0);
    await house.after(MINUTE);
    expect(kinds()).toHaveLength(2);
  });

  it("[N2] only cases of the groups that were chosen", async () => {
    await house.wishes({ groups: ["another-group"] });
    await house.customer();
    await house.after(0);
    await house.after(MINUTE);
    expect(kinds()).toEqual([]);
    await house.wishes({ groups: [house.groupId] });
    await house.after(0);
    await house.after(3 * SECOND);
    expect(kinds()).toEqual(["untaken"]);
  });

  it("[N2] cases that were given to them, those that nobody has, or both", async () => {
    await house.wishes({ untaken: false });
    const caseId = await house.customer();
    await house.after(0);
    await house.after(MINUTE);
    expect(kinds()).toEqual([]);
    await house.assign(caseId, house.ada, house.ben);
    await house.after(0);
    await house.after(3 * SECOND);
    expect(kinds()).toEqual(["mine"]);
    await house.wishes({ mine: false });
    await house.after(SECOND);
    expect(kinds()).toEqual(["mine", "withdraw"]);
  });

  it("[N2] at the times that were chosen", async () => {
    const stands = async (status: "online" | "busy") => {
      const kept = { status, since: 1, active_at: 1 };
      await house.db
        .insertInto("availability")
        .values({ person_id: house.ben.personId, ...kept })
        .onConflict((conflict) => conflict.column("person_id").doUpdateSet(kept))
        .execute();
    };
    await house.wishes({ times: { is: "available" } });
    await stands("busy");
    await house.customer();
    await house.after(0);
    await house.after(MINUTE);
    expect(kinds()).toEqual([]);
    await stands("online");
    await house.after(0);
    await house.after(3 * SECOND);
    expect(kinds()).toEqual(["untaken"]);
    const tomorrow = (new Date(house.now).getUTCDay() + 1) % 7 || 7;
    const hours = { timeZone: "UTC", weekly: [{ weekday: tomorrow, from: 720, to: 780 }], holidays: [] };
    await house.wishes({ times: { is: "hours", hours } });
    await house.after(0);
    expect(kinds()).toEqual(["untaken", "withdraw"]);
  });

  it("[A9][N1] supervisors are told of a case that escalated, by its own words", async () => {
    const { db, ada } = house;
    await house.wishes({ push: false });
    const laptop = await house.browser(ada);
    const choices = { push: true, untaken: false };
    await db
      .updateTable("notice_choices")
      .set({ choices: JSON.stringify(choices) })
      .where("person_id", "=", ada.personId)
      .execute();
    const caseId = await house.customer();
    await house.after(0);
    await house.after(MINUTE);
    expect(kinds(laptop)).toEqual([]);
    await db.updateTable("cases").set({ escalated_at: house.now }).where("id", "=", caseId).execute();
    await house.after(0);
    await house.after(3 * SECOND);
    expect(kinds(laptop)).toEqual(["escalated"]);
  });

  it("[N2][X1] nothing of a group that is theirs no more, nothing to who was disabled, nothing past the sign-in's end", async () => {
    const { db, ben } = house;
    const nothing = async () => {
      await house.customer();
      await house.after(0);
      await house.after(MINUTE);
      expect(kinds()).toEqual([]);
      await db.deleteFrom("cases").execute();
      await house.after(0);
    };
    const share = db.updateTable("group_shares").where("person_id", "=", ben.personId);
    await share.set({ access: "read" }).execute();
    await nothing();
    await share.set({ access: "write" }).execute();
    const person = db.updateTable("people").where("id", "=", ben.personId);
    await person.set({ disabled_at: 1 }).execute();
    await nothing();
    await person.set({ disabled_at: null }).execute();
    await db.deleteFrom("sign_ins").execute();
    await nothing();
    expect(await house.browsers.list(ben.personId)).toEqual([]);
  });
});
