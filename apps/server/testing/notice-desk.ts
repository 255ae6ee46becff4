import { randomUUID } from "node:crypto";
import { DEFAULT_NOTICES, type NoticeChoices } from "@beckon/domain/notice.ts";
import type { PersonScope } from "@beckon/domain/permissions.ts";
import { openDesk, type Desk } from "../src/desk/desk.ts";
import { openBrowsers, type Browsers } from "../src/notices/browsers.ts";
import { keepChoices } from "../src/notices/choices.ts";
import { openMail } from "../src/notices/mail.ts";
import { openNoticeStore, type NoticeStore } from "../src/notices/notice-store.ts";
import { openNotices, type Notices } from "../src/notices/notices.ts";
import { openPush } from "../src/notices/push.ts";
import { pushKeysOf } from "../src/notices/push-keys.ts";
import { makeCompany } from "../src/people/company.ts";
import { createPerson } from "../src/people/people.ts";
import { openCaseStore } from "../src/store/case-store.ts";
import { openDatabase, type Database } from "../src/store/database.ts";
import { openDirectory } from "../src/store/directory.ts";
import { openMoves } from "../src/store/moves.ts";
import { createTestDatabase } from "../src/store/test-database.ts";
import { countTries } from "../src/store/tries.ts";
import { openMailbox, type Mailbox } from "./mailbox.ts";
import { openPushService, type Subscriber } from "./push-server.ts";
import { DEVICE } from "./wire.ts";

const SECRET = "the secret of this installation, long enough";
const PASSWORD = "correct horse battery";
const log = { warn: () => undefined };

/** Two servers that tell people of cases on one database, a push service, a mailbox, and a clock that the test turns. */
export type NoticeDesk = {
  db: Database;
  desk: Desk;
  store: NoticeStore;
  browsers: Browsers;
  mailbox: Mailbox;
  groupId: string;
  /** Ada administers the company and wishes to be told nothing; Ben is told what `wishes` said last. */
  ada: PersonScope;
  ben: PersonScope;
  now: number;
  wishes(choices: Partial<NoticeChoices>): Promise<void>;
  /** A browser of somebody, with a sign-in of its own. */
  browser(who: PersonScope): Promise<Subscriber>;
  /** Somebody opens the module and waits; the case's id. */
  customer(name?: string): Promise<string>;
  /** The customer of a case leaves. */
  leaves(caseId: string): Promise<void>;
  /** Somebody takes a case, or gives it to somebody. */
  assign(caseId: string, by: PersonScope, to?: PersonScope): Promise<void>;
  /** Opens a console of somebody; gives the way to close it. */
  opensConsole(who: PersonScope): Promise<() => Promise<void>>;
  /** Lets time pass, in milliseconds; both servers look at that moment, and what they begin ends. */
  after(ms: number): Promise<void>;
  /** Forgets all cases and notices. */
  clear(): Promise<void>;
  close(): Promise<void>;
};

export async function openNoticeDesk(): Promise<NoticeDesk> {
  const [database, service, mailbox] = await Promise.all([createTestDatabase(), openPushService(), openMailbox()]);
  const open = openDatabase(database.url);
  const { db } = open;
  const keys = pushKeysOf(SECRET);
  const push = openPush({ keys, contact: "mailto:ops@example.com", privateToo: true, ca: service.ca, log });
  const mail = openMail({ smtpUrl: mailbox.url, from: "Beckon <beckon@example.com>" }, log);
  const browsers = openBrowsers(db, SECRET, push.mayReach);
  const clock = () => house.now;
  const secrets = new Map<string, string>();
  const { ada, ben, slug, groupId } = await foundCompany(db);
  const desk = openDesk({
    store: openCaseStore(db),
    directory: openDirectory(db),
    moves: openMoves(db),
    guesses: { ask: async () => ({ ok: false, refusal: { reason: "codeNotValid" } }) },
    newCases: async () => 0,
    announce: () => undefined,
    now: clock,
    newId: randomUUID,
    randomInt: (below) => Math.floor(Math.random() * below),
  });
  const server = (): Notices =>
    openNotices({
      store: openNoticeStore(db, ["push", "email"]),
      tries: countTries(db, SECRET),
      publicUrl: "https://help.example.com",
      browsers,
      push,
      mail,
      clock,
      log,
    });
  const servers = [server(), server()];

  const house: NoticeDesk = {
    db,
    desk,
    store: openNoticeStore(db, ["push", "email"]),
    browsers,
    mailbox,
    groupId,
    ada,
    ben,
    now: Date.now(),
    wishes: (choices) => keepChoices(db, ben, { ...DEFAULT_NOTICES, ...choices }, "de"),
    async browser(who) {
      const subscriber = service.subscribe(keys.publicKey);
      const signInId = randomUUID();
      const expires_at = new Date(house.now + 86_400_000);
      await db
        .insertInto("sign_ins")
        .values({ id: signInId, person_id: who.personId, token: randomUUID(), expires_at })
        .execute();
      const { endpoint, p256dh, auth } = subscriber;
      const browser = { endpoint, p256dh, auth, userAgent: "Chrome", language: "de" } as const;
      const added = await browsers.add({ personId: who.personId, signInId }, browser, house.now);
      if (!added.ok) throw new Error(JSON.stringify(added.refusal));
      return subscriber;
    },
    async customer(customerName = "Eva Marin") {
      const about = { customerName, customerEmail: "", description: "my password is 1234", disclaimerAccepted: true };
      const secretHash = randomUUID();
      const arrival = { connection: `node.${secretHash}`, device: DEVICE };
      const opening = { slug, secretHash, address: "192.0.2.1", ...about };
      const opened = await desk.openModule(randomUUID(), opening, arrival);
      if (!opened.ok) throw new Error(JSON.stringify(opened.refusal));
      secrets.set(opened.value.id, secretHash);
      return opened.value.id;
    },
    async leaves(caseId) {
      const secretHash = secrets.get(caseId) ?? "";
      const command = { do: "leave", connection: `node.${secretHash}` } as const;
      const left = await desk.act({ kind: "customer", caseId, secretHash }, caseId, null, command);
      if (!left.ok) throw new Error(JSON.stringify(left.refusal));
    },
    async assign(caseId, by, to = by) {
      const done = await desk.act(by, caseId, randomUUID(), { do: "assign", to: to.personId, expected: null });
      if (!done.ok) throw new Error(JSON.stringify(done.refusal));
    },
    async opensConsole({ personId }) {
      const id = randomUUID();
      await db.insertInto("nodes").values({ id, seen_at: house.now }).execute();
      await db.insertInto("people_online").values({ node_id: id, person_id: personId }).execute();
      return async () => void (await db.deleteFrom("nodes").where("id", "=", id).execute());
    },
    async after(ms) {
      house.now += ms;
      await Promise.all(servers.map((one) => one.round()));
      await Promise.all(servers.map((one) => one.idle()));
    },
    async clear() {
      for (const table of ["notices", "notice_browsers", "nodes", "cases", "tries"] as const)
        await db.deleteFrom(table).execute();
      mailbox.arrived.length = 0;
      mailbox.refuses(false);
    },
    async close() {
      push.close();
      mail.close();
      await Promise.all([service.close(), mailbox.close(), open.close()]);
      await database.drop();
    },
  };
  await keepChoices(db, ada, { ...DEFAULT_NOTICES, push: false }, "en");
  return house;
}

async function foundCompany(db: Database) {
  const now = Date.now();
  const company = { company: "Example", name: "Ada", email: "ada@example.com", password: PASSWORD };
  const made = await makeCompany(db, company, now);
  if (!made.ok) throw new Error(JSON.stringify(made.refusal));
  const { administrator: ada, slug, groupId } = made.value;
  const person = { name: "Ben", email: "ben@example.com", role: "expert", password: PASSWORD } as const;
  const created = await createPerson(db, () => undefined, { kind: "house", companyId: ada.companyId }, person, now);
  if (!created.ok) throw new Error(JSON.stringify(created.refusal));
  const ben: PersonScope = { ...ada, personId: created.value.id, role: "expert", name: "Ben" };
  await db
    .insertInto("group_shares")
    .values({ company_id: ada.companyId, group_id: groupId, person_id: ben.personId, access: "write" })
    .execute();
  return { ada, ben, slug, groupId };
}
