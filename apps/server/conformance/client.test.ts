import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ENDPOINTS } from "@beckon/api/endpoints.ts";
import { openApiOf } from "@beckon/api/open-api.ts";
import { openHouse, setUp, type House } from "../testing/house.ts";
import { openDatabase } from "../src/store/database.ts";
import { tokenFor } from "../src/tokens/test-token.ts";
import { SCOPES } from "@beckon/api/scopes.ts";
import { clientFilesOf } from "../../../scripts/make-client.ts";
import { ApiError, openClient } from "@beckon/client/client.ts";

const root = join(import.meta.dirname, "../../..");
let house: House;
let token: string;
beforeAll(async () => {
  house = await openHouse();
  const admin = await setUp(house);
  const me = await admin.call("GET", "/api/console/me");
  const database = openDatabase(house.databaseUrl);
  token = await tokenFor(database.db, me.body.personId as string, SCOPES, Date.now());
  await database.close();
});
afterAll(async () => house.stop());

it("[W11] the client is what the generator makes of the document now: else run `node scripts/make-client.ts`", async () => {
  for (const [path, text] of Object.entries(await clientFilesOf(openApiOf(ENDPOINTS, "https://help.example.com"))))
    expect(await readFile(join(root, path), "utf8")).toBe(text);
});

it("[W11] the example of the client's README runs, as JavaScript without anything beside it", async () => {
  const folder = await mkdtemp(join(tmpdir(), "beckon-client-"));
  const built = await run(
    "node_modules/typescript/bin/tsc",
    "-p",
    "packages/client/tsconfig.build.json",
    "--outDir",
    folder,
  );
  expect(built).toEqual({ code: 0, said: "" });
  const readme = await readFile(join(root, "packages/client/README.md"), "utf8");
  const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? "";
  expect(example.trim().split("\n").length).toBeLessThanOrEqual(10);
  const here = example
    .replace("https://help.example.com", house.url)
    .replace(/token: "[^"]+"/, `token: ${JSON.stringify(token)}`)
    .replace('"@beckon/client"', JSON.stringify(join(folder, "client.js")));
  await writeFile(join(folder, "example.mjs"), here);
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  const { code, said } = await run(join(folder, "example.mjs"));
  expect(said).toMatch(/^s\d{9}: send your customer to http.*\n$/);
  expect(code).toBe(0);
  const session = await openClient({ url: house.url, token }).readSession({ code: said.slice(0, 10) });
  expect(session).toMatchObject({ state: "Closed", description: "The printer is out of ink" });
  await rm(folder, { recursive: true });
});

it("[W11] lists, filters and errors are typed, and a failure says what the server said", async () => {
  const beckon = openClient({ url: `${house.url}/`, token });
  const made = await beckon.createSession({ description: "Odd & even / 50 %", end_customer: "Grace" });
  const { sessions } = await beckon.listSessions({ state: ["Open"], full_list: true });
  expect(sessions.find((one) => one.code === made.code)).toMatchObject({ description: "Odd & even / 50 %" });
  const failed = await beckon.readSession({ code: "s000000000" }).catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(ApiError);
  expect(failed).toMatchObject({ error: "not_found", status: 404 });
  expect((failed as ApiError).signature).toMatch(/^[\w-]{8,}$/);
  const stranger = openClient({ url: house.url, token: "12345678-abcdefghij0123456789" });
  await expect(stranger.listSessions()).rejects.toMatchObject({ error: "invalid_token", status: 401 });
  expect(await stranger.ping()).toEqual({ token_valid: false });
});

it("[W11] [W13] events are followed over a cut line, and nothing is missed", async () => {
  const cut: (() => void)[] = [];
  const cutting: typeof fetch = async (address, init) => {
    const line = new AbortController();
    cut.push(() => line.abort());
    const signals = [line.signal, ...(init?.signal ? [init.signal] : [])];
    return await fetch(address, { ...init, signal: AbortSignal.any(signals) });
  };
  const beckon = openClient({ url: house.url, token });
  const first = await beckon.createSession({ description: "First" });
  const stop = new AbortController();
  const followed = openClient({ url: house.url, token, fetch: cutting }).events({ after: "0", signal: stop.signal });
  const seen: string[] = [];
  for await (const { id, type, event } of followed) {
    expect(id).toMatch(/^\d+$/);
    if (type !== "session.created") continue;
    seen.push(event.data.session.code);
    if (seen.at(-1) === first.code) {
      cut.at(-1)?.();
      for (const description of ["Second", "Third"])
        seen.push(`made ${(await beckon.createSession({ description })).code}`);
    }
    if (seen.at(-1) === seen.at(-3)?.slice(5)) stop.abort();
  }
  const made = seen.flatMap((one) => (one.startsWith("made ") ? [one.slice(5)] : []));
  expect(seen.slice(seen.indexOf(first.code))).toEqual([first.code, ...made.map((code) => `made ${code}`), ...made]);
  expect(cut).toHaveLength(2);
  const stranger = openClient({ url: house.url, token: "12345678-abcdefghij0123456789" }).events();
  await expect(stranger.next()).rejects.toMatchObject({ error: "invalid_token", status: 401 });
});

it("[W11] an app's token that is refused is renewed once for all calls that wait, and the new ones are told", async () => {
  const asked: string[] = [];
  const pretended: typeof fetch = async (address, init) => {
    const path = new URL(address as string).pathname;
    const bearer = new Headers(init?.headers).get("authorization");
    asked.push(path);
    if (path === "/api/v1/oauth2/token") {
      expect(new URLSearchParams(init?.body as URLSearchParams).get("refresh_token")).toBe("first");
      return Response.json({ access_token: "new", refresh_token: "second", token_type: "bearer", expires_in: 60 });
    }
    if (bearer === "Bearer new") return Response.json({ sessions: [] });
    return Response.json({ error: "token_expired", error_description: "old", error_code: 401 }, { status: 401 });
  };
  const told: unknown[] = [];
  const app = {
    clientId: "a",
    accessToken: "old",
    refreshToken: "first",
    onTokens: (one: unknown) => void told.push(one),
  };
  const beckon = openClient({ url: "https://help.example.com", app, fetch: pretended });
  const answers = await Promise.all([beckon.listSessions(), beckon.listSessions(), beckon.listSessions()]);
  expect(answers).toEqual([{ sessions: [] }, { sessions: [] }, { sessions: [] }]);
  expect(asked.filter((path) => path.endsWith("/token"))).toHaveLength(1);
  expect(told).toEqual([{ accessToken: "new", refreshToken: "second" }]);
});

async function run(...words: string[]): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, words, { cwd: root });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text: Buffer) => (said += text.toString()));
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { code, said };
}
