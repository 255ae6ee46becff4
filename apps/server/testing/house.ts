import { randomUUID } from "node:crypto";
import { SCOPES, type Scope } from "@beckon/api/scopes.ts";
import { readConfig } from "../src/config.ts";
import { startServer, type RunningServer } from "../src/main.ts";
import { createTestDatabase } from "../src/store/test-database.ts";
import { watchAnswers, type AnswersFit } from "./answers-fit.ts";
import { openDatabase } from "../src/store/database.ts";
import { tokenFor } from "../src/tokens/test-token.ts";
import type { Anything } from "./wire.ts";

/** A whole server for one test file: real PostgreSQL, real HTTP, real sockets, on a free port of this computer. */
export type House = {
  url: string;
  databaseUrl: string;
  server: RunningServer;
  /** Another server on the same database. */
  another(): Promise<House>;
  /** A token of the web API, for a person or a company by their id, or for the first company that was made. */
  token(whose: string, scopes?: readonly Scope[]): Promise<string>;
  stop(): Promise<void>;
};

export async function openHouse(databaseUrl?: string, settings: Record<string, string> = {}): Promise<House> {
  const database = databaseUrl === undefined ? await createTestDatabase() : undefined;
  const url = databaseUrl ?? database?.url ?? "";
  const read = readConfig({
    PORT: "0",
    HOST: "127.0.0.1",
    DATABASE_URL: url,
    LOG_LEVEL: process.env["TEST_LOG"] ?? "silent",
    // All customers of a test share one address.
    NEW_CASES_PER_ADDRESS: "9999",
    // And all calls of one its token.
    API_CALLS_PER_MINUTE: "99999",
    ...settings,
  });
  if (!read.ok) throw new Error(read.faults.join(" "));
  let answers: AnswersFit | undefined;
  const server = await startServer(read.config, (app) => (answers = watchAnswers(app)));
  const others: House[] = [];
  return {
    url: server.url,
    databaseUrl: url,
    server,
    async another() {
      const other = await openHouse(url, settings);
      others.push(other);
      return other;
    },
    async token(whose, scopes = SCOPES) {
      const open = openDatabase(url);
      try {
        return await tokenFor(open.db, whose, scopes, Date.now());
      } finally {
        await open.close();
      }
    },
    async stop() {
      for (const other of others) await other.stop();
      await server.stop();
      await database?.drop();
      answers?.assert();
    },
  };
}

/** A signed-in person: their cookie, and calls made with it. */
export type Caller = { cookie: string; call(method: string, path: string, body?: unknown): Promise<Answered> };
export type Answered = { status: number; body: Anything };

/** Makes the company of this installation by its set-up link; gives its administrator, signed in, and its first module's address. */
export async function setUp(
  house: House,
  email = "ada@example.com",
): Promise<Caller & { slug: string; groupId: string }> {
  const token = house.server.setupUrl?.split("#token=")[1];
  const body = { token, company: "Example Ltd", name: "Ada", email, password: PASSWORD };
  const made = await call(house.url, "POST", "/api/setup", body);
  if (made.status !== 200) throw new Error(`set-up: ${JSON.stringify(made)}`);
  const admin = await signIn(house.url, email);
  const modules = await admin.call("GET", "/api/console/modules");
  const [module] = modules.body.modules;
  return { ...admin, slug: module.slug, groupId: module.groupId };
}

/** Invites somebody, accepts for them, and signs them in. */
export async function invite(
  house: House,
  admin: Caller,
  who: { email: string; name: string; role?: string; groupIds?: string[] },
) {
  const { email, name, role = "expert", groupIds = [] } = who;
  const invited = await admin.call("POST", "/api/console/invitations", { email, role, groupIds });
  const token = invited.body.url?.split("#token=")[1];
  const accepted = await call(house.url, "POST", "/api/invitations/accept", { token, name, password: PASSWORD });
  if (accepted.status !== 200) throw new Error(`invitation: ${JSON.stringify([invited, accepted])}`);
  const person = await signIn(house.url, email);
  const me = await person.call("GET", "/api/console/me");
  return { ...person, personId: me.body.personId as string };
}

export const PASSWORD = "correct horse battery";

export async function signIn(url: string, email: string, password = PASSWORD): Promise<Caller> {
  const response = await fetch(`${url}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url },
    body: JSON.stringify({ email, password }),
  });
  if (!response.ok) throw new Error(`sign-in: ${response.status} ${await response.text()}`);
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  return { cookie, call: (method, path, body) => call(url, method, path, body, cookie) };
}

export async function call(
  url: string,
  method: string,
  path: string,
  body?: unknown,
  cookie?: string,
): Promise<Answered> {
  const response = await fetch(url + path, {
    method,
    headers: {
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(cookie === undefined ? {} : { cookie }),
      origin: url,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
}

export const newId = () => randomUUID();
