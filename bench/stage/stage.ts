import { fork } from "node:child_process";
import { createHmac, randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import pg from "pg";
import { tokenName } from "../../apps/server/src/sign-in/hashed-tokens.ts";
import { startEmbeddedPostgres } from "../../apps/server/src/store/embedded-postgres.ts";
import { actorOf, type Actor } from "./actor.ts";
import { freePort } from "../../apps/server/src/store/free-port.ts";

/** A PostgreSQL that keeps what it says it keeps (fsync on), as `npm start` brings it, in a folder of its own. */
export type Stage = {
  /** Makes an empty database and gives its address. */
  database(name: string): Promise<string>;
  close(): Promise<void>;
};

export async function openStage(): Promise<Stage> {
  const dataDir = await mkdtemp(join(tmpdir(), "beckon-bench-"));
  const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: console.error };
  const postgres = await startEmbeddedPostgres({ dataDir, log: silent });
  const close = async () => {
    for (const server of running) await server.stop();
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  // PostgreSQL runs on when this process is ended without a word to it.
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => void close().then(() => process.exit(1)));
  return {
    async database(name) {
      await onDatabase(postgres.url, (client) => client.query(`CREATE DATABASE ${name}`));
      const url = new URL(postgres.url);
      url.pathname = `/${name}`;
      return url.href;
    },
    close,
  };
}

/** Does something on one connection to a database. */
export async function onDatabase<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const SECRET = randomBytes(24).toString("hex");
const PASSWORD = "correct horse battery";
/** The server believes each request's `x-forwarded-for`: this stands in for people at many addresses. */
const SETTINGS = { HOST: "127.0.0.1", TRUST_PROXY: "1", BECKON_SECRET: SECRET };

/** A server in a process of its own, started as `npm start` starts it. */
export type Server = {
  readonly url: string;
  /** The one-time link while the installation has no administrator. */
  readonly setupUrl: string | undefined;
  /** Answers what `inside.ts` answers. */
  readonly actor: Actor;
  kill(): Promise<void>;
  stop(): Promise<void>;
};

const running = new Set<Server>();

/** Starts a server on a database; it ends with the stage at the latest. On a crowded machine a start may fail: it is tried again. */
export async function startServer(
  databaseUrl: string,
  port?: number,
  settings: Readonly<Record<string, string>> = {},
): Promise<Server> {
  for (let tries = 1; ; tries++) {
    try {
      return await startOnce(databaseUrl, port, settings);
    } catch (error) {
      if (tries === 5) throw error;
    }
  }
}

async function startOnce(
  databaseUrl: string,
  port: number | undefined,
  settings: Readonly<Record<string, string>>,
): Promise<Server> {
  const own = port ?? (await freePort());
  const url = `http://127.0.0.1:${own}`;
  const child = fork(join(import.meta.dirname, "../../apps/server/src/main.ts"), {
    execArgv: ["--expose-gc", "--import", join(import.meta.dirname, "inside.ts")],
    env: {
      ...process.env,
      ...SETTINGS,
      // All customers of a benchmark share one address.
      NEW_CASES_PER_ADDRESS: "999999",
      PORT: String(own),
      PUBLIC_URL: url,
      DATABASE_URL: databaseUrl,
      NODE_ENV: "production",
      ...settings,
    },
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const setupUrl = await new Promise<string | undefined>((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
    if (child.stdout === null) return;
    let faults = 0;
    createInterface(child.stdout).on("line", (line) => {
      if (line.startsWith("The console is at")) resolve(undefined);
      else if (line.includes("#token=")) resolve(line.slice(line.indexOf("http")));
      else if (/"level":(50|60)/.test(line) && faults++ < 3) console.error(line.slice(0, 300));
    });
  });
  const end = async (signal: "SIGKILL" | "SIGTERM") => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await gone;
  };
  const server = { url, setupUrl, actor: actorOf(child), kill: () => end("SIGKILL"), stop: () => end("SIGTERM") };
  running.add(server);
  return server;
}

/** A company with one group, one module, and people who are signed in. */
export type Company = { id: string; groupId: string; slug: string; cookies: string[] };

/** Sets the installation up and signs `experts` people in who may write in its first group. */
export async function makeCompany(server: Server, databaseUrl: string, experts: number): Promise<Company> {
  const token = server.setupUrl?.split("#token=")[1];
  const body = { token, company: "Example Ltd", name: "Ada", email: "ada@example.com", password: PASSWORD };
  const made = await fetch(`${server.url}/api/setup`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: server.url },
    body: JSON.stringify(body),
  });
  if (!made.ok) throw new Error(`set-up: ${made.status}`);
  return onDatabase(databaseUrl, async (client) => {
    const { rows } = await client.query<{ company_id: string; group_id: string; slug: string }>(
      "SELECT company_id, group_id, slug FROM modules",
    );
    const [module] = rows;
    if (module === undefined) throw new Error("no module");
    const cookies: string[] = [];
    for (let n = 0; n < experts; n++) cookies.push(await makeExpert(client, n, module));
    return { id: module.company_id, groupId: module.group_id, slug: module.slug, cookies };
  });
}

// Written straight into the database: hashing a password takes longer than everything else together.
async function makeExpert(client: pg.Client, n: number, at: { company_id: string; group_id: string }): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    "INSERT INTO people (company_id, name, email, role) VALUES ($1, $2, $3, 'expert') RETURNING id",
    [at.company_id, `Expert ${n}`, `expert${n}@example.com`],
  );
  const id = rows[0]?.id ?? "";
  const share = "INSERT INTO group_shares (company_id, group_id, person_id, access) VALUES ($1, $2, $3, 'write')";
  await client.query(share, [at.company_id, at.group_id, id]);
  const token = randomBytes(16).toString("hex");
  const signIn = "INSERT INTO sign_ins (person_id, token, expires_at) VALUES ($1, $2, now() + interval '7 days')";
  await client.query(signIn, [id, tokenName(token)]);
  const signature = createHmac("sha256", SECRET).update(token).digest("base64");
  return `beckon.session_token=${encodeURIComponent(`${token}.${signature}`)}`;
}
