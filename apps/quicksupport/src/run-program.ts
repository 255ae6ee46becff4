import { join } from "node:path";
import type { ProgramOwner } from "@beckon/protocol/program.ts";
import { openCodecs } from "./codecs.ts";
import { CommandFault, HELP, readCommand } from "./command.ts";
import { hostDesktop } from "./host-desktop.ts";
import { knockAt } from "./knock.ts";
import { openLaterStarts } from "./later-starts.ts";
import { beOnlyOne, readRunning } from "./one-running.ts";
import { findOwner } from "./owner.ts";
import { endDataChannels } from "./peer/datachannel-links.ts";
import type { Platform } from "./ports.ts";
import type { Program } from "./program.ts";
import { startModule, type RunningModule } from "./start-module.ts";
import { tellPerson } from "./tell-person.ts";
import { uninstall } from "./uninstall.ts";
import { extraWords, openersFor, openWindow } from "./window.ts";

/** Runs the program to its end: does what its words ask, brings up the module that runs already, or becomes it. */
export async function runProgram(
  words: readonly string[],
  program: Program,
  openPlatform: (id: string) => Promise<Platform>,
): Promise<void> {
  try {
    const command = readCommand(words, process.cwd());
    if (command === "help") return leave(0, HELP);
    const owner = findOwner(command, program.path);
    const platform = await openPlatform(dataName(owner));
    const data = command.data ?? join(platform.folders.data, dataName(owner));
    const remove = async (): Promise<never> => {
      await uninstall({ platform, data, laid: program.laid });
      return leave(0, "QuickSupport was removed from this computer. Files you received are still there.");
    };
    if (command.uninstall) {
      const running = readRunning(data);
      const told = running !== undefined && (await knockAt(running.port, running.knock, "quit").catch(() => false));
      return told ? leave(0, "QuickSupport removes itself from this computer.") : await remove();
    }

    if (command.instead) {
      const running = readRunning(data);
      if (running !== undefined) await knockAt(running.port, running.knock, "yield").catch(() => false);
    }
    const only = await beOnlyOne(data, (port, secret) =>
      command.instead ? Promise.resolve(false) : knockAt(port, secret, "knock"),
    );
    if (only === null) return leave(0, "QuickSupport runs already: its window comes up.");
    const codecs = openCodecs(program.photoParts);
    let ending = false;
    const stop = async (): Promise<void> => {
      if (ending) return;
      ending = true;
      await module.stop();
      await codecs.close();
      endDataChannels();
    };
    const module: RunningModule = await startModule({
      command,
      owner,
      platform,
      codecs,
      host: hostDesktop,
      files: program.files,
      data,
      only,
      version: program.version,
      locale: Intl.DateTimeFormat().resolvedOptions().locale,
      later: openLaterStarts(program, { owner, command, data }),
      openWindow(address) {
        const profile = join(data, "window");
        const openers = openersFor(command.browser, platform.browsers(address, profile), address, profile);
        return openWindow(openers, extraWords(process.env));
      },
      uninstall: () => stop().then(remove),
      ended: () => void stop().then(() => leave(0)),
    });
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
      process.once(signal, () => void stop().then(() => leave(0)));
    await module.show((address) => console.log(`QuickSupport's page: ${address}`));
  } catch (error) {
    if (!(error instanceof CommandFault)) console.error(error);
    tellPerson(error instanceof Error ? error.message : String(error));
    leave(2);
  }
}

/** One folder of data for each module: a computer may have programs of several companies. */
function dataName({ server, module }: ProgramOwner): string {
  const { hostname, port } = new URL(server);
  return [hostname.replaceAll(":", "-"), port, module].filter((part) => part !== "").join("_");
}

function leave(code: number, words?: string): never {
  if (words !== undefined) console.log(words);
  process.exit(code);
}
