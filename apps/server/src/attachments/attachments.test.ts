import { randomBytes } from "node:crypto";
import pg from "pg";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { ATTACHMENT_PIECE_BYTES } from "@beckon/protocol/attachments.ts";
import { announce, askAs, attach, comesWithFiles, readAs } from "../../testing/attacher.ts";
import { invite, newId, openHouse, PASSWORD, setUp, signIn, type House } from "../../testing/house.ts";
import { newSecret, Wire, type Anything } from "../../testing/wire.ts";
import { makeCompany } from "../people/company.ts";
import { openDatabase } from "../store/database.ts";
import { forgetUnfinished } from "./keep-attachment.ts";

const MEGABYTE = 1_000_000;
let house: House;
let ada: Awaited<ReturnType<typeof setUp>>;
let ben: Awaited<ReturnType<typeof invite>>;
let out: Awaited<ReturnType<typeof invite>>;
let pool: pg.Pool;

beforeAll(async () => {
  house = await openHouse(undefined, { RECORDING_KEY: "k".repeat(43), ATTACHMENT_SPACE_GB: "1" });
  ada = await setUp(house);
  ben = await invite(house, ada, { email: "ben@example.com", name: "Ben", groupIds: [ada.groupId] });
  out = await invite(house, ada, { email: "out@example.com", name: "Out", role: "supervisor" });
  pool = new pg.Pool({ connectionString: house.databaseUrl, max: 2 });
});
// All customers here share one address, which may not begin this many files in an hour.
afterEach(async () => {
  Wire.closeAll();
  await pool.query("DELETE FROM tries");
});
afterAll(async () => {
  await pool.end();
  await house.stop();
});

const PNG = () =>
  sharp({ create: { width: 2400, height: 1200, channels: 3, background: "#c03" } })
    .png()
    .toBuffer();
const pieces = (id: string, place: number) => `/api/customer/attachments/${id}/pieces/${place}`;

async function detailOf(caseId: string) {
  const wire = await Wire.open(house.url, "console", { cookie: ben.cookie });
  await wire.ask({ type: "case/watch", caseId });
  return (await wire.next((m) => m.type === "case/detail" && m.detail.card.id === caseId)).detail;
}

describe("what a customer adds", () => {
  it("[H4] a file reaches the expert byte for byte, under its own name, and stands in the history", async () => {
    const eva = await comesWithFiles(house.url, ada.slug);
    const bytes = randomBytes(3 * ATTACHMENT_PIECE_BYTES + 17);
    const id = await attach(house.url, eva, "Bericht für Ana (2).pdf", bytes);
    const read = await readAs(house.url, ben, id);
    expect(Buffer.compare(read.bytes, bytes)).toBe(0);
    expect(read.headers.get("content-length")).toBe(String(bytes.length));
    expect(decodeURIComponent(read.headers.get("content-disposition") ?? "")).toContain("Bericht für Ana (2).pdf");
    const card = { id, name: "Bericht für Ana (2).pdf", bytes: bytes.length, picture: false };
    const detail = await detailOf(eva.caseId);
    expect(detail.attachments).toMatchObject([card]);
    expect(detail.timeline.map((entry: Anything) => entry.what)).toContainEqual({ is: "attached", name: card.name });
    const told = await eva.wire.next((m) => m.type === "customer/case" && m.case.attachments.length === 1);
    expect(told.case.attachments).toMatchObject([card]);
  });

  it("[H4] a picture is shown made anew, with nothing in it but its pixels, and downloaded as it was sent", async () => {
    const eva = await comesWithFiles(house.url, ada.slug);
    const exif = { IFD0: { Copyright: "where-the-customer-lives" } };
    const photo = await sharp(await PNG())
      .jpeg()
      .withExif(exif)
      .toBuffer();
    const id = await attach(house.url, eva, "photo.jpg", photo);
    const { headers, bytes } = await readAs(house.url, ben, id, "picture");
    expect(headers.get("content-type")).toBe("image/webp");
    expect(await sharp(bytes).metadata()).toMatchObject({ format: "webp", width: 1600, height: 800 });
    expect(Buffer.from(bytes).includes("where-the-customer-lives")).toBe(false);
    expect(Buffer.compare((await readAs(house.url, ben, id)).bytes, photo)).toBe(0);
    const own = await fetch(`${house.url}/api/customer/attachments/${id}/picture`, {
      headers: { authorization: `Bearer ${eva.secret}` },
    });
    expect([own.status, own.headers.get("content-type")]).toEqual([200, "image/webp"]);
  });

  it("[H4] [C13] what is begun again while it is still being begun is one beginning", async () => {
    const eva = await comesWithFiles(house.url, ada.slug);
    const id = newId();
    const begun = await Promise.all([1, 2, 3, 4, 5, 6].map(() => announce(house.url, eva, { id, bytes: 5 })));
    expect(begun.map(({ body }) => body)).toEqual(begun.map(() => ({ pieces: 0 })));
  });

  it("[H4] what breaks off is taken up where it was, and a piece that comes again changes nothing", async () => {
    const eva = await comesWithFiles(house.url, ada.slug);
    const bytes = randomBytes(ATTACHMENT_PIECE_BYTES + 5);
    const [first, rest] = [bytes.subarray(0, ATTACHMENT_PIECE_BYTES), bytes.subarray(ATTACHMENT_PIECE_BYTES)];
    const id = newId();
    await announce(house.url, eva, { id, bytes: bytes.length });
    const ask = (...[method, path, body]: [string, string, Uint8Array?]) =>
      askAs(house.url, eva.secret, method, path, body);
    expect((await ask("POST", `/api/customer/attachments/${id}/end`)).status).toBe(422);
    expect((await ask("PUT", pieces(id, 1), rest)).body).toEqual({ pieces: 0 });
    expect((await ask("PUT", pieces(id, 0), first)).body).toEqual({ pieces: 1 });
    expect((await ask("PUT", pieces(id, 0), randomBytes(9))).body).toEqual({ pieces: 1 });
    expect((await announce(house.url, eva, { id, bytes: bytes.length })).body).toEqual({ pieces: 1 });
    expect((await ask("PUT", pieces(id, 1), rest)).body).toEqual({ pieces: 2 });
    for (const _ of [1, 2]) expect((await ask("POST", `/api/customer/attachments/${id}/end`)).status).toBe(200);
    expect(Buffer.compare((await readAs(house.url, ben, id)).bytes, bytes)).toBe(0);
    expect((await detailOf(eva.caseId)).attachments).toHaveLength(1);
  });

  it("[H4] it is deleted with the case, and what was never sent to its end after an hour", async () => {
    const eva = await comesWithFiles(house.url, ada.slug);
    const id = await attach(house.url, eva, "a.txt", randomBytes(10));
    const unfinished = newId();
    await announce(house.url, eva, { id: unfinished, bytes: 10 });
    const { db, close } = openDatabase(house.databaseUrl);
    expect(await forgetUnfinished(db, Date.now() + 59 * 60_000)).toBe(0);
    expect(await forgetUnfinished(db, Date.now() + 61 * 60_000)).toBeGreaterThan(0);
    await close();
    expect((await askAs(house.url, eva.secret, "PUT", pieces(unfinished, 0), randomBytes(10))).status).toBe(404);
    const wire = await Wire.open(house.url, "console", { cookie: ada.cookie });
    expect((await wire.ask({ type: "case/delete", caseId: eva.caseId })).ok).toBe(true);
    expect((await readAs(house.url, ada, id)).status).toBe(404);
    expect((await pool.query("SELECT 1 FROM attachment_pieces WHERE attachment_id = $1", [id])).rows).toEqual([]);
  });
});

describe("attacks", () => {
  it("[H4] [X1] another customer, another company and colleagues who do not see the case find nothing", async () => {
    const [eva, kim] = [await comesWithFiles(house.url, ada.slug), await comesWithFiles(house.url, ada.slug)];
    const id = await attach(house.url, eva, "a.png", await PNG());
    const { db, close } = openDatabase(house.databaseUrl);
    const rival = { company: "Rival", name: "Rita", email: "rita@rival.example", password: PASSWORD };
    expect((await makeCompany(db, rival, Date.now())).ok).toBe(true);
    await close();
    const rita = await signIn(house.url, "rita@rival.example");
    for (const who of [out, rita]) {
      expect((await readAs(house.url, who, id)).status).toBe(404);
      expect((await readAs(house.url, who, id, "picture")).status).toBe(404);
    }
    expect((await readAs(house.url, { ...ben, cookie: "" }, id)).status).toBe(401);
    expect((await announce(house.url, { ...kim, caseId: eva.caseId }, { bytes: 10 })).status).toBe(404);
    expect((await announce(house.url, kim, { id, bytes: 10 })).status).toBe(404);
    for (const secret of [kim.secret, newSecret(), "", "x".repeat(200), "' OR 1=1"]) {
      expect((await askAs(house.url, secret, "PUT", pieces(id, 0), randomBytes(10))).status).toBe(404);
      expect((await askAs(house.url, secret, "POST", `/api/customer/attachments/${id}/end`)).status).toBe(404);
      expect((await askAs(house.url, secret, "GET", `/api/customer/attachments/${id}/picture`)).status).toBe(404);
    }
  });

  it("[H4] [X20] a name is only a name", async () => {
    const eva = await comesWithFiles(house.url, ada.slug);
    for (const [name, shown] of [
      ["../../etc/passwd", "passwd"],
      ["C:\\Windows\\win.ini", "win.ini"],
      ['a".html; x="', "a_.html; x=_"],
    ] as const) {
      const id = await attach(house.url, eva, name, randomBytes(5));
      const header = (await readAs(house.url, ben, id)).headers.get("content-disposition") ?? "";
      expect(header).toMatch(/^attachment; filename="file"; filename\*=UTF-8''[\w%.~-]+$/);
      expect(decodeURIComponent(header.split("''")[1] ?? "")).toBe(shown);
    }
    expect((await announce(house.url, eva, { name: "a\r\nSet-Cookie: x", bytes: 5 })).status).toBe(422);
    expect((await announce(house.url, eva, { name: "", bytes: 5 })).status).toBe(422);
  });

  it("[H4] [X7] pages and vector pictures are never shown, whatever they are called: they are saved", async () => {
    const eva = await comesWithFiles(house.url, ada.slug);
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>';
    for (const [name, text] of [
      ["page.html", "<!doctype html><script>alert(1)</script>"],
      ["drawing.svg", svg],
      ["drawing.png", svg],
      ["half.png", "\u0089PNG\r\n\u001a\n and then nothing"],
    ] as const) {
      const id = await attach(house.url, eva, name, Buffer.from(text, "latin1"));
      const { headers, status } = await readAs(house.url, ben, id);
      expect(status).toBe(200);
      expect(headers.get("content-type")).toBe("application/octet-stream");
      expect(headers.get("content-disposition")).toMatch(/^attachment;/);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("content-security-policy")).toBe("default-src 'none'; sandbox");
      expect((await readAs(house.url, ben, id, "picture")).status).toBe(404);
    }
  });

  it("[H4] [X8] nothing larger than announced, announced too large, or beyond ten files comes in", async () => {
    const eva = await comesWithFiles(house.url, ada.slug);
    for (const bytes of [20 * MEGABYTE + 1, 0, -1, 1.5])
      expect((await announce(house.url, eva, { bytes })).status).toBe(422);
    const id = newId();
    await announce(house.url, eva, { id, bytes: 10 });
    expect((await askAs(house.url, eva.secret, "PUT", pieces(id, 0), randomBytes(11))).status).toBe(422);
    expect((await askAs(house.url, eva.secret, "PUT", pieces(id, 0), randomBytes(9))).status).toBe(422);
    const flood = randomBytes(ATTACHMENT_PIECE_BYTES + 1);
    expect((await askAs(house.url, eva.secret, "PUT", pieces(id, 0), flood)).status).toBe(413);
    expect((await askAs(house.url, eva.secret, "PUT", pieces(id, 99_999), randomBytes(10))).status).toBe(404);
    const asked = await Promise.all(Array.from({ length: 20 }, () => announce(house.url, eva, { bytes: 10 })));
    expect(asked.filter(({ status }) => status === 200)).toHaveLength(9);
    expect(asked.find(({ status }) => status !== 200)?.body.refusal).toMatchObject({ problem: "tooMany" });
  });

  it("[H4] [X8] one address begins only so many in an hour, and nothing comes in beyond the company's space", async () => {
    const eva = await comesWithFiles(house.url, ada.slug);
    await pool.query("UPDATE attachments SET bytes = 999999999 WHERE id = (SELECT id FROM attachments LIMIT 1)");
    expect((await announce(house.url, eva, { bytes: 1000 })).status).toBe(507);
    await pool.query("DELETE FROM attachments WHERE bytes = 999999999");
    const asked = await Promise.all(Array.from({ length: 130 }, () => announce(house.url, eva, { bytes: 10 })));
    expect(asked.filter(({ status }) => status === 429).length).toBeGreaterThan(5);
  });

  it("[H4] [X22] nothing of a file or its picture is readable in the database, and what was changed there is not given out", async () => {
    const eva = await comesWithFiles(house.url, ada.slug);
    const text = Buffer.from("my password is hunter2 ".repeat(50));
    const id = await attach(house.url, eva, "a.txt", text);
    const long = await attach(house.url, eva, "b.bin", randomBytes(ATTACHMENT_PIECE_BYTES + 1));
    const picture = await attach(house.url, eva, "a.png", await PNG());
    const { rows } = await pool.query("SELECT sealed FROM attachment_pieces WHERE attachment_id = $1", [id]);
    expect(rows[0].sealed.includes("hunter2")).toBe(false);
    const kept = await pool.query("SELECT picture FROM attachments WHERE id = $1", [picture]);
    expect(kept.rows[0].picture.subarray(0, 200).includes("WEBP")).toBe(false);
    await pool.query("UPDATE attachment_pieces SET sealed = sealed || '\\x00' WHERE attachment_id = $1", [id]);
    expect((await readAs(house.url, ben, id)).status).toBe(409);
    await pool.query("DELETE FROM attachment_pieces WHERE attachment_id = $1 AND place = 1", [long]);
    await expect(readAs(house.url, ben, long)).rejects.toThrow("terminated");
    await pool.query("UPDATE attachments SET picture = picture || '\\x00' WHERE id = $1", [picture]);
    expect((await readAs(house.url, ben, picture, "picture")).status).toBe(409);
  });

  it("[H4] after the case is over nothing is added any more", async () => {
    const eva = await comesWithFiles(house.url, ada.slug);
    const id = newId();
    await announce(house.url, eva, { id, bytes: 4 });
    await askAs(house.url, eva.secret, "PUT", pieces(id, 0), randomBytes(4));
    await eva.wire.ask({ type: "customer/close" });
    expect((await announce(house.url, eva, { bytes: 4 })).status).toBe(409);
    expect((await askAs(house.url, eva.secret, "POST", `/api/customer/attachments/${id}/end`)).status).toBe(409);
    expect((await readAs(house.url, ben, id)).status).toBe(404);
  });
});
