import { homedir } from "node:os";
import { CommandFault } from "./command.ts";
import { noScreen } from "./no-screen.ts";
import type { Platform } from "./ports.ts";

/** The system this program runs on; `id` keeps what belongs to one module apart. Throws a `CommandFault` where it cannot run. */
export async function openPlatform(id: string): Promise<Platform> {
  try {
    switch (process.platform) {
      case "linux": {
        const { DISPLAY, WAYLAND_DISPLAY } = process.env;
        if ((DISPLAY ?? "") === "" && (WAYLAND_DISPLAY ?? "") === "") return noScreen(homedir());
        const { openLinuxPlatform } = await import("./platform/linux/linux-platform.ts");
        return await openLinuxPlatform({ id });
      }
      case "darwin": {
        const { openMacPlatform } = await import("./platform/mac/mac-platform.ts");
        return await openMacPlatform({ id });
      }
      case "win32": {
        const { openWindowsPlatform } = await import("./platform/windows/windows-platform.ts");
        return await openWindowsPlatform({ id });
      }
      default:
        throw new Error(`QuickSupport does not run on ${process.platform} yet: use the module's page in a browser.`);
    }
  } catch (error) {
    throw new CommandFault(error instanceof Error ? error.message : String(error));
  }
}
