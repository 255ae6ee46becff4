import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openNoticeDesk, type NoticeDesk } from "../../testing/notice-desk.ts";
import { openMail } from "./mail.ts";

const SECOND = 1_000;
const MINUTE = 60_000;
let house: NoticeDesk;

beforeAll(async () => {
  house = await openNoticeDesk();
  await house.wishes({ email: true });
});
afterAll(() => house.close());
afterEach(() => house.clear());

describe("notices by e-mail", () => {
  it("[N1][N3] a letter in one's own language, with names and a link, once from two servers", async () => {
    const caseId = await house.customer("Eva Ünal");
    await house.after(0);
    await house.after(14 * SECOND);
    expect(house.mailbox.arrived).toEqual([]);
    await house.after(SECOND);
    const [letter, ...more] = house.mailbox.arrived;
    expect(more).toEqual([]);
    expect(letter).toMatchObject({ to: ["ben@example.com"], subject: "Eva Ünal wartet auf Hilfe" });
    expect(letter?.text).toContain(`https://help.example.com/console/queue/${caseId}`);
    expect(letter?.text).not.toContain("password");
    expect(letter?.head.get("from")).toBe("Beckon <beckon@example.com>");
  });

  it("[N1] repeated more seldom than a push, and no more once the case was taken", async () => {
    const caseId = await house.customer();
    await house.after(0);
    await house.after(15 * SECOND);
    await house.after(5 * MINUTE - 1);
    expect(house.mailbox.arrived).toHaveLength(1);
    await house.after(1);
    expect(house.mailbox.arrived).toHaveLength(2);
    await house.assign(caseId, house.ada);
    await house.after(60 * MINUTE);
    expect(house.mailbox.arrived).toHaveLength(2);
  });

  it("[N1] a server that refuses is tried again", async () => {
    house.mailbox.refuses(true);
    await house.customer();
    await house.after(0);
    await house.after(15 * SECOND);
    house.mailbox.refuses(false);
    await house.after(30 * SECOND);
    expect(house.mailbox.arrived).toHaveLength(1);
  });

  it("[N1] however many wait, nobody gets more than thirty letters an hour", async () => {
    for (let n = 0; n < 40; n++) await house.customer(`Customer ${n}`);
    await house.after(0);
    await house.after(15 * SECOND);
    await house.after(SECOND);
    await house.after(SECOND);
    expect(house.mailbox.arrived).toHaveLength(30);
    await house.after(60 * MINUTE);
    expect(house.mailbox.arrived.length).toBeGreaterThan(30);
  });

  it("[N3] a name cannot add a line to the letter's head, nor is a fault's text logged", async () => {
    const logged: object[] = [];
    const log = { warn: (about: object) => void logged.push(about) };
    const mail = openMail({ smtpUrl: house.mailbox.url, from: "beckon@example.com" }, log);
    const letter = { to: "ben@example.com", id: "1", subject: "Eva\r\nBcc: eve@example.org", text: "Hello" };
    expect(await mail.send(letter)).toBe(true);
    expect(house.mailbox.arrived[0]).toMatchObject({ to: ["ben@example.com"] });
    expect(house.mailbox.arrived[0]?.head.has("bcc")).toBe(false);
    house.mailbox.refuses(true);
    expect(await mail.send(letter)).toBe(false);
    expect(JSON.stringify(logged)).not.toContain("ben@");
    mail.close();
  });
});
