import { request as httpRequest } from "node:http";
import { networkInterfaces } from "node:os";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { knockAt, knockWord } from "./knock.ts";
import { pageFilesOf } from "./page-files.ts";
import { servePage, type PageServer } from "./page-server.ts";

const uploads: string[] = [];
const heard: string[] = [];
let knocks = 0;
let server: PageServer;
const sockets: WebSocket[] = [];

beforeEach(async () => {
  uploads.length = 0;
  heard.length = 0;
  knocks = 0;
  server = await servePage({
    files: pageFilesOf([
      ["module.html", Buffer.from("<!doctype html>")],
      ["assets/a.js", Buffer.from("1")],
    ]),
    entered(socket, key) {
      socket.send(`key ${key}`);
      return { message: (text) => void heard.push(text), gone: () => undefined };
    },
    async upload(name, size, body) {
      const bytes: Buffer[] = [];
      for await (const part of body) bytes.push(part as Buffer);
      uploads.push(`${name} ${size} ${Buffer.concat(bytes).toString()}`);
      return true;
    },
    knocked: () => {
      knocks += 1;
    },
    quit: () => undefined,
    yielded: () => undefined,
  });
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate();
  await server.close();
});

const own = (): string => `127.0.0.1:${server.port}`;
const token = (): string => new URL(server.address()).hash.slice(1);

/** A request with headers that a browser would not let a page choose. */
function ask(
  path: string,
  {
    method = "GET",
    headers = {},
    body = "",
  }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: string }> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      { host: "127.0.0.1", port: server.port, path, method, headers: { host: own(), ...headers } },
      (answer) => {
        let text = "";
        answer.on("data", (part) => (text += String(part)));
        answer.on("end", () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text }));
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}

/** Opens a socket and says `first`; gives what came back, or the code it was closed or refused with. */
function enter(first: string, headers: Record<string, string> = { origin: `http://${own()}` }): Promise<string> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://${own()}/live`, { headers });
    sockets.push(socket);
    socket.on("open", () => socket.send(first));
    socket.on("message", (data) => resolve((data as Buffer).toString()));
    socket.on("close", (code) => resolve(`closed ${code}`));
    socket.on("unexpected-response", (_, answer) => resolve(`refused ${answer.statusCode}`));
    socket.on("error", () => undefined);
  });
}

describe("[X19] the module's page", () => {
  it("listens on loopback only, on a port of the system's choice", async () => {
    expect(new URL(server.address()).hostname).toBe("127.0.0.1");
    const outward = Object.values(networkInterfaces())
      .flat()
      .filter((one) => one && !one.internal && one.family === "IPv4");
    for (const one of outward)
      await expect(fetch(`http://${one?.address}:${server.port}/`)).rejects.toThrow("fetch failed");
  });

  it("lets a page in by a token that works once, and by the key it gave for it", async () => {
    const given = token();
    const answer = await enter(given);
    expect(answer).toMatch(/^key [\w-]{43}$/);
    expect(await enter(given)).toBe("closed 4401");
    expect(await enter(answer.slice(4))).toBe(answer);
    expect(await enter("")).toBe("closed 4401");
    expect(await enter("guess")).toBe("closed 4401");
  });

  it("hears nothing of a page before it was let in", async () => {
    expect(await enter('{"type":"stop"}')).toBe("closed 4401");
    expect(heard).toEqual([]);
  });

  it("refuses other origins and other names for this computer", async () => {
    const given = token();
    expect(await enter(given, { origin: "https://evil.example" })).toBe("refused 403");
    expect(await enter(given, {})).toBe("refused 403");
    expect(await enter(given, { origin: "null" })).toBe("refused 403");
    const rebound = { origin: "http://evil.example", host: "evil.example" };
    expect(await enter(given, rebound)).toBe("refused 403");
    expect((await ask("/", { headers: { host: "evil.example" } })).status).toBe(421);
    expect((await ask("/", { headers: { host: `localhost:${server.port}` } })).status).toBe(421);
    expect((await ask("/", { headers: { origin: "https://evil.example" } })).status).toBe(403);
    // It was shown to nobody: it still opens.
    expect(await enter(given)).toMatch(/^key /);
  });

  it("comes with a strict policy and tells of no other file", async () => {
    const page = await ask("/");
    expect(page.status).toBe(200);
    expect(page.headers["content-security-policy"]).toBe(
      `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self' ws://${own()}; ` +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    expect(page.headers["x-frame-options"]).toBe("DENY");
    expect(page.headers["cross-origin-resource-policy"]).toBe("same-origin");
    expect((await ask("/assets/a.js")).status).toBe(200);
    for (const path of ["/../package.json", "/assets/../module.html", "/etc/passwd", "/%2e%2e/x", "/console.html"])
      expect((await ask(path)).status).toBe(404);
    expect((await ask("/", { method: "PUT" })).status).toBe(405);
  });

  it("takes files of pages that were let in only", async () => {
    const key = (await enter(token())).slice(4);
    const headers = { "x-name": "M%C3%A4rz.txt", origin: `http://${own()}`, authorization: `Bearer ${key}` };
    const send = (change: Record<string, string>) =>
      ask("/file", { method: "POST", headers: { ...headers, ...change }, body: "hello" });
    expect((await send({ authorization: "Bearer wrong" })).status).toBe(403);
    expect((await send({ authorization: "" })).status).toBe(403);
    expect((await send({ origin: "https://evil.example" })).status).toBe(403);
    expect((await send({ "x-name": "%" })).status).toBe(400);
    expect(uploads).toEqual([]);
    expect((await send({})).status).toBe(204);
    expect(uploads).toEqual(["März.txt 5 hello"]);
  });

  it("is brought up again by another start of the program, which knows the knock", async () => {
    const knock = (authorization: string) => ask("/knock", { method: "POST", headers: { authorization } });
    expect((await knock("Bearer guess")).status).toBe(403);
    expect((await knock(`Bearer ${knockWord(server.knock, "quit")}`)).status).toBe(403);
    expect(knocks).toBe(0);
    expect(await knockAt(server.port, "guess", "knock")).toBe(false);
    expect(await knockAt(server.port, server.knock, "knock")).toBe(true);
    expect(knocks).toBe(1);
  });
});
