import { readFileSync } from "node:fs";
import { release, type, version } from "node:os";
import type { CustomerDevice } from "@beckon/domain/case.ts";
import type { Monitor } from "@beckon/protocol/peer.ts";

/** What this computer tells about itself; shown to experts, relied upon for nothing. */
export function describeComputer(programVersion: string, locale: string, monitors: readonly Monitor[]): CustomerDevice {
  const first = monitors.find(({ primary }) => primary) ?? monitors[0];
  return {
    browser: `QuickSupport ${programVersion}`.slice(0, 120),
    system: systemName().slice(0, 120),
    language: locale.slice(0, 35),
    screen: first ? `${first.width} × ${first.height}` : "",
    channel: "desktop",
  };
}

function systemName(): string {
  if (process.platform === "win32") return version();
  if (process.platform === "darwin") return `macOS (Darwin ${release()})`;
  try {
    const [, name] = /^PRETTY_NAME="?([^"\n]+)"?$/m.exec(readFileSync("/etc/os-release", "utf8")) ?? [];
    return name ?? type();
  } catch {
    return type();
  }
}
