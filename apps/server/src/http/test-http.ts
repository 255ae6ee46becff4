import type { FastifyInstance } from "fastify";
import { Registry } from "prom-client";
import type { News } from "../desk/news.ts";
import { makeCompany, type MadeCompany } from "../people/company.ts";
import { createPerson } from "../people/people.ts";
import { openSignIn, type SignIn } from "../sign-in/sign-in.ts";
import { openDatabase, type Database } from "../store/database.ts";
import { moduleKeyOf } from "../modules/module-key.ts";
import { createTestDatabase } from "../store/test-database.ts";
import type { Role } from "@beckon/domain/permissions.ts";
import { watchAnswers } from "../../testing/answers-fit.ts";
import { openPrograms } from "./programs.ts";
import { SCOPES, type Scope } from "@beckon/api/scopes.ts";
import { openCallLimits } from "../tokens/call-limits.ts";
import { countTries } from "../store/tries.ts";
import { openTokens } from "../tokens/asker-of.ts";
import { tokenFor } from "../tokens/test-token.ts";
import { buildHttp, type HttpParts } from "./http.ts";

/** The HTTP side on a database of its own, for tests; asked in memory, without a port. */
export interface TestHttp {
  readonly db: Database;
  readonly databaseUrl: string;
  readonly news: News[];
  /** The time the house believes it is; starts at the real one and stands still. */
  now: number;
  /** The HTTP side itself, for answers that are no text. */
  readonly app: FastifyInstance;
  /** Its sign-in, as all of it has it. */
  readonly signIns: SignIn;
  /** Makes a request as somebody (or nobody), from our own page unless `headers` say otherwise. */
  ask(method: string, path: string, how?: Asking): Promise<Answered>;
  /** Makes a company and signs its administrator in. */
  company(name: string): Promise<MadeCompany & { cookie: string; email: string }>;
  /** Makes a person of a company and signs them in. */
  person(companyId: string, role: Role): Promise<{ id: string; email: string; cookie: string }>;
  signIn(email: string, password: string, address?: string): Promise<Answered & { cookie: string }>;
  /** A token of the web API, for a person or a company by their id, or for the first company that was made. */
  token(whose: string, scopes?: readonly Scope[]): Promise<string>;
  close(): Promise<void>;
}

/** Who asks, with what. */
export interface Asking {
  readonly cookie?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly address?: string;
}

/** What came back. */
export interface Answered {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly body: unknown;
  readonly text: string;
}

export const PUBLIC_URL = "https://help.example.com";
export const PASSWORD = "correct horse battery";

let made = 0;

/** Starts a house for one test file; `close` it afterwards. */
export async function startTestHttp(parts: Partial<HttpParts> = {}): Promise<TestHttp> {
  const test = await createTestDatabase();
  const open = openDatabase(test.url);
  const { db } = open;
  const news: News[] = [];
  const clock = () => house.now;
  const announce = (item: News) => void news.push(item);
  const publicUrl = parts.publicUrl ?? PUBLIC_URL;
  const log = { warn: () => undefined, error: (message: string) => console.error(message) };
  const signIn = openSignIn({ db, secret: "s".repeat(43), publicUrl, announce, clock, privateToo: true, log });
  const { app } = buildHttp({
    db,
    signIn,
    askerOf: openTokens(db).askerOf,
    callLimits: openCallLimits(db, countTries(db, "s".repeat(43)), 100_000),
    announce,
    clock,
    publicUrl,
    trustProxy: false,
    webFolder: "/nowhere",
    programs: openPrograms("/nowhere", "/nowhere", () => undefined),
    moduleKey: moduleKeyOf("s".repeat(43)),
    metrics: new Registry(),
    isStopping: () => false,
    logLevel: false,
    ...parts,
  });
  const answers = watchAnswers(app);

  async function ask(
    method: string,
    path: string,
    { cookie, body, headers = {}, address }: Asking = {},
  ): Promise<Answered> {
    const response = await app.inject({
      method: method as "GET",
      url: path,
      headers: {
        host: new URL(publicUrl).host,
        origin: publicUrl,
        "sec-fetch-site": "same-origin",
        ...(cookie === undefined ? {} : { cookie }),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: body as object }),
      ...(address === undefined ? {} : { remoteAddress: address }),
    });
    const text = response.body;
    const json = (response.headers["content-type"] ?? "").toString().includes("json");
    return { status: response.statusCode, headers: response.headers, text, body: json ? JSON.parse(text) : text };
  }

  async function signInAs(email: string, password: string, address?: string) {
    const from = address === undefined ? {} : { address };
    const answered = await ask("POST", "/api/auth/sign-in/email", { body: { email, password }, ...from });
    const set = [answered.headers["set-cookie"] ?? []].flat().map(String);
    return { ...answered, cookie: set.map((one) => one.split(";", 1)[0]).join("; ") };
  }

  const house: TestHttp = {
    app,
    signIns: signIn,
    db,
    databaseUrl: test.url,
    news,
    now: Date.now(),
    ask,
    signIn: signInAs,
    async company(name) {
      const email = `admin${(made += 1)}@example.com`;
      const outcome = await makeCompany(
        db,
        { company: name, name: `${name} Admin`, email, password: PASSWORD },
        house.now,
      );
      if (!outcome.ok) throw new Error(outcome.refusal.reason);
      return { ...outcome.value, email, cookie: (await signInAs(email, PASSWORD)).cookie };
    },
    async person(companyId, role) {
      const email = `person${(made += 1)}@example.com`;
      const person = { name: `Person ${made}`, email, role, password: PASSWORD };
      const outcome = await createPerson(db, announce, { kind: "house", companyId }, person, house.now);
      if (!outcome.ok) throw new Error(outcome.refusal.reason);
      return { id: outcome.value.id, email, cookie: (await signInAs(email, PASSWORD)).cookie };
    },
    token: async (whose, scopes = SCOPES) => await tokenFor(db, whose, scopes, house.now),
    async close() {
      await app.close();
      await open.close();
      await test.drop();
      answers.assert();
    },
  };
  return house;
}
