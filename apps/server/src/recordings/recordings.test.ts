import pg from "pg";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import {
  call,
  invite,
  newId,
  openHouse,
  PASSWORD,
  setUp,
  signIn,
  type Caller,
  type House,
} from "../../testing/house.ts";
import { begin, beInSession, MEDIA, readPiece, sendPiece, someBytes, watch } from "../../testing/recorder.ts";
import { Wire } from "../../testing/wire.ts";
import { makeCompany } from "../people/company.ts";
import { openDatabase } from "../store/database.ts";
import { deleteOldRecordings } from "./delete-recordings.ts";

const KEY = "k".repeat(43);
const DAY = 24 * 3600_000;
let house: House;
let ada: Awaited<ReturnType<typeof setUp>>;
let ben: Awaited<ReturnType<typeof invite>>;
let sue: Awaited<ReturnType<typeof invite>>;
let out: Awaited<ReturnType<typeof invite>>;
let pool: pg.Pool;

beforeAll(async () => {
  house = await openHouse(undefined, { RECORDING_KEY: KEY, RECORDING_SPACE_GB: "1" });
  ada = await setUp(house);
  ben = await invite(house, ada, { email: "ben@example.com", name: "Ben", groupIds: [ada.groupId] });
  sue = await invite(house, ada, {
    email: "sue@example.com",
    name: "Sue",
    role: "supervisor",
    groupIds: [ada.groupId],
  });
  out = await invite(house, ada, { email: "out@example.com", name: "Out", role: "supervisor" });
  pool = new pg.Pool({ connectionString: house.databaseUrl, max: 2 });
  await keep("server", 30);
});
afterEach(() => Wire.closeAll());
afterAll(async () => {
  await pool.end();
  await house.stop();
});

const keep = (how: string, days: number, who: Caller = ada) =>
  who.call("PUT", "/api/console/company/recordings", { keep: how, days });

/** A whole recording of three pieces and two events. */
async function recorded(who: Caller = ben, days = 30) {
  const { caseId } = await beInSession(house.url, ada.slug, who);
  const id = await begin(who, caseId, newId(), days);
  const pieces = [someBytes(300), someBytes(), someBytes()];
  for (const [place, bytes] of pieces.entries())
    await sendPiece(house.url, who, id, {
      place,
      ...(place === 0 ? {} : { at: place * 1000 }),
      until: place * 2000,
      bytes,
    });
  const events = [
    { at: 10, what: { is: "granted", privilege: "control" } },
    { at: 1500, what: { is: "file", direction: "sent", name: "fix.zip" } },
  ];
  await who.call("POST", `/api/console/recordings/${id}/events`, { from: 0, events });
  await who.call("POST", `/api/console/recordings/${id}/end`);
  return { caseId, id, pieces, events };
}

async function auditOf(act: string) {
  const { body } = await ada.call("GET", `/api/console/audit?act=${encodeURIComponent(act)}`);
  return body.entries;
}

it("[R20] only administrators say what becomes of recordings; the customer is told what holds when an expert comes", async () => {
  expect((await keep("server", 30, sue)).status).toBe(403);
  expect((await keep("server", 0)).status).toBe(422);
  await keep("server", 14);
  expect((await ben.call("GET", "/api/console/me")).body.company.recordings).toEqual({ keep: "server", days: 14 });
  const { customer, expert } = await beInSession(house.url, ada.slug, ben);
  const open = await customer.next((m) => m.type === "session/open");
  expect(open.recordings).toEqual({ keep: "server", days: 14 });
  const mark = expert.mark;
  await keep("server", 30);
  const told = await expert.next((m) => m.type === "queue/snapshot", mark);
  expect(told.me.company.recordings).toEqual({ keep: "server", days: 30 });
  const [entry] = await auditOf("company/changed");
  expect(entry.details).toMatchObject({ recordings: "server", days: 30 });
});

it("[R22] what was uploaded is played back byte for byte with its events, and each piece is acknowledged once", async () => {
  const { caseId } = await beInSession(house.url, ada.slug, ben);
  const id = await begin(ben, caseId);
  await begin(ben, caseId, id); // asked twice, begun once [C13], also while it is still being begun
  const other = crypto.randomUUID();
  await Promise.all([1, 2, 3, 4, 5, 6].map(() => begin(ben, caseId, other)));
  const [head, first] = [someBytes(300), someBytes()];
  expect((await sendPiece(house.url, ben, id, { place: 0, until: 0, bytes: head })).body.pieces).toBe(1);
  // One that skips a place, and one that comes again, change nothing and say which is next.
  expect((await sendPiece(house.url, ben, id, { place: 2, until: 9, bytes: first })).body.pieces).toBe(1);
  expect((await sendPiece(house.url, ben, id, { place: 0, until: 5, bytes: first })).body.pieces).toBe(1);
  await sendPiece(house.url, ben, id, { place: 1, at: 0, until: 2000, bytes: first });
  const event = { at: 700, what: { is: "chat", from: "customer" } };
  for (const from of [0, 0, 5])
    expect((await ben.call("POST", `/api/console/recordings/${id}/events`, { from, events: [event] })).body).toEqual({
      pieces: 2,
      events: 1,
    });

  const cutOff = await watch(house.url, ben, id);
  expect(cutOff.body.recording).toMatchObject({ state: "running", durationMs: 2000, bytes: 50_300 });
  expect(cutOff.pieces).toEqual([head, first]);
  expect(cutOff.body.events).toEqual([event]);
  await ben.call("POST", `/api/console/recordings/${id}/end`);
  expect((await sendPiece(house.url, ben, id, { place: 2, until: 4000, bytes: first })).body.pieces).toBe(2);
  const whole = await watch(house.url, ben, id);
  expect(whole.body).toMatchObject({ media: MEDIA, recording: { state: "whole" }, events: [event] });
});

it("[R22] a recording begins in one's own session only, and where the company keeps none it is refused in words", async () => {
  const { caseId } = await beInSession(house.url, ada.slug, ben);
  const path = `/api/console/cases/${caseId}/recordings`;
  const body = () => ({ recordingId: newId(), media: MEDIA, days: 30 });
  expect((await sue.call("POST", path, body())).body.refusal.reason).toBe("notConnected");
  expect((await out.call("POST", path, body())).body.refusal.reason).toBe("notFound");
  expect((await ben.call("POST", path, { ...body(), media: "text/html" })).body.refusal.reason).toBe("invalid");
  const id = await begin(ben, caseId);
  expect((await sendPiece(house.url, sue, id, { place: 0, until: 0, bytes: someBytes(10) })).status).toBe(404);
  await keep("expert", 30);
  expect((await ben.call("POST", path, body())).body.refusal.reason).toBe("recordingsOff");
  const late = await sendPiece(house.url, ben, id, { place: 0, until: 0, bytes: someBytes(10) });
  expect(late.body.refusal.reason).toBe("recordingsOff");
  await keep("server", 30);
});

it("[R22] sizes, rate and space are bounded", async () => {
  const { caseId } = await beInSession(house.url, ada.slug, ben);
  const id = await begin(ben, caseId);
  const big = await sendPiece(house.url, ben, id, { place: 0, until: 0, bytes: someBytes(512 * 1024 + 1) });
  expect([big.status, big.body.refusal.problem]).toEqual([413, "tooLong"]);
  const long = await sendPiece(house.url, ben, id, { place: 0, until: 13 * 3600_000, bytes: someBytes(10) });
  expect(long.body.refusal.reason).toBe("noSpace");
  let last = { status: 200, body: {} as Record<string, unknown> };
  let sent = 0;
  for (; last.status === 200 && sent < 100; sent += 1)
    last = await sendPiece(house.url, ben, id, { place: sent, until: 0, bytes: someBytes(512 * 1024) });
  expect(last.body["refusal"]).toMatchObject({ reason: "tooManyTries" });
  expect(sent).toBeGreaterThan(60);

  await pool.query("UPDATE recordings SET bytes = bytes + 1000000000, seal = seal WHERE id = $1", [id]);
  const path = `/api/console/cases/${caseId}/recordings`;
  const full = await ben.call("POST", path, { recordingId: newId(), media: MEDIA, days: 30 });
  expect([full.status, full.body.refusal.reason]).toEqual([507, "noSpace"]);
  await pool.query("DELETE FROM recordings WHERE id = $1", [id]);
}, 60_000);

it("[R21][X1] whoever made it and supervisors of the group may watch; for everybody else there is no recording", async () => {
  const { id, caseId } = await recorded();
  const list = `/api/console/cases/${caseId}/recordings`;
  for (const [who, sees] of [
    [ben, 1],
    [sue, 1],
    [ada, 1],
    [out, 0],
  ] as const) {
    expect((await who.call("GET", list)).body.recordings).toHaveLength(sees);
    expect((await watch(house.url, who, id)).status).toBe(sees ? 200 : 404);
  }
  const cy = await invite(house, ada, { email: "cy@example.com", name: "Cy", groupIds: [ada.groupId] });
  expect((await cy.call("GET", list)).body.recordings).toHaveLength(0);
  expect((await watch(house.url, cy, id)).status).toBe(404);

  // Somebody else's viewing opens nothing, nor does one's own once the group is no longer shared.
  const { body } = await watch(house.url, sue, id);
  expect((await readPiece(house.url, ben, body.viewingId, 0)).status).toBe(404);
  expect((await readPiece(house.url, sue, body.viewingId, 3)).status).toBe(404);
  const share = `/api/console/groups/${ada.groupId}/members`;
  await ada.call("PUT", share, { personId: sue.personId, access: null });
  expect((await readPiece(house.url, sue, body.viewingId, 0)).status).toBe(404);
  await ada.call("PUT", share, { personId: sue.personId, access: "write" });
  expect((await readPiece(house.url, sue, body.viewingId, 0)).status).toBe(200);
});

it("[X1] another company finds no recording of ours by any call, and nobody who is not signed in gets an answer", async () => {
  const { id, caseId } = await recorded();
  const { body: ours } = await watch(house.url, ben, id);
  const { db, close } = openDatabase(house.databaseUrl);
  const theirs = { company: "Other", name: "Zoe", email: "zoe@example.com", password: PASSWORD };
  await makeCompany(db, theirs, Date.now());
  await close();
  const zoe = await signIn(house.url, theirs.email);
  const calls: [string, string, unknown?][] = [
    ["POST", `/api/console/cases/${caseId}/recordings`, { recordingId: newId(), media: MEDIA, days: 30 }],
    ["POST", `/api/console/recordings/${id}/events`, { from: 0, events: [] }],
    ["POST", `/api/console/recordings/${id}/end`],
    ["POST", `/api/console/recordings/${id}/viewings`],
    ["DELETE", `/api/console/recordings/${id}`],
    ["GET", `/api/console/viewings/${ours.viewingId}/pieces/0`],
  ];
  const nobody = { cookie: "", call: (...asked: [string, string, unknown?]) => call(house.url, ...asked) };
  for (const asked of calls) {
    expect([asked, (await zoe.call(...asked)).body]).toEqual([asked, { refusal: { reason: "notFound" } }]);
    expect([asked, (await nobody.call(...asked)).body]).toEqual([asked, { refusal: { reason: "notSignedIn" } }]);
  }
  expect((await zoe.call("GET", `/api/console/cases/${caseId}/recordings`)).body).toEqual({ recordings: [] });
  const piece = { place: 3, until: 9000, bytes: someBytes(10) };
  expect((await sendPiece(house.url, zoe, id, piece)).body).toEqual({ refusal: { reason: "notFound" } });
  expect((await sendPiece(house.url, nobody, id, piece)).status).toBe(401);
  expect((await keep("off", 1, nobody)).status).toBe(401);
  await keep("off", 1, zoe);
  expect((await ben.call("GET", "/api/console/me")).body.company.recordings.keep).toBe("server");
});

it("[R21] each viewing is one audit entry of whoever watched, and without the entry there is no viewing", async () => {
  const { id } = await recorded();
  const before = (await auditOf("recording/viewed")).length;
  await watch(house.url, sue, id);
  await watch(house.url, ben, id);
  const entries = await auditOf("recording/viewed");
  expect(entries).toHaveLength(before + 2);
  expect(entries.slice(0, 2).map((entry: { actorName: string }) => entry.actorName)).toEqual(["Ben", "Sue"]);
  expect(entries[0].details.madeBy).toBe(ben.personId);

  await pool.query("ALTER TABLE audit ADD CONSTRAINT none CHECK (act <> 'recording/viewed') NOT VALID");
  const { rows: viewings } = await pool.query("SELECT id FROM recording_viewings");
  expect((await watch(house.url, sue, id)).status).toBe(500);
  expect((await pool.query("SELECT id FROM recording_viewings")).rows).toEqual(viewings);
  await pool.query("ALTER TABLE audit DROP CONSTRAINT none");
});

it("[R20] supervisors who may write to the group delete a recording, and the log says who; its maker does not", async () => {
  const { id } = await recorded();
  const path = `/api/console/recordings/${id}`;
  expect((await ben.call("DELETE", path)).status).toBe(403);
  expect((await out.call("DELETE", path)).status).toBe(404);
  const share = `/api/console/groups/${ada.groupId}/members`;
  await ada.call("PUT", share, { personId: sue.personId, access: "read" });
  expect((await sue.call("DELETE", path)).status).toBe(403);
  await ada.call("PUT", share, { personId: sue.personId, access: "write" });
  expect((await sue.call("DELETE", path)).status).toBe(200);
  expect((await pool.query("SELECT 1 FROM recording_pieces WHERE recording_id = $1", [id])).rowCount).toBe(0);
  const [entry] = await auditOf("recording/deleted");
  expect(entry).toMatchObject({ actorName: "Sue", details: { madeBy: ben.personId } });
});

it("[R20][C12] with its case a recording goes, too", async () => {
  const { id, caseId } = await recorded();
  await ben.call("POST", `/api/console/recordings/${id}/end`);
  const wire = await Wire.open(house.url, "console", { cookie: ada.cookie });
  await ada.call("GET", "/api/console/me");
  const ends = await Wire.open(house.url, "console", { cookie: ben.cookie });
  await ends.ask({ type: "session/leave", caseId });
  await wire.ask({ type: "case/close", caseId, outcome: "solved" });
  const deleted = await wire.ask({ type: "case/delete", caseId });
  expect(deleted).toMatchObject({ ok: true });
  const left = await pool.query(
    "SELECT 1 FROM recordings WHERE id = $1 UNION ALL SELECT 1 FROM recording_pieces WHERE recording_id = $1",
    [id],
  );
  expect(left.rowCount).toBe(0);
});

it("[R20][C14] the house deletes each recording once when its time is over, though several servers do it at once", async () => {
  const old = await recorded();
  const told7 = await recorded(ben, 7);
  const young = await recorded();
  const now = Date.now();
  await pool.query("UPDATE recordings SET started_at = $1 WHERE id = $2", [now - 31 * DAY, old.id]);
  await pool.query("UPDATE recordings SET started_at = $1 WHERE id = $2", [now - 8 * DAY, told7.id]);
  await pool.query("UPDATE recordings SET started_at = $1 WHERE id = $2", [now - 29 * DAY, young.id]);
  const servers = [1, 2, 3].map(() => openDatabase(house.databaseUrl));
  const counts = await Promise.all(servers.map(({ db }) => deleteOldRecordings(db, now)));
  expect(counts.reduce((sum, count) => sum + count)).toBe(2);
  const entries = await auditOf("recording/deleted");
  expect(entries.slice(0, 2).map((entry: { actorId: string | null }) => entry.actorId)).toEqual([null, null]);
  const left = await pool.query("SELECT id FROM recordings WHERE id = ANY($1)", [[old.id, told7.id, young.id]]);
  expect(left.rows).toEqual([{ id: young.id }]);
  // Said to be shorter now: that holds for what there is, too.
  await keep("server", 3);
  for (const [at, { db }] of servers.entries()) expect(await deleteOldRecordings(db, now)).toBe(at === 0 ? 1 : 0);
  await keep("server", 30);
  for (const server of servers) await server.close();
});

it("[X22][X11] nothing of it is readable in the database, and what was changed, swapped or cut off is not played", async () => {
  const { id, pieces } = await recorded();
  const { rows } = await pool.query("SELECT sealed FROM recording_pieces WHERE recording_id = $1 ORDER BY place", [id]);
  expect(rows.some((row) => row.sealed.includes(Buffer.from(pieces[1] ?? []).subarray(0, 16)))).toBe(false);
  const all = await pool.query(
    "SELECT r::text || (SELECT string_agg(e::text, '') FROM recording_events e) AS t FROM recordings r",
  );
  for (const { t } of all.rows) {
    expect(t).not.toContain("fix.zip");
    expect(t).not.toContain(Buffer.from("fix.zip").toString("hex"));
    expect(t).not.toContain(KEY);
  }
  const bad = async (harm: string, mend: string) => {
    await pool.query(harm, [id]);
    const seen = await watch(house.url, sue, id);
    await pool.query(mend, [id]);
    return [seen.status, seen.body.refusal.reason];
  };
  // Cut off, or said to be more: the list itself is refused.
  await pool.query("CREATE TABLE aside AS SELECT * FROM recording_pieces");
  const cut = await bad(
    "DELETE FROM recording_pieces WHERE recording_id = $1 AND place = 2",
    "INSERT INTO recording_pieces SELECT * FROM aside WHERE recording_id = $1 AND place = 2",
  );
  expect(cut).toEqual([409, "damaged"]);
  const short = await bad(
    "UPDATE recordings SET pieces = 2 WHERE id = $1",
    "UPDATE recordings SET pieces = 3 WHERE id = $1",
  );
  expect(short).toEqual([409, "damaged"]);
  const open = await bad(
    "UPDATE recordings SET events = 1 WHERE id = $1",
    "UPDATE recordings SET events = 2 WHERE id = $1",
  );
  expect(open).toEqual([409, "damaged"]);

  // Swapped, moved in time, or a flipped bit: those pieces are refused, the others play.
  const { body } = await watch(house.url, sue, id);
  const answers = async () =>
    await Promise.all([0, 1, 2].map(async (place) => (await readPiece(house.url, sue, body.viewingId, place)).status));
  expect(await answers()).toEqual([200, 200, 200]);
  await pool.query(
    "UPDATE recording_pieces p SET sealed = (SELECT sealed FROM aside a WHERE a.recording_id = p.recording_id AND a.place = 3 - p.place) WHERE recording_id = $1 AND place IN (1, 2)",
    [id],
  );
  expect(await answers()).toEqual([200, 409, 409]);
  await pool.query(
    "UPDATE recording_pieces p SET sealed = (SELECT sealed FROM aside a WHERE a.recording_id = p.recording_id AND a.place = p.place) WHERE recording_id = $1",
    [id],
  );
  await pool.query("UPDATE recording_pieces SET at_ms = at_ms + 1 WHERE recording_id = $1 AND place = 1", [id]);
  await pool.query(
    "UPDATE recording_pieces SET sealed = set_byte(sealed, 40, get_byte(sealed, 40) # 1) WHERE recording_id = $1 AND place = 2",
    [id],
  );
  expect(await answers()).toEqual([200, 409, 409]);
  await pool.query("DROP TABLE aside");
});

it("[X22] a server with another key plays nothing, and lets none be begun that the others could not play", async () => {
  const { id, caseId } = await recorded();
  const stranger = await openHouse(house.databaseUrl, { RECORDING_KEY: "another ".repeat(8) });
  const path = `${stranger.url}/api/console/recordings/${id}/viewings`;
  const asked = await fetch(path, { method: "POST", headers: { cookie: ben.cookie, origin: stranger.url } });
  expect(await asked.json()).toMatchObject({ refusal: { reason: "otherKey" } });
  const begun = await fetch(`${stranger.url}/api/console/cases/${caseId}/recordings`, {
    method: "POST",
    headers: { cookie: ben.cookie, origin: stranger.url, "content-type": "application/json" },
    body: JSON.stringify({ recordingId: newId(), media: MEDIA, days: 30 }),
  });
  expect(await begun.json()).toMatchObject({ refusal: { reason: "otherKey" } });
  await stranger.stop();
});
