import { sql } from "kysely";
import * as z from "zod/mini";
import { done, refused, type Outcome } from "@beckon/domain/refusal.ts";
import { language, line, role } from "@beckon/protocol/words.ts";
import type { PersonScope } from "../store/scope.ts";
import { writeAudit } from "../people/audit.ts";
import { addressKey } from "../limits/address-key.ts";
import { countTries, type TryLimit } from "../store/tries.ts";
import { byTokenName, tokenName } from "./hashed-tokens.ts";
import { configureLibrary } from "./sign-in-library.ts";
import { isOpenPath } from "./sign-in-paths.ts";
import type { SignInParts } from "./sign-in-parts.ts";

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

const SENSITIVE = new Set(["/sign-in/email", "/change-password"]);
const BY_ACCOUNT: TryLimit = { name: "sign-in/account", most: 10, windowMs: 10 * 60_000 };
const BY_ADDRESS: TryLimit = { name: "sign-in/address", most: 50, windowMs: 10 * 60_000 };

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
  const auth = configureLibrary(parts);

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
    if (!isOpenPath(path, request.method)) return refused({ reason: "notFound" });
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
