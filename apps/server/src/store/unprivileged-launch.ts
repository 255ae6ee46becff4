import { spawnSync } from "node:child_process";
import { chownSync, lchownSync, lstatSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** How to run a program so that PostgreSQL accepts it: words to put before it, and the uid and gid to spawn it with. */
export interface Launch {
  readonly prefix: readonly string[];
  readonly identity: { readonly uid?: number; readonly gid?: number };
}

const nobody = 65534;

/**
 * Chooses how to run PostgreSQL, which refuses to be root, on `folder`. Ordinary people run it as themselves. Root maps itself to
 * another number in a user namespace (no file changes hands), else hands the folder to an unprivileged uid. `probe` is a program that must run.
 */
export function chooseLaunch(folder: string, probe: string): Launch {
  if (process.getuid?.() !== 0) return dyingWithParent({ prefix: [], identity: {} }, probe);
  const owner = statSync(folder);
  const handedOver = owner.uid !== 0;
  const mapped: Launch = { prefix: ["unshare", "--user", "--map-user=1000", "--map-group=1000", "--"], identity: {} };
  if (!handedOver && runs(mapped, probe)) return dyingWithParent(mapped, probe);
  const dropped: Launch = {
    prefix: [],
    identity: handedOver ? { uid: owner.uid, gid: owner.gid } : { uid: nobody, gid: nobody },
  };
  if (runs(dropped, probe)) {
    if (!handedOver) chownAll(folder, nobody, nobody);
    if (canList(dropped, folder)) return dyingWithParent(dropped, probe);
    if (!handedOver) chownAll(folder, 0, 0);
  }
  throw new Error(
    `PostgreSQL refuses to run as root, and neither a user namespace nor an unprivileged user can use ${folder} here. ` +
      `Start Beckon as an ordinary user, put DATA_DIR where everybody may pass (for example /var/lib/beckon), or set DATABASE_URL.`,
  );
}

// PostgreSQL then shuts down by itself when its server is killed. Inside the namespace, because changing identity clears this setting.
function dyingWithParent(launch: Launch, probe: string): Launch {
  if (process.platform !== "linux") return launch;
  const dying: Launch = { ...launch, prefix: [...launch.prefix, "setpriv", "--pdeathsig", "INT", "--"] };
  return runs(dying, probe) ? dying : launch;
}

function runs(launch: Launch, probe: string): boolean {
  return succeeds(launch, [...launch.prefix, probe, "--version"]);
}

function canList(launch: Launch, folder: string): boolean {
  return succeeds(launch, ["ls", "--", folder]);
}

function succeeds(launch: Launch, [command = "", ...words]: readonly string[]): boolean {
  return spawnSync(command, words, { ...launch.identity, stdio: "ignore", timeout: 10_000 }).status === 0;
}

function chownAll(path: string, uid: number, gid: number): void {
  const found = lstatSync(path);
  if (!found.isDirectory()) {
    lchownSync(path, uid, gid);
    return;
  }
  chownSync(path, uid, gid);
  for (const name of readdirSync(path)) chownAll(join(path, name), uid, gid);
}
