import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { publishStore } from "@beckon/customer/publish-store.ts";
import { knockAt, knockWord } from "./knock.ts";
import { beOnlyOne } from "./one-running.ts";
import { ownerOf, startedBy } from "./own-user.ts";
import { openPageDesk } from "./page-desk.ts";
import { pageFilesOf } from "./page-files.ts";
import { servePage, type PageServer } from "./page-server.ts";
import { eventually } from "../testing/eventually.ts";

/** A web page in the customer's browser, another person of the same computer, and garbage, each at the module's port. */
let server: PageServer;
let acts: string[] = [];
const open: Socket[] = [];

beforeEach(async () => {
  acts = [];
  const note = new Proxy({} as Parameters<typeof publishStore>[1], {
    get: (_, name) => () => void acts.push(String(name)),
  });
  const store = new Proxy({} as Parameters<typeof publishStore>[0], {
    get: (_, name) =>
      name === "state" ? idle : name === "subscribe" ? () => () => undefined : () => void acts.push(String(name)),
  });
  const module = () => ({
    kind: "linux" as const,
    offers: ["see" as const],
    folder: "/",
    refusedFolder: null,
    stopKeys: "",
    language: "en" as const,
    handsBusy: false,
  });
  const desk = openPageDesk(publishStore(store, note, { setTimeout }), module);
  server = await servePage({
    files: pageFilesOf([["module.html", Buffer.from("<!doctype html>")]]),
    entered: desk.entered,
    upload: () => Promise.resolve(acts.push("upload") > 0),
    knocked: () => void acts.push("knocked"),
    quit: () => void acts.push("quit"),
    yielded: () => void acts.push("yielded"),
  });
});
afterEach(async () => {
  for (const socket of open.splice(0)) socket.destroy();
  await server.close();
});

const idle = {
  link: "none",
  aheadMs: 0,
  page: { is: "loading" },
  visit: { is: "none" },
  colleagues: [],
  problem: null,
  busy: false,
  outbox: [],
  spoken: [],
  moving: false,
};
const own = (): string => `127.0.0.1:${server.port}`;

/** Says these bytes to the port and gives the first line of what comes back; "" when the line is cut. */
async function say(bytes: string | Uint8Array): Promise<string> {
  const socket = connect(server.port, "127.0.0.1");
  open.push(socket);
  let answer = "";
  socket.on("error", () => undefined);
  socket.on("data", (data) => (answer += String(data)));
  socket.end(bytes);
  await once(socket, "close");
  return answer.split("\r\n", 1)[0] ?? "";
}

function enter(): Promise<WebSocket> {
  const socket = new WebSocket(`ws://${own()}/live`, { headers: { origin: `http://${own()}` } });
  socket.on("open", () => socket.send(new URL(server.address()).hash.slice(1)));
  socket.on("error", () => undefined);
  return new Promise((resolve) => socket.once("message", () => resolve(socket)));
}

describe("[X19] at the module's port", () => {
  it("a page that opens sockets and drops them at once does not end the program", async () => {
    const heads = ["GET /live", "GET /other"].map((line) =>
      [
        line + " HTTP/1.1",
        `Host: ${own()}`,
        "Origin: https://evil.example",
        "Upgrade: websocket",
        "Connection: upgrade",
      ]
        .concat("Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==", "", "")
        .join("\r\n"),
    );
    for (let n = 0; n < 60; n += 1) {
      const socket = connect(server.port, "127.0.0.1");
      socket.on("error", () => undefined);
      await once(socket, "connect");
      socket.write(heads[n % 2] ?? "");
      socket.resetAndDestroy();
    }
    expect(await say(`GET / HTTP/1.1\r\nHost: ${own()}\r\nConnection: close\r\n\r\n`)).toBe("HTTP/1.1 200 OK");
  });

  it("[X8] no bytes whatever make it do anything, nor end it", async () => {
    const line = fc.constantFrom(
      "GET /",
      "POST /knock",
      "POST /quit",
      "POST /file",
      "OPTIONS *",
      "TRACE /live",
      "GET //\u0000",
    );
    const header = fc.constantFrom(
      `host: ${own()}`,
      "host: evil.example",
      `origin: http://${own()}`,
      "origin: null",
      "authorization: Bearer",
      `authorization: Bearer ${"A".repeat(43)}`,
      "content-length: -1",
      "content-length: 99999999999999999999",
      "transfer-encoding: chunked",
      "x-name: %E0%A4%A",
      "upgrade: websocket",
      "connection: upgrade",
      "expect: 100-continue",
      "sec-websocket-key: x",
    );
    const request = fc
      .tuple(line, fc.array(header, { maxLength: 8 }), fc.string())
      .map(([first, rest, body]) => `${[`${first} HTTP/1.1`, ...rest].join("\r\n")}\r\n\r\n${body}`);
    await fc.assert(
      fc.asyncProperty(fc.oneof(request, fc.uint8Array({ minLength: 1, maxLength: 300 })), async (bytes) => {
        expect(await say(bytes)).not.toMatch(/ (?:101|204) /);
      }),
      { seed: 20, numRuns: 150 },
    );
    expect(acts).toEqual([]);
    expect(await knockAt(server.port, server.knock, "knock")).toBe(true);
    expect(acts).toEqual(["knocked"]);
  });

  it("[X8] a page that says garbage is closed, and what it said is not done", async () => {
    const garbage = fc.oneof(
      fc.string(),
      fc.json(),
      fc
        .record({ type: fc.constantFrom("allow", "grant", "receiveInto", "rate", "say"), rights: fc.anything() })
        .map((v) => {
          return JSON.stringify(v, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value));
        }),
      fc.constantFrom(
        '{"type":"__proto__"}',
        '{"type":"constructor"}',
        '{"type":"allow","rights":["see"]}',
        "[]",
        "null",
      ),
    );
    await fc.assert(
      fc.asyncProperty(garbage, async (text) => {
        const socket = await enter();
        socket.send(text);
        await once(socket, "close");
      }),
      { seed: 19, numRuns: 60 },
    );
    expect(acts).toEqual([]);
    const large = await enter();
    large.send(JSON.stringify({ type: "say", text: "x".repeat(100_000) }));
    expect((await once(large, "close"))[0]).toBe(1009);
  });

  it("another person of the same computer is not answered, whatever they have seen", async () => {
    const address = new URL(server.address());
    // They know the address, and the token in it: both stand in the words our browser was started with.
    const script = `exec 3<>/dev/tcp/127.0.0.1/${server.port}; printf 'GET / HTTP/1.1\\r\\nHost: ${address.host}\\r\\nConnection: close\\r\\n\\r\\n' >&3; head -1 <&3`;
    const isRoot = process.getuid?.() === 0;
    const child = spawn("bash", ["-c", script], {
      stdio: ["ignore", "pipe", "ignore"],
      ...(isRoot ? { uid: 65_534 } : {}),
    });
    let answer = "";
    child.stdout.on("data", (data) => (answer += String(data)));
    await once(child, "close");
    // Only an administrator can try it as somebody else.
    expect(answer.trim()).toBe(isRoot ? "" : "HTTP/1.1 200 OK");
    expect(await say(`GET / HTTP/1.1\r\nHost: ${own()}\r\nConnection: close\r\n\r\n`)).toBe("HTTP/1.1 200 OK");
  });

  it("whose connection it is stands in the kernel's tables, for addresses of both kinds", () => {
    const row = (local: string, remote: string, uid: number): string =>
      `   0: ${local} ${remote} 01 00000000:00000000 00:00000000 00000000  ${uid}        0 4711 1 0000 20 4 30 10 -1`;
    const tables = [
      "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode",
      row("0100007F:1F90", "0100007F:C001", 1000),
      row("0100007F:C001", "0100007F:1F90", 1001),
      row("0000000000000000FFFF00000100007F:C002", "0000000000000000FFFF00000100007F:1F90", 1002),
    ].join("\n");
    expect(ownerOf(tables, 0xc001, 0x1f90)).toBe(1001);
    expect(ownerOf(tables, 0xc002, 0x1f90)).toBe(1002);
    expect(ownerOf(tables, 0xc003, 0x1f90)).toBeUndefined();
    expect(ownerOf("", 1, 2)).toBeUndefined();
    expect(startedBy({ PKEXEC_UID: "1000" })).toEqual([1000]);
    expect(startedBy({ SUDO_UID: "1000 0", PKEXEC_UID: "" })).toEqual([]);
  });
});

describe("[X18] [M4] where a module ran before it was killed", () => {
  it("somebody else at its port learns no secret, and does not keep the program from starting", async () => {
    const home = mkdtempSync(join(tmpdir(), "beckon-port-"));
    const heard: string[] = [];
    const impostor = createServer((request, response) => {
      heard.push(String(request.headers.authorization));
      response.writeHead(204, { "x-beckon": "here" }).end();
    });
    impostor.listen(0, "127.0.0.1");
    await once(impostor, "listening");
    const { port } = impostor.address() as AddressInfo;
    writeFileSync(join(home, "running.json"), JSON.stringify({ pid: 2 ** 30, port, knock: "our secret" }));
    try {
      const only = await beOnlyOne(home, (at, secret) => knockAt(at, secret, "knock"));
      expect(only).not.toBeNull();
      await eventually(() => expect(heard).toEqual([`Bearer ${knockWord("our secret", "knock")}`]));
      expect(heard.join()).not.toContain("our secret");
      only?.release();
    } finally {
      impostor.close();
      rmSync(home, { recursive: true, force: true });
    }
  });
});
