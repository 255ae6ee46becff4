import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import type { Privilege } from "@beckon/protocol/peer.ts";
import type { FileSource } from "@beckon/session/machine.ts";
import type { DirectLinks, Link } from "@beckon/session/link.ts";
import { joinSession, type RemoteSession, type Transfer } from "@beckon/session/remote-session.ts";
import { openCuttableLine } from "../../server/testing/cuttable-line.ts";
import { openHouse, setUp, type House } from "../../server/testing/house.ts";
import { Wire } from "../../server/testing/wire.ts";
import { caseOf, openPrograms } from "../testing/run-module.ts";
import { eventually } from "../testing/eventually.ts";

/** The program itself and an expert between whom no packet passes: everything runs through two servers on one database. */
let house: House;
let other: House;
let ada: Awaited<ReturnType<typeof setUp>>;
let line: Awaited<ReturnType<typeof openCuttableLine>>;
let home = "";
const programs = openPrograms(
  () => ["--server", house.url, "--module", ada.slug, "--data", join(home, "data")],
  () => ({ ...process.env, HOME: home, DISPLAY: undefined, WAYLAND_DISPLAY: undefined }),
);
const experts: RemoteSession[] = [];

beforeAll(async () => {
  house = await openHouse();
  other = await house.another();
  ada = await setUp(house);
  line = await openCuttableLine(Number(new URL(other.url).port));
});
afterAll(async () => {
  await line.close();
  await house.stop();
});
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "beckon-through-"));
});
afterEach(async () => {
  line.mend();
  for (const session of experts.splice(0)) session.end();
  await programs.end();
  Wire.closeAll();
  rmSync(home, { recursive: true, force: true });
});

type Joining = { joined: { session: string; relayToken: string } };

/** The expert at the other server, who gets there by a line that can be cut. */
async function connect(caseId: string): Promise<RemoteSession> {
  const wire = await Wire.open(other.url, "console", { cookie: ada.cookie });
  const { value } = (await wire.ask({ type: "session/join", caseId })) as { value: Joining };
  const { joined } = value;
  const session = joinSession({
    session: joined.session,
    iceServers: [],
    relay: { url: `ws://127.0.0.1:${line.port}/live/relay`, token: joined.relayToken },
    links: blockedLinks,
    signal: (body) => wire.send({ type: "session/signal", caseId, session: joined.session, body }),
  });
  wire.each(
    ({ type }) => type === "session/signal",
    ({ body }) => session.handleSignal(body as string),
  );
  experts.push(session);
  return session;
}

/** Connections that never come about, as behind a wall that lets no UDP through. */
const blockedLinks: DirectLinks = {
  ready: () => Promise.resolve(),
  open: (): Link => ({
    up: false,
    handle: () => undefined,
    send: () => false,
    sendBytes: () => false,
    buffered: () => 0,
    setVideo: () => undefined,
    setAudio: () => undefined,
    configure: () => undefined,
    restart: () => false,
    reading: () => Promise.reject(new Error("There is no connection.")),
    close: () => undefined,
  }),
};

/** The module shows itself with these rights to an expert at the other server. */
async function meet(...rights: Privilege[]) {
  const { page, child, sends } = await programs.start([]);
  await eventually(() => expect(page.store.state.page.is).toBe("module"));
  await page.store.openModule({ customerName: "Cora", customerEmail: "", description: "", disclaimerAccepted: false });
  const { caseId } = await eventually(() => caseOf(page));
  const session = await connect(caseId);
  await eventually(() => expect(page.store.state.visit.is).toBe("asked"), 10_000);
  await page.store.allow(rights);
  await eventually(() => expect(session.get("state").is).toBe("connected"), 20_000);
  await eventually(() => expect(session.get("privileges")).toEqual(rights));
  const shown = () => {
    const { visit } = page.store.state;
    if (visit.is !== "on") throw new Error(visit.is);
    return visit.remote;
  };
  return { page, child, sends, session, shown };
}

function sourceOf(name: string, content: Buffer): FileSource {
  return {
    name,
    size: content.length,
    read: async (offset, length) => new Uint8Array(content.subarray(offset, offset + length)),
    close: () => Promise.resolve(),
  };
}

const stateOf = (session: RemoteSession, id: string | null): Transfer | undefined =>
  session.get("transfers").find((one) => one.id === id);
const sum = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

it("[R17] [R3] [R7] [R8] all runs through two servers and both sides say so; files go both ways through a drop, with the same rights and words", async () => {
  const { sends, session, shown } = await meet("see", "files");
  await eventually(() => expect(session.get("stats")?.path).toBe("server"), 5_000);
  await eventually(() => expect(shown().get("stats")?.path).toBe("server"), 5_000);
  await eventually(() => expect(session.get("words").words).toHaveLength(4));
  const { words } = session.get("words");
  await eventually(() => expect(shown().get("words").words).toEqual(words));
  session.say("Can you read this?");
  await eventually(() =>
    expect(
      shown()
        .get("chat")
        .map(({ text }) => text),
    ).toEqual(["Can you read this?"]),
  );

  const content = randomBytes(24_000_000);
  const sent = session.sendFile(sourceOf("../../report.pdf", content));
  await eventually(() => expect(stateOf(session, sent)?.bytes).toBeGreaterThan(5_000_000), 20_000, 5);
  line.cut();
  await eventually(() => expect(stateOf(session, sent)?.state).toBe("stalled"), 10_000);
  expect(await readdir(join(home, "Downloads"))).toEqual([expect.stringMatching(/^report\.pdf\.[0-9a-f]{8}\.part$/)]);
  const had = stateOf(session, sent)?.bytes ?? 0;
  line.mend();
  // As the page does when its network is back.
  session.retry();
  let least = Infinity;
  session.on("transfers", () => (least = Math.min(least, stateOf(session, sent)?.bytes ?? 0)));
  await eventually(() => expect(stateOf(session, sent)?.state).toBe("done"), 40_000);
  // It went on where it was.
  expect(least).toBeGreaterThanOrEqual(had);
  expect(sum(await readFile(join(home, "Downloads/report.pdf")))).toBe(sum(content));
  expect(session.get("privileges")).toEqual(["see", "files"]);
  expect(session.get("words")).toEqual({ words, changed: false });

  // And one back, handed over by the page as a browser does it.
  const back = randomBytes(10_000_000);
  session.askForFile();
  await eventually(() => expect(shown().get("fileAsked")).toBe(true));
  expect(await sends("log file.txt", back)).toBe(true);
  const offered = await eventually(() => {
    const found = session.get("transfers").find(({ direction }) => direction === "received");
    if (found === undefined) throw new Error("no file yet");
    return found;
  });
  expect(offered).toMatchObject({ what: { name: "log file.txt" }, size: back.length, state: "offered" });
  const pieces: Uint8Array[] = [];
  let finished = false;
  session.acceptFile(offered.id, {
    name: "log file.txt",
    async write(bytes) {
      pieces.push(bytes);
    },
    async finish() {
      finished = true;
    },
    discard: () => Promise.resolve(),
  });
  await eventually(() => expect(stateOf(session, offered.id)?.state).toBe("done"), 20_000);
  expect(finished).toBe(true);
  expect(sum(Buffer.concat(pieces))).toBe(sum(back));
  // What the page had handed over is not kept any longer than it is needed.
  await eventually(async () => expect(await readdir(join(home, "data/sent"))).toEqual([]));
});

it("[R7] a program that was killed leaves nothing half behind at its next start, and gets the file anew", async () => {
  const { child, session } = await meet("see", "files");
  const sent = session.sendFile(sourceOf("big.iso", randomBytes(30_000_000)));
  await eventually(() => expect(stateOf(session, sent)?.bytes).toBeGreaterThan(1_000_000), 20_000, 5);
  child.kill("SIGKILL");
  await eventually(() => expect(session.get("state").is).toBe("reconnecting"), 10_000);
  expect(await readdir(join(home, "Downloads"))).toHaveLength(1);
  const { page } = await programs.start([]);
  await eventually(() => expect(caseOf(page).state).toBe("inProgress"), 10_000);
  expect(await readdir(join(home, "Downloads"))).toEqual([]);
  // Who sees the screen is asked again: nothing promised that a program that died comes back with its rights.
  await eventually(() => expect(page.store.state.visit.is).toMatch(/asked|resume/));
  await page.store.allow(["see", "files"]);
  await eventually(() => expect(session.get("state").is).toBe("connected"), 20_000);
  expect(session.get("words").changed).toBe(true);
  // The new program knows nothing of the half, and gets the whole.
  await eventually(() => expect(stateOf(session, sent)?.state).toBe("done"), 20_000);
  expect(await readdir(join(home, "Downloads"))).toEqual(["big.iso"]);
});
