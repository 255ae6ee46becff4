import { deflateSync } from "node:zlib";
import sharp from "sharp";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { ModuleRecord } from "@beckon/protocol/modules.ts";
import { PUBLIC_URL, startTestHttp, type TestHttp } from "../http/test-http.ts";
import { decodeLogo } from "./decode-logo.ts";

let house: TestHttp;
let acme: Awaited<ReturnType<TestHttp["company"]>>;
let other: Awaited<ReturnType<TestHttp["company"]>>;
beforeAll(async () => {
  house = await startTestHttp();
  acme = await house.company("Acme");
  other = await house.company("Other");
});
afterAll(() => house.close());

const picture = (width: number, height = width) =>
  sharp({ create: { width, height, channels: 4, background: { r: 200, g: 30, b: 30, alpha: 0.5 } } });

async function upload(bytes: Uint8Array, cookie = acme.cookie) {
  const { statusCode, body } = await house.app.inject({
    method: "POST",
    url: "/api/console/logos",
    headers: {
      origin: PUBLIC_URL,
      "sec-fetch-site": "same-origin",
      cookie,
      "content-type": "application/octet-stream",
    },
    payload: Buffer.from(bytes),
  });
  return { status: statusCode, body: JSON.parse(body) as { id: string; refusal?: object } };
}
const refusal = (problem: string) => ({ ok: false, refusal: { reason: "invalid", field: "logo", problem } });

it("[M11] a logo is made anew from its pixels, bounded, and served as a picture only", async () => {
  const secret = "Taken at 51.5 N by Eva Marin";
  const photo = await picture(1200, 600)
    .jpeg()
    .withExif({ IFD0: { ImageDescription: secret } })
    .toBuffer();
  expect(photo.includes(secret)).toBe(true);
  // A page behind the picture's end, as whoever serves it by its name or content might take for one.
  const polyglot = Buffer.concat([photo, Buffer.from("<html><script>alert(1)</script></html>")]);
  const { status, body } = await upload(polyglot);
  expect(status).toBe(200);
  const served = await house.app.inject({ url: `/api/customer/logos/${body.id}` });
  expect(served.headers).toMatchObject({
    "content-type": "image/webp",
    "x-content-type-options": "nosniff",
    "cache-control": "public, max-age=31536000, immutable",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
  });
  expect(await sharp(served.rawPayload).metadata()).toMatchObject({ format: "webp", width: 512, height: 256 });
  for (const trace of [secret, "<script"]) expect(served.rawPayload.includes(trace)).toBe(false);
});

it("[M11] transparency stays, and small pictures are not blown up", async () => {
  const made = await decodeLogo(await picture(64).png().toBuffer());
  expect(made.ok && (await sharp(made.value).metadata())).toMatchObject({ width: 64, height: 64, hasAlpha: true });
});

it("[M11] what is no single PNG, JPEG or WebP picture is refused, whatever it calls itself", async () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="99" height="99"><script>alert(1)</script></svg>';
  const gif = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64");
  const frames = await Promise.all([picture(32).png().toBuffer(), picture(32).negate().png().toBuffer()]);
  const moving = await sharp(frames, { join: { animated: true } })
    .webp({ loop: 0, delay: [100, 100] })
    .toBuffer();
  expect((await sharp(moving, { pages: -1 }).metadata()).pages).toBe(2);
  const tiff = await picture(32).tiff().toBuffer();
  await expect(sharp(Buffer.from(svg)).metadata()).rejects.toThrow(/unsupported image format/);
  expect(await sharp(gif).metadata()).toMatchObject({ format: "gif" });
  const disguised = Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), Buffer.from(svg)]);
  for (const bytes of [
    Buffer.from(svg),
    Buffer.from(`\uFEFF  ${svg}`),
    gif,
    moving,
    tiff,
    disguised,
    Buffer.from("%PDF-1.7"),
  ])
    expect(await decodeLogo(bytes)).toEqual(refusal("notAccepted"));
  expect(await decodeLogo(await picture(4).png().toBuffer())).toEqual(refusal("tooShort"));
});

it("[M11] a small file that claims a huge picture is refused before it is decoded", async () => {
  const began = process.memoryUsage().rss;
  for (const side of [5_000, 60_000, 2_000_000_000])
    expect(await decodeLogo(bombOf(side))).toMatchObject({ ok: false, refusal: { field: "logo" } });
  expect(process.memoryUsage().rss - began).toBeLessThan(100e6);
  expect(await decodeLogo(Buffer.alloc(3 * 1024 * 1024))).toEqual(refusal("tooLong"));
  expect((await upload(Buffer.alloc(3 * 1024 * 1024))).status).toBe(413);
});

it("[M11] a picture that breaks off is refused rather than shown half", async () => {
  const whole = await picture(400).jpeg().toBuffer();
  expect(await decodeLogo(whole.subarray(0, whole.length / 2))).toEqual(refusal("malformed"));
});

it("[M11] [X1] a logo is shown by modules of its own company, by whoever may manage modules, and by nobody else", async () => {
  const { body } = await upload(await picture(64).png().toBuffer());
  const settings = { name: "M", slug: "with-logo", groupId: acme.groupId, assigneeId: null, logo: body.id };
  const make = (cookie: string, more: object) =>
    house.ask("POST", "/api/console/modules", { cookie, body: { ...settings, ...more } });
  const theirs = await make(other.cookie, { slug: "stolen-logo", groupId: other.groupId });
  expect(theirs.body).toEqual({ refusal: { reason: "invalid", field: "logo", problem: "unknown" } });
  const made = (await make(acme.cookie, {})).body as ModuleRecord;
  expect(made.logo).toBe(body.id);
  const page = await house.ask("GET", "/api/customer/modules/with-logo");
  expect(page.body).toMatchObject({ branding: { logo: `/api/customer/logos/${body.id}` } });
  const expert = await house.person(acme.administrator.companyId, "expert");
  expect((await upload(await picture(64).png().toBuffer(), expert.cookie)).status).toBe(403);
  expect((await upload(await picture(64).png().toBuffer(), "")).status).toBe(401);
});

it("[M11] a logo that no version shows is forgotten after a day; one that an earlier version shows is kept", async () => {
  const png = await picture(64).png().toBuffer();
  const [shown, tried] = [(await upload(png)).body.id, (await upload(png)).body.id];
  const body = { name: "M", slug: "earlier-logo", groupId: acme.groupId, assigneeId: null, logo: shown };
  const { id, revision } = (await house.ask("POST", "/api/console/modules", { cookie: acme.cookie, body }))
    .body as ModuleRecord;
  const without = { settings: { ...body, logo: null }, revision };
  await house.ask("POST", `/api/console/modules/${id}/versions`, { cookie: acme.cookie, body: without });
  house.now += 25 * 3_600_000;
  await upload(png);
  const there = async (logo: string) => (await house.app.inject({ url: `/api/customer/logos/${logo}` })).statusCode;
  expect([await there(shown), await there(tried)]).toEqual([200, 404]);
});

/** A PNG of a few KB that says it is `side` pixels wide and high. */
function bombOf(side: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
    const around = Buffer.alloc(8);
    around.writeUInt32BE(data.length, 0);
    around.writeUInt32BE(crc(body), 4);
    return Buffer.concat([around.subarray(0, 4), body, around.subarray(4)]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const signature = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
  const pixels = deflateSync(Buffer.alloc(5_000_000));
  return Buffer.concat([signature, chunk("IHDR", head), chunk("IDAT", pixels), chunk("IEND", Buffer.alloc(0))]);
}

function crc(bytes: Buffer): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return (value ^ 0xffffffff) >>> 0;
}
