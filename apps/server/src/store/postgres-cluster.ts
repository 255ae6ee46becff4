import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { isErrno, type PostgresBinaries } from "./postgres-binaries.ts";
import { chooseLaunch, type Launch } from "./unprivileged-launch.ts";

/** A PostgreSQL data folder that is ready to be served. */
export interface Cluster {
  readonly folder: string;
  readonly password: string;
  readonly launch: Launch;
}

const majorVersion = "18";

/** Opens `<dataDir>/postgres`, making it on the first start with the role and database `beckon`. `durable: false` skips fsync: for tests only. */
export async function openCluster(dataDir: string, binaries: PostgresBinaries, durable: boolean): Promise<Cluster> {
  const folder = join(dataDir, "postgres");
  const password = await readOrMakePassword(join(dataDir, "postgres.password"));
  const version = await readIfThere(join(folder, "PG_VERSION"));
  if (version === undefined) return { folder, password, launch: await create(folder, binaries, password, durable) };
  if (version.trim() !== majorVersion) {
    throw new Error(
      `${folder} was made by PostgreSQL ${version.trim()}, and this Beckon brings PostgreSQL ${majorVersion}. ` +
        `Make a backup with the earlier Beckon (npm run beckon -- backup FILE), move that folder away and restore the backup here.`,
    );
  }
  return { folder, password, launch: chooseLaunch(folder, binaries.postgres) };
}

// Made beside its place and renamed: a first start that is interrupted leaves nothing half made.
async function create(folder: string, binaries: PostgresBinaries, password: string, durable: boolean): Promise<Launch> {
  const draft = `${folder}.new`;
  // An initdb whose server was killed may still be writing its last files.
  await rm(draft, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  await mkdir(draft, { mode: 0o700 });
  const launch = chooseLaunch(draft, binaries.postgres);
  const options = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  const auth = ["--username=postgres", "--auth-host=scram-sha-256", "--auth-local=reject", "--no-instructions"];
  await run(launch, binaries.initdb, ["-D", draft, ...options, ...auth, ...(durable ? [] : ["--no-sync"])], "");
  // The superuser gets no password and can never sign in; Beckon's own role owns its database and nothing else.
  const sql = `CREATE ROLE beckon LOGIN CREATEDB PASSWORD '${password}'\nCREATE DATABASE beckon OWNER beckon\n`;
  const output = await run(
    launch,
    binaries.postgres,
    ["--single", "-c", `fsync=${durable ? "on" : "off"}`, "-D", draft, "postgres"],
    sql,
  );
  if (/\b(ERROR|FATAL|PANIC):/.test(output))
    throw new Error(`PostgreSQL could not make its first database:\n${output}`);
  await rename(draft, folder);
  return launch;
}

async function run(launch: Launch, program: string, args: readonly string[], input: string): Promise<string> {
  const [command = program, ...words] = [...launch.prefix, program, ...args];
  const child = spawn(command, words, {
    ...launch.identity,
    stdio: ["pipe", "pipe", "pipe"],
    env: postgresEnvironment(),
    detached: true,
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0) throw new Error(`${program} failed (exit code ${code}):\n${output.trim()}`);
  return output;
}

/** The environment PostgreSQL runs in: messages in English, and none of the caller's own PG… settings. */
export function postgresEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !name.startsWith("PG") && !name.startsWith("LC_") && name !== "LANG",
  );
  return { ...Object.fromEntries(kept), LC_ALL: "C" };
}

async function readOrMakePassword(path: string): Promise<string> {
  const found = await readIfThere(path);
  if (found !== undefined && found.trim() !== "") return found.trim();
  const password = randomBytes(24).toString("hex");
  const file = await open(path, "w", 0o600);
  try {
    await file.writeFile(password);
    await file.sync();
  } finally {
    await file.close();
  }
  return password;
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (isErrno(error, "ENOENT")) return undefined;
    throw error;
  }
}
