import { readFileSync } from "node:fs";
import { tarEntry } from "@beckon/protocol/program.ts";
import { drawIcon } from "../src/icon.ts";
import { appIcon, appInfo } from "../src/platform/mac/app-folder.ts";
import type { SystemParts } from "./system-parts.ts";

const APP = "QuickSupport.app/Contents";
/** The colour of the icon; the same program is everybody's, so it is nobody's own. */
const ICON_COLOUR = "#0f766e";

// Node stays as it was signed: anything put into it would break the signature, and macOS would not run it.
const START = `#!/bin/sh
resources=$(cd "$(dirname "$0")/../Resources" && pwd)
exec "$resources/node" "$resources/main.cjs" "$@"
`;

/** Makes the app folder for macOS, as a tar archive without its end, to which the file that names the owner is added. */
export async function packApp(
  parts: SystemParts,
  code: string,
  carried: ReadonlyMap<string, Buffer>,
  version: string,
): Promise<Buffer> {
  const file = (name: string, mode: number, bytes: Buffer | string): Uint8Array =>
    tarEntry(`${APP}/${name}`, mode, Buffer.from(bytes));
  return Buffer.concat([
    file("Info.plist", 0o644, appInfo({ name: "QuickSupport", id: "app.beckon.quicksupport", version, hidden: false })),
    file("MacOS/QuickSupport", 0o755, START),
    file("Resources/icon.icns", 0o644, appIcon(await drawIcon(ICON_COLOUR))),
    file("Resources/node", 0o755, readFileSync(parts.node)),
    file("Resources/main.cjs", 0o644, code),
    ...[...carried].map(([name, bytes]) => file(`Resources/${name}`, 0o644, bytes)),
  ]);
}
