import { spawnSync } from "node:child_process";
import { createHash, createPublicKey, randomBytes, verify } from "node:crypto";
import { mkdtemp, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  moduleStatement,
  OWNER_FILE,
  readProgramName,
  SIGNED_MODULE_LABEL,
  TAR_END_BYTES,
  tarEntry,
  type SignedModule,
} from "@beckon/protocol/program.ts";
import { openPrograms } from "./programs.ts";
import { PUBLIC_URL, startTestHttp, type TestHttp } from "./test-http.ts";

let house: TestHttp;
let folder: string;
let slug: string;
const faults: string[] = [];
const program = randomBytes(100_003);
const APP = "QuickSupport.app/Contents/Resources";
const sha256 = createHash("sha256").update(program).digest("hex");

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "beckon-programs-"));
  const about = { version: "0.1.0", bytes: program.length, sha256 };
  await writeFile(join(folder, "quicksupport-linux-x64"), program);
  await writeFile(join(folder, "quicksupport-windows-x64.exe"), program);
  const programs = [
    { system: "linux-x64", file: "quicksupport-linux-x64", ...about },
    { system: "windows-x64", file: "quicksupport-windows-x64.exe", ...about },
    { system: "macos-arm64", file: "quicksupport-macos-arm64.tar", ...about, sha256: "a".repeat(64) },
  ];
  await writeFile(join(folder, "quicksupport-macos-arm64.tar"), tarEntry(`${APP}/main.cjs`, 0o644, program));
  await writeFile(join(folder, "manifest.json"), JSON.stringify({ programs }));
  house = await startTestHttp({
    programs: openPrograms(folder, join(folder, "packed"), (fault) => faults.push(fault)),
  });
  ({ slug } = await house.company("Acme"));
});
afterAll(async () => {
  await house.close();
  await rm(folder, { recursive: true });
});

const download = (system: string, query = "") => house.app.inject(`/m/${slug}/download/${system}${query}`);
const fileName = (headers: Record<string, unknown>) =>
  /filename="([^"]+)"/.exec(String(headers["content-disposition"]))?.[1] ?? "";

it("[M7] a module's page names the programs with size and checksum, and nothing while nothing was built", async () => {
  const { body } = await house.ask("GET", `/api/customer/modules/${slug}`);
  expect((body as { programs: unknown[] }).programs).toContainEqual({
    system: "windows-x64",
    version: "0.1.0",
    bytes: program.length,
    sha256,
  });
  expect(await openPrograms("/nowhere", "/nowhere", () => undefined).offers()).toEqual([]);
});

it("[M3] [M7] a damaged list of programs counts as nothing built: the module's page works, and the fault is told once", async () => {
  const path = join(folder, "manifest.json");
  const whole = await readFile(path, "utf8");
  for (const [nth, damaged] of [whole.slice(0, 90), "", "null", '{"programs":[{"system":"amiga"}]}'].entries()) {
    await writeFile(path, damaged);
    await utimes(path, nth + 1, nth + 1);
    faults.length = 0;
    for (let times = 0; times < 2; times += 1) {
      const { status, body } = await house.ask("GET", `/api/customer/modules/${slug}`);
      expect([status, (body as { programs: unknown[] }).programs]).toEqual([200, []]);
    }
    expect((await download("windows-x64")).statusCode).toBe(404);
    expect(faults).toEqual([expect.stringContaining(path)]);
  }
  await writeFile(path, whole);
  expect((await download("windows-x64")).statusCode).toBe(200);
});

it("[M7] for Windows the program is the very file, and its name says whose it is", async () => {
  const answer = await download("windows-x64");
  expect(answer.rawPayload.equals(program)).toBe(true);
  expect(readProgramName(fileName(answer.headers))).toEqual({ server: PUBLIC_URL, module: slug });
});

it("[M7] for Windows the program is packed on its way to who unpacks it, and what they save is the very file", async () => {
  const get = (codings: string) =>
    house.app.inject({ url: `/m/${slug}/download/windows-x64`, headers: { "accept-encoding": codings } });
  for (const codings of ["gzip, deflate, br", "br;q=1.0, gzip;q=0.8", "GZIP"]) {
    const { headers, rawPayload } = await get(codings);
    expect([headers["content-encoding"], headers["vary"]]).toEqual(["gzip", expect.stringMatching(/accept-encoding/i)]);
    expect(Number(headers["content-length"])).toBe(rawPayload.length);
    expect(gunzipSync(rawPayload).equals(program)).toBe(true);
    expect(readProgramName(fileName(headers))).toEqual({ server: PUBLIC_URL, module: slug });
  }
  for (const codings of ["", "br", "identity", "gzip;q=0", "gzip;q=0.0, br"]) {
    const { headers, rawPayload } = await get(codings);
    expect(headers["content-encoding"]).toBeUndefined();
    expect(rawPayload.equals(program)).toBe(true);
  }
});

it("[M7] for Linux an archive holds the program, which may be run, and the file that says whose it is", async () => {
  const answers = await Promise.all([download("linux-x64"), download("linux-x64")]);
  for (const answer of answers) {
    expect(Number(answer.headers["content-length"])).toBe(answer.rawPayload.length);
    const target = await mkdtemp(join(folder, "unpacked-"));
    expect(spawnSync("tar", ["-xz", "-C", target], { input: answer.rawPayload }).status).toBe(0);
    expect((await readFile(join(target, "QuickSupport"))).equals(program)).toBe(true);
    expect((await stat(join(target, "QuickSupport"))).mode & 0o111).toBe(0o111);
    const owner = JSON.parse(await readFile(join(target, OWNER_FILE), "utf8"));
    expect(owner).toEqual({ server: PUBLIC_URL, module: slug, key: expect.stringMatching(/^[\w-]{43}$/) });
  }
});

it("[M7] for macOS the archive holds the app's folder, and in it the file that says whose it is", async () => {
  const { rawPayload } = await download("macos-arm64");
  const target = await mkdtemp(join(folder, "unpacked-"));
  expect(spawnSync("tar", ["-xz", "-C", target], { input: rawPayload }).status).toBe(0);
  expect((await readFile(join(target, APP, "main.cjs"))).equals(program)).toBe(true);
  const owner = JSON.parse(await readFile(join(target, APP, OWNER_FILE), "utf8"));
  expect(owner).toMatchObject({ server: PUBLIC_URL, module: slug });
});

it("[M9][X11] the page completes an archive itself, so that its secret never passes the server", async () => {
  const { rawPayload } = await download("linux-x64", "?part=program");
  const own = Buffer.concat([tarEntry(OWNER_FILE, 0o644, Buffer.from("{}")), new Uint8Array(TAR_END_BYTES)]);
  const target = await mkdtemp(join(folder, "unpacked-"));
  const input = Buffer.concat([rawPayload, gzipSync(own)]);
  expect(gunzipSync(input).length % 512).toBe(0);
  expect(spawnSync("tar", ["-xz", "-C", target], { input }).status).toBe(0);
  expect(await readFile(join(target, OWNER_FILE), "utf8")).toBe("{}");
});

it("[M7][X18] what the server says of a module is signed with the key that its programs come with", async () => {
  const { body } = await house.ask("GET", `/api/customer/modules/${slug}/statement`);
  const { statement, signature, key } = body as SignedModule;
  const spki = Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), Buffer.from(key, "base64url")]);
  const publicKey = createPublicKey({ key: spki, format: "der", type: "spki" });
  const signed = (text: string) =>
    verify(null, Buffer.from(SIGNED_MODULE_LABEL + text), publicKey, Buffer.from(signature, "base64url"));
  expect(signed(statement)).toBe(true);
  expect(signed(statement.replace("Acme", "Evil"))).toBe(false);
  expect(moduleStatement.parse(JSON.parse(statement))).toMatchObject({
    server: PUBLIC_URL,
    module: slug,
    company: "Acme",
  });
});

it("[M7] what there is not is not found, in words a page can show", async () => {
  for (const path of [`/m/${slug}/download/amiga`, "/m/nobody/download/linux-x64", "/m/nobody/download/macos-arm64"]) {
    expect(await house.ask("GET", path)).toMatchObject({ status: 404, body: { refusal: { reason: "notFound" } } });
  }
});
