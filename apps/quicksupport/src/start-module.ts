import { randomFillSync } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { createCaseStore, SHOWN_CASE } from "@beckon/customer/case-store.ts";
import { claimsIn } from "@beckon/customer/claims.ts";
import type { ShownModule } from "@beckon/customer/mirror-messages.ts";
import { publishStore } from "@beckon/customer/publish-store.ts";
import type { ProgramOwner } from "@beckon/protocol/program.ts";
import { language, type Language } from "@beckon/protocol/words.ts";
import type { Codecs } from "./codecs.ts";
import type { Command } from "./command.ts";
import { describeComputer, nameComputer } from "./device.ts";
import { watchExpertsHands } from "./experts-hands.ts";
import { openGranted } from "./granted.ts";
import { openKept } from "./kept.ts";
import { openLanding } from "./landing.ts";
import type { LaterStarts } from "./later-starts.ts";
import { openMachine } from "./machine.ts";
import type { OnlyOne } from "./one-running.ts";
import { openPageDesk } from "./page-desk.ts";
import type { PageFiles } from "./page-files.ts";
import { openPartialFiles } from "./partial-files.ts";
import { servePage } from "./page-server.ts";
import type { Platform } from "./ports.ts";
import { sendUpload } from "./outgoing.ts";
import { reachServer } from "./server.ts";
import { showDesktop, type HostDesktop } from "./show-desktop.ts";
import { leaveShortcut } from "./sos.ts";
import type { OpenWindow } from "./window.ts";
import { systemLanguage, wordsIn } from "./words.ts";

const STOP_KEYS = "Ctrl + Alt + Shift + Q";
/** How long it stays without a window, and without a session, before it ends, in ms: a reload takes less. */
const ALONE_MS = 20_000;
const LANGUAGE = "beckon.language";
const FOLDER = "beckon.folder";

/** What a module is started with. */
export type ModuleParts = {
  command: Command;
  owner: ProgramOwner;
  platform: Platform;
  codecs: Codecs;
  host: HostDesktop;
  files: PageFiles;
  /** The folder of this module's own data. */
  data: string;
  only: OnlyOne;
  version: string;
  locale: string;
  later: LaterStarts;
  /** Opens the page in a window. */
  openWindow(address: string): Promise<OpenWindow | undefined>;
  /** The person wants it gone from this computer. */
  uninstall(): Promise<void>;
  /** Nobody needs it any more. */
  ended(): void;
};

/** A running module. */
export type RunningModule = {
  /** Opens the page's window; where there is to be none, or no browser is found, `say` gets the address instead. */
  show(say: (address: string) => void): Promise<void>;
  /** Stops showing anything at once, then gives everything back. */
  stop(): Promise<void>;
};

/** Starts the customer's side of one module on this computer, with its page [M4, M5]. */
export async function startModule(parts: ModuleParts): Promise<RunningModule> {
  const { command, owner, platform } = parts;
  const kept = openKept(parts.data);
  // Whoever starts the program after their case was over wants help again, not the end of the last one.
  kept.removeItem(SHOWN_CASE);
  const uploads = join(parts.data, "sent");
  // What a program that was killed could not clear away.
  rmSync(uploads, { recursive: true, force: true });
  const landing = openLanding(kept.getItem(FOLDER) ?? platform.folders.downloads, openPartialFiles(kept));
  const granted = openGranted(kept, Date.now);
  let refusedFolder: string | null = null;
  const spoken = (): Language => language.safeParse(kept.getItem(LANGUAGE)).data ?? systemLanguage(parts.locale);
  const server = reachServer(owner, kept, spoken);

  const machine = openMachine({
    platform,
    landing,
    codecs: parts.codecs,
    startWords: parts.later.words,
    data: parts.data,
    beforeRestart: () => keepRights(),
    staysHere: granted.staysHere,
  });
  const hands = watchExpertsHands(machine.input, () => pages.tell({ type: "module", module: module() }));
  const showing = showDesktop({
    platform,
    machine: { ...machine, input: hands.input },
    host: parts.host,
    granted,
    frameWords(names) {
      const { visit } = store.state;
      const first = visit.is === "none" ? [] : [visit.opening.expert.name];
      return wordsIn(spoken()).seen(names.length > 0 ? names : first, STOP_KEYS);
    },
    stop() {
      store.stop();
      // Whatever the case's own state is: nobody sees or moves anything after Stop.
      for (const session of showing.sessions.values()) session.end();
    },
  });
  const store = createCaseStore(
    {
      ...server,
      claims: claimsIn(kept, (bytes) => randomFillSync(bytes)),
      memory: kept,
      computer: nameComputer,
      device: () => describeComputer(parts.version, parts.locale, platform.capture.monitors()),
      tone: { play: (what) => pages.tell({ type: "tone", what }) },
      moveTo: () => undefined,
      visits: {
        relayUrl: `${owner.server.replace(/^http/, "ws")}/live/relay`,
        showing,
        now: Date.now,
        setTimeout: (call, ms) => setTimeout(call, ms),
        clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout | undefined),
      },
    },
    { is: "module", slug: owner.module },
  );

  /** What the expert may is theirs in the start that follows, too. */
  const keepRights = (): void => {
    const { visit } = store.state;
    if (visit.is === "on") granted.beforeRestart(visit.opening.session, visit.remote.get("privileges"));
  };
  /** The session of whoever has the case: files are theirs alone [R23]. */
  const expert = () => {
    const { visit } = store.state;
    return (visit.is === "on" && showing.sessions.get(visit.opening.session)) || null;
  };
  const module = (): ShownModule => ({
    kind: machine.kind,
    offers: [...machine.offers],
    folder: landing.folder,
    refusedFolder,
    stopKeys: STOP_KEYS,
    language: spoken(),
    handsBusy: hands.busy,
  });
  const receiveInto = async (folder: string): Promise<void> => {
    const moved = await landing.moveTo(folder);
    if (moved) kept.setItem(FOLDER, folder);
    refusedFolder = moved ? null : folder;
    pages.tell({ type: "module", module: module() });
  };
  const published = publishStore(
    store,
    {
      pauseTransfer: (transfer, paused) => expert()?.pauseTransfer(transfer, paused),
      cancelTransfer: (transfer) => expert()?.cancelTransfer(transfer),
      declineFile: () => expert()?.declineFile(),
      speak: (chosen) => kept.setItem(LANGUAGE, chosen),
      receiveInto: (folder) => void receiveInto(folder),
      uninstall: () => void parts.uninstall(),
    },
    { setTimeout: (call, ms) => setTimeout(call, ms) },
  );
  const pages = openPageDesk(
    hands.guard(published, (session) => showing.sessions.get(session)?.get("privileges") ?? []),
    module,
  );
  const page = await servePage({
    files: parts.files,
    entered: pages.entered,
    upload: (name, size, body) => sendUpload(uploads, { name, size, body }, expert),
    knocked: () => void show(),
    quit: () => void parts.uninstall(),
    yielded() {
      keepRights();
      parts.ended();
    },
  });
  parts.only.listens(page.port, page.knock);

  // A browser that runs already opens the next window, and only closing the first one ends it.
  const windows: OpenWindow[] = [];
  const show = async (): Promise<boolean> => {
    const opened = await parts.openWindow(page.address());
    if (opened !== undefined) windows.push(opened);
    return opened !== undefined;
  };

  // Nobody closes a program they cannot see: without its window and without a session it ends by itself.
  let alone: NodeJS.Timeout | undefined;
  const wait = (): void => {
    clearTimeout(alone);
    if (windows.length === 0 || pages.open > 0) return;
    alone = setTimeout(() => (store.state.visit.is === "on" ? wait() : parts.ended()), ALONE_MS);
  };
  pages.onChange(wait);

  if (owner.move === undefined) void store.start();
  else {
    granted.moved(owner.move);
    void store.move(owner.move).then((moved) => {
      if (moved) return undefined;
      granted.notMoved();
      return store.start();
    });
  }
  void platform.startOnce.clear();
  const stopped = new AbortController();
  let leaving: Promise<void> | undefined;
  void server.readStatement().then((statement) => {
    const { signal } = stopped;
    if (!statement || signal.aborted) return;
    const { shortcut } = platform;
    // Where the disk is full there is help all the same.
    leaving = leaveShortcut(statement, { shortcut, kept, later: parts.later, signal }).catch(console.warn);
  });

  return {
    async show(say) {
      if (command.window && (await show())) return;
      say(page.address());
    },
    async stop() {
      clearTimeout(alone);
      stopped.abort();
      // The computer goes down for a restart that was granted, or another start goes on here: what ends this program does not end the session [R18].
      if (!granted.comesBack()) store.stop();
      const closing = [...windows].map((one) => one.close());
      await page.close();
      await Promise.all(closing);
      // Nothing may be left behind a removal.
      await leaving;
      parts.only.release();
      platform.close();
    },
  };
}
