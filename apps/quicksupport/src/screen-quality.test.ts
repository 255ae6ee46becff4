import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { PeerMessage } from "@beckon/protocol/peer.ts";
import { receiveScreen } from "@beckon/screen/receive-screen.ts";
import { openTestPhotos } from "@beckon/screen/test-photos.ts";
import { drawScreen } from "@beckon/screen/test-screens.ts";
import { openMemorySurface } from "@beckon/screen/test-surface.ts";
import { makeDesktopHost } from "@beckon/session/desktop-host.ts";
import { makeDesktopView } from "@beckon/session/desktop-view.ts";
import { openCodecs } from "./codecs.ts";
import { openKept } from "./kept.ts";
import { openLanding } from "./landing.ts";
import { openMachine } from "./machine.ts";
import { noScreen } from "./no-screen.ts";
import { openPartialFiles } from "./partial-files.ts";
import { eventually } from "../testing/eventually.ts";

const photos = await openTestPhotos();
const codecs = openCodecs();
let home = "";
let film: NodeJS.Timeout | undefined;
let leave: (() => void) | undefined;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "beckon-quality-"));
});
afterEach(() => {
  clearInterval(film);
  leave?.();
  rmSync(home, { recursive: true, force: true });
});

/** Both ends of a session's desktop without a network: the expert's choices reach the customer's encoder, its picture the decoder. */
function watchFilm() {
  const screen = drawScreen(320, 240, { tells: true, noise: false });
  const machine = openMachine({
    platform: { ...noScreen(home), capture: screen.capture },
    landing: openLanding(join(home, "Downloads"), openPartialFiles(openKept(home))),
    codecs,
    startWords: () => [],
    data: home,
    beforeRestart: () => undefined,
    staysHere: () => undefined,
  });
  const host = makeDesktopHost({
    machine,
    send: hearHost,
    sendScreen(message) {
      view.take(message);
      return true;
    },
    screenBuffered: () => 0,
    may: () => true,
    show: () => undefined,
    askFile: () => undefined,
  });
  const view = makeDesktopView({
    send: (message) => host.handle(message),
    sendScreen(message) {
      // As from a network: never from within what it answers.
      queueMicrotask(() => host.answer(message));
      return true;
    },
    may: () => true,
    show: () => undefined,
  });
  function hearHost(message: PeerMessage): boolean {
    if (message.type === "screen/monitors" || message.type === "screen/trouble") view.hear(message);
    return true;
  }
  const surface = openMemorySurface((jpeg) => photos.decode(jpeg));
  let frames = 0;
  const receiver = receiveScreen({
    surface,
    answer: (message) => view.acts.answerScreen(message),
    onPointer: () => undefined,
    onShape: () => undefined,
    onFrame: () => void (frames += 1),
    now: () => performance.now(),
  });
  view.acts.onScreen((message) => receiver.receive(message));
  view.hearHost({ kind: "linux", offers: ["see"] });
  let time = 0;
  film = setInterval(() => screen.photo({ x: 0, y: 0, width: 320, height: 240 }, time++), 30);
  leave = () => host.stop();
  host.renew();
  /** Lets the film run on for so many frames; how many of them were drawn as photos. */
  const photosIn = async (count: number): Promise<number> => {
    const [since, before] = [frames, surface.photos];
    await eventually(() => expect(frames - since).toBeGreaterThanOrEqual(count), 30_000);
    return surface.photos - before;
  };
  return { view, host, photosIn };
}

it("[R15] the expert's choice of quality reaches the encoder while a film runs, and holds on a new connection", async () => {
  const { view, host, photosIn } = watchFilm();
  await photosIn(3);
  expect(await photosIn(8)).toBeGreaterThan(4);
  view.acts.setQuality("sharp");
  // What was already under way.
  await photosIn(2);
  expect(await photosIn(8)).toBe(0);
  host.lost();
  view.lost();
  host.renew();
  view.renew();
  await photosIn(2);
  expect(await photosIn(8)).toBe(0);
  view.acts.setQuality("automatic");
  await photosIn(3);
  expect(await photosIn(8)).toBeGreaterThan(4);
});
