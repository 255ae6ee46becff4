import { readFileSync } from "node:fs";
import type { Socket } from "node:net";

/** Where Linux tells whose connections there are. A browser may connect from an address of either kind. */
const TABLES = ["/proc/net/tcp", "/proc/net/tcp6"];
const LOOPBACK = "0100007F";

/**
 * Whether the program at the other end of a connection on this computer is run by this person (or by the administrator, who
 * may do anything). Other people of the same computer can see which address our browser was started with, and must not be
 * faster than it. Linux tells; elsewhere such words cannot be seen (Windows), or everybody is taken for this person (macOS).
 */
export function isOwnUser({ remotePort, localPort }: Pick<Socket, "remotePort" | "localPort">): boolean {
  const mine = process.getuid?.();
  if (process.platform !== "linux" || mine === undefined) return true;
  const tables = TABLES.map(read);
  if (tables[0] === undefined || remotePort === undefined || localPort === undefined) return tables[0] === undefined;
  const owner = ownerOf(tables.join("\n"), remotePort, localPort);
  return owner !== undefined && [mine, 0, ...startedBy(process.env)].includes(owner);
}

/** Who had this program started with an administrator's rights: their browser shows the page all the same. */
export function startedBy({ PKEXEC_UID, SUDO_UID }: NodeJS.ProcessEnv): number[] {
  return [PKEXEC_UID, SUDO_UID].filter((id) => id !== undefined && /^\d+$/.test(id)).map(Number);
}

/** The user id of whoever connected from loopback's port `from` to its port `to`, by the kernel's tables; undefined when nobody did. */
export function ownerOf(tables: string, from: number, to: number): number | undefined {
  const end = (port: number): string => `${LOOPBACK}:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  for (const row of tables.split("\n")) {
    const [, local = "", remote = "", , , , , uid] = row.trim().split(/\s+/);
    if (local.endsWith(end(from)) && remote.endsWith(end(to)) && uid !== undefined) return Number(uid);
  }
  return undefined;
}

function read(table: string): string | undefined {
  try {
    return readFileSync(table, "utf8");
  } catch {
    return undefined;
  }
}
