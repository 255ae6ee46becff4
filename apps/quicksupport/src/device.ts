import { readFileSync } from "node:fs";
import { hostname, release, totalmem, type, version } from "node:os";
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

/** What the computer is called and how much memory it has (bytes): by this experts know it again [K2]. */
export function nameComputer(): { host: string; memory: number } {
  // oxlint-disable-next-line no-control-regex -- a name that the wire does not take is none
  const host = hostname()
    .replaceAll(/[\u0000-\u001f]/g, "")
    .slice(0, 100);
  return { host, memory: totalmem() };
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
