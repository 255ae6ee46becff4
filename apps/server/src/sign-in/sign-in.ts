import { betterAuth } from "better-auth/minimal";
import { APIError } from "better-auth/api";
import { kyselyAdapter } from "@better-auth/kysely-adapter";
import { sql } from "kysely";
import * as z from "zod/mini";
import { done, refused, type Outcome } from "@beckon/domain/refusal.ts";
import { LANGUAGES, language, line, role } from "@beckon/protocol/words.ts";
import type { Announce } from "../desk/news.ts";
import type { Database } from "../store/database.ts";
import type { PersonScope } from "../store/scope.ts";
import { writeAudit } from "../people/audit.ts";
import { byTokenName, hashTokens, tokenName } from "./hashed-tokens.ts";
import { addressKey } from "../limits/address-key.ts";
import { countTries, type TryLimit } from "../store/tries.ts";

/** A signed-in person, and by which sign-in. */
export interface SignedIn extends PersonScope {
  readonly email: string;
  readonly language: z.infer<typeof language> | null;
  readonly signInId: string;
}

/** Who is who: the sign-in library behind two questions. */
export interface SignIn {
  /** Who sent these headers; undefined when nobody signed in did, or they were disabled. Asks the database each time. */
  personOf(headers: Headers): Promise<SignedIn | undefined>;
  /** The `Set-Cookie` headers that keep an active person signed in; none most of the time. */
  refresh(headers: Headers): Promise<string[]>;
  /** Answers a request below `/api/auth` that came from `address`; refuses paths that are not ours and too many tries. */
  handle(request: Request, address: string): Promise<Outcome<Response>>;
}

/** What sign-in needs of the house. */
export interface SignInParts {
  readonly db: Database;
  /** At least 32 characters, the same on every server. */
  readonly secret: string;
  /** The origin people open; cookies are `Secure` when it is https. */
  readonly publicUrl: string;
  readonly announce: Announce;
  readonly clock: () => number;
  readonly log: { error(message: string): void; warn(message: string): void };
}

/** The only paths below `/api/auth` that answer: people come by set-up or invitation, never by signing up. */
const PATHS = new Map([
  ["/sign-in/email", "POST"],
  ["/sign-out", "POST"],
  ["/get-session", "GET"],
  ["/list-sessions", "GET"],
  ["/revoke-session", "POST"],
  ["/revoke-sessions", "POST"],
  ["/revoke-other-sessions", "POST"],
  ["/change-password", "POST"],
  ["/update-user", "POST"],
]);
const SENSITIVE = new Set(["/sign-in/email", "/change-password"]);
const BY_ACCOUNT: TryLimit = { name: "sign-in/account", most: 10, windowMs: 10 * 60_000 };
const BY_ADDRESS: TryLimit = { name: "sign-in/address", most: 50, windowMs: 10 * 60_000 };
const DAY_SECONDS = 24 * 60 * 60;

const signInBody = z.object({ email: z.string() });
const updateBody = z.strictObject({ name: z.optional(line(100, 1)), language: z.optional(language) });
const person = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  companyId: z.string(),
  role,
  language: z.nullish(language),
  disabledAt: z.nullish(z.number()),
});

/** Sets the sign-in library up on our database. */
export function openSignIn(parts: SignInParts): SignIn {
  const { db, announce, clock } = parts;
  const tries = countTries(db, parts.secret);
  const auth = configure(parts);

  async function personOf(headers: Headers): Promise<SignedIn | undefined> {
    if (!headers.has("cookie")) return undefined;
    const found = await sessionOf(headers);
    if (found === null) return undefined;
    const user = person.parse(found.user);
    if (user.disabledAt != null) return undefined;
    const { companyId, id: personId, name, email } = user;
    const signInId = found.session.id;
    return {
      kind: "person",
      companyId,
      personId,
      role: user.role,
      name,
      email,
      language: user.language ?? null,
      signInId,
    };
  }

  async function refresh(headers: Headers): Promise<string[]> {
    const { headers: answered } = await auth.api.getSession({ headers, returnHeaders: true });
    return answered.getSetCookie();
  }

  async function sessionOf(headers: Headers) {
    try {
      return await auth.api.getSession({ headers, query: { disableRefresh: true } });
    } catch (error) {
      // The library hides why; when it is the database that is away, this says so in the database's own words [X14].
      await sql`SELECT 1`.execute(db);
      throw error;
    }
  }

  async function handle(request: Request, address: string): Promise<Outcome<Response>> {
    const path = new URL(request.url).pathname.slice("/api/auth".length);
    if (PATHS.get(path) !== request.method) return refused({ reason: "notFound" });
    const body = request.method === "POST" ? await readJson(request.clone()) : {};
    if (path === "/update-user") return await changeOneself(request, body);
    if (path === "/revoke-session" || path === "/revoke-other-sessions") return await endSignIns(request, path);
    if (!SENSITIVE.has(path)) return done(await withoutTokens(await auth.handler(request)));

    const counted: [TryLimit, string][] = [[BY_ADDRESS, addressKey(address)]];
    const typed = signInBody.safeParse(body);
    const asking = path === "/change-password" ? await personOf(request.headers) : undefined;
    if (asking !== undefined) counted.push([BY_ACCOUNT, asking.email]);
    else if (typed.success) counted.push([BY_ACCOUNT, typed.data.email.trim().toLowerCase().slice(0, 254)]);
    for (const [limit, who] of counted) {
      const retryAfterSeconds = await tries.take(limit, who, clock());
      if (retryAfterSeconds > 0) return refused({ reason: "tooManyTries", retryAfterSeconds });
    }
    const response = await auth.handler(request);
    if (response.ok) {
      // Knowing one password must not win more guesses at others from the same address.
      for (const [limit, who] of counted) await (limit === BY_ACCOUNT ? tries.forgive : tries.giveBack)(limit, who);
    }
    if (response.ok && asking !== undefined)
      await writeAudit(db, asking, { act: "person/passwordChanged", subject: asking.personId }, clock());
    return done(await withoutTokens(response));
  }

  async function endSignIns(request: Request, path: "/revoke-session" | "/revoke-other-sessions") {
    const asking = await personOf(request.headers);
    if (asking === undefined) return refused({ reason: "notSignedIn" });
    if (path === "/revoke-session") return done(await byTokenName(() => auth.handler(request)));
    const { personId, companyId, signInId } = asking;
    await db.deleteFrom("sign_ins").where("person_id", "=", personId).where("id", "!=", signInId).execute();
    announce({ about: "person", personId, companyId });
    return done(Response.json({ status: true }));
  }

  async function changeOneself(request: Request, body: unknown): Promise<Outcome<Response>> {
    const asking = await personOf(request.headers);
    if (asking === undefined) return refused({ reason: "notSignedIn" });
    const given = updateBody.safeParse(body);
    if (!given.success) return refused({ reason: "invalid", field: "name", problem: "malformed" });
    const { personId, companyId } = asking;
    const change = { name: given.data.name ?? asking.name, language: given.data.language ?? asking.language };
    await db.transaction().execute(async (trx) => {
      await trx
        .updateTable("people")
        .set({ ...change, updated_at: new Date(clock()) })
        .where("id", "=", personId)
        .execute();
      await writeAudit(trx, asking, { act: "person/changed", subject: personId, details: change }, clock());
    });
    announce({ about: "directory", companyId });
    return done(Response.json({ status: true }));
  }

  function configure({ secret, publicUrl, log }: SignInParts) {
    return betterAuth({
      appName: "Beckon",
      baseURL: publicUrl,
      basePath: "/api/auth",
      secret,
      database: hashTokens(kyselyAdapter(db, { type: "postgres", transaction: true })),
      trustedOrigins: [publicUrl],
      telemetry: { enabled: false },
      // Counted by ourselves, by account too.
      rateLimit: { enabled: false },
      logger: {
        disableColors: true,
        level: "warn",
        // Its warnings tell of wrong passwords; they are no news to an operator and may not name anybody.
        log: (level, message) => {
          if (level === "error") log.error(`sign-in: ${message}`);
        },
      },
      emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 200 },
      user: {
        modelName: "people",
        fields: { emailVerified: "email_verified", image: "photo", createdAt: "created_at", updatedAt: "updated_at" },
        additionalFields: {
          companyId: { type: "string", input: false, required: true, fieldName: "company_id" },
          role: { type: "string", input: false, required: true },
          language: { type: [...LANGUAGES], input: true, required: false },
          disabledAt: { type: "number", input: false, required: false, fieldName: "disabled_at", bigint: true },
        },
      },
      session: {
        modelName: "sign_ins",
        expiresIn: 14 * DAY_SECONDS,
        updateAge: DAY_SECONDS,
        freshAge: 0,
        fields: {
          userId: "person_id",
          expiresAt: "expires_at",
          ipAddress: "ip_address",
          userAgent: "user_agent",
          createdAt: "created_at",
          updatedAt: "updated_at",
        },
      },
      account: {
        modelName: "credentials",
        fields: {
          userId: "person_id",
          providerId: "provider",
          accountId: "account",
          password: "password_hash",
          accessToken: "access_token",
          refreshToken: "refresh_token",
          idToken: "id_token",
          accessTokenExpiresAt: "access_token_expires_at",
          refreshTokenExpiresAt: "refresh_token_expires_at",
          createdAt: "created_at",
          updatedAt: "updated_at",
        },
      },
      verification: {
        modelName: "verifications",
        fields: { expiresAt: "expires_at", createdAt: "created_at", updatedAt: "updated_at" },
      },
      advanced: {
        cookiePrefix: "beckon",
        useSecureCookies: publicUrl.startsWith("https:"),
        defaultCookieAttributes: { httpOnly: true, sameSite: "lax" },
        database: { generateId: false },
        ipAddress: { ipAddressHeaders: ["x-beckon-address"] },
      },
      databaseHooks: {
        session: {
          create: {
            before: async ({ userId }) => await refuseDisabled(userId),
            after: async ({ userId }) => await auditSignIn(userId),
          },
          delete: { after: async ({ userId }) => await announceChange(userId) },
        },
      },
    });
  }

  async function findScope(personId: string): Promise<PersonScope & { disabled: boolean }> {
    const row = await db.selectFrom("people").selectAll().where("id", "=", personId).executeTakeFirstOrThrow();
    const disabled = row.disabled_at !== null;
    return { kind: "person", companyId: row.company_id, personId, role: row.role, name: row.name, disabled };
  }

  // Only whoever gave the right password comes this far, and still learns nothing that a wrong one would not tell.
  async function refuseDisabled(personId: string): Promise<void> {
    if (!(await findScope(personId)).disabled) return;
    throw new APIError("UNAUTHORIZED", { code: "INVALID_EMAIL_OR_PASSWORD", message: "Invalid email or password" });
  }

  async function auditSignIn(personId: string): Promise<void> {
    const old = db.deleteFrom("sign_ins").where("person_id", "=", personId).where("expires_at", "<", new Date());
    await old.execute();
    await writeAudit(db, await findScope(personId), { act: "person/signedIn", subject: personId }, clock());
  }

  async function announceChange(personId: string): Promise<void> {
    announce({ about: "person", personId, companyId: (await findScope(personId)).companyId });
  }

  return { personOf, refresh, handle };
}

/** The same answer with tokens' names for tokens: pages need no more, and script in a page cannot read what is not there. */
async function withoutTokens(response: Response): Promise<Response> {
  const text = await response.text();
  const { status, headers } = response;
  if (text === "") return new Response(null, { status, headers });
  const shown = JSON.stringify(JSON.parse(text), (key, value: unknown) =>
    key === "token" && typeof value === "string" ? tokenName(value) : value,
  );
  return new Response(shown, { status, headers });
}

async function readJson(request: Request): Promise<unknown> {
  try {
    return await request.json();
  } catch {
    return undefined; // the library says what is wrong with it
  }
}
