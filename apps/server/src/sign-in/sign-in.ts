import * as z from "zod/mini";
import { done, refused, type Outcome } from "@beckon/domain/refusal.ts";
import type { OwnFactors } from "@beckon/protocol/sign-in.ts";
import { language, line } from "@beckon/protocol/words.ts";
import { writeAudit } from "../people/audit.ts";
import { openCompanySignIn, type CompanySignIn } from "./company-sign-in.ts";
import { byTokenName, tokenName } from "./hashed-tokens.ts";
import type { FactorRequest } from "./factor-request.ts";
import { openPasskeys } from "./passkeys.ts";
import { openSecondFactor } from "./second-factor.ts";
import { configureLibrary } from "./sign-in-library.ts";
import { isOpenPath, isOpenWhileOwed } from "./sign-in-paths.ts";
import type { SignInParts } from "./sign-in-parts.ts";
import { countSignInTries, type Tried } from "./sign-in-tries.ts";
import { openWho, type HeldSignIn, type SignedIn } from "./who.ts";

export type { SignedIn } from "./who.ts";

/** Who is who: the sign-in library behind two questions. */
export interface SignIn {
  /** Sign-in by companies' own providers. */
  readonly company: CompanySignIn;
  /** Who sent these headers; undefined when nobody signed in did, they were disabled, or owe a second factor [I5]. Asks the database each time. */
  personOf(headers: Headers): Promise<SignedIn | undefined>;
  /** The `Set-Cookie` headers that keep an active person signed in; none most of the time. */
  refresh(headers: Headers): Promise<string[]>;
  /** Answers a request below `/api/auth` that came from `address`; refuses paths that are not ours and too many tries. */
  handle(request: Request, address: string): Promise<Outcome<Response>>;
}

const signInBody = z.object({ email: z.string() });
const updateBody = z.strictObject({ name: z.optional(line(100, 1)), language: z.optional(language) });

/** Sets the sign-in library up on our database. */
export function openSignIn(parts: SignInParts): SignIn {
  const { db, announce, clock } = parts;
  const tries = countSignInTries(db, parts.secret, clock);
  const auth = configureLibrary(parts);
  const signInOf = openWho(auth, db);
  const secondFactor = openSecondFactor(parts, auth, tries, signInOf);
  const passkeys = openPasskeys(parts, auth, tries, signInOf);

  async function personOf(headers: Headers): Promise<SignedIn | undefined> {
    const held = await signInOf(headers);
    return held === undefined || held.owed ? undefined : held.person;
  }

  async function refresh(headers: Headers): Promise<string[]> {
    const { headers: answered } = await auth.api.getSession({ headers, returnHeaders: true });
    return answered.getSetCookie();
  }

  async function handle(request: Request, address: string): Promise<Outcome<Response>> {
    const path = new URL(request.url).pathname.slice("/api/auth".length);
    if (!isOpenPath(path, request.method)) return refused({ reason: "notFound" });
    const body = request.method === "POST" ? await readJson(request.clone()) : {};
    const outcome = await answer(request, { path, headers: request.headers, body, address, ask: asker(request) });
    return outcome.ok ? done(await withoutTokens(outcome.value)) : outcome;
  }

  async function answer(request: Request, asked: FactorRequest): Promise<Outcome<Response>> {
    const { path, body, address } = asked;
    const held = await signInOf(request.headers);
    if (held?.owed === true && !isOpenWhileOwed(path, await hasFactor(held.person.personId)))
      return refused({ reason: "notSignedIn" });
    const ofFactors = secondFactor.handle(asked) ?? passkeys.handle(asked);
    if (ofFactors !== undefined) return await ofFactors;
    switch (path) {
      case "/second-factor":
        return await readFactors(held);
      case "/second-factor/read":
        return await readReset(held);
      case "/update-user":
        return await changeOneself(request, body);
      case "/revoke-session":
      case "/revoke-other-sessions":
        return await endSignIns(request, path);
      case "/change-password":
        return await changePassword(request, address);
      case "/sign-in/email": {
        const typed = signInBody.safeParse(body);
        const tried: Tried = typed.success ? { account: typed.data.email } : "nobody";
        return await tries.counted(address, tried, async () => done(await auth.handler(request)));
      }
      default:
        return done(await auth.handler(request));
    }
  }

  async function readFactors(held: HeldSignIn | undefined): Promise<Outcome<Response>> {
    if (held === undefined) return refused({ reason: "notSignedIn" });
    const { personId } = held.person;
    const [left, keys] = [await secondFactor.codesLeft(personId), await passkeys.list(personId)];
    const { second_factor_reset_at: at, second_factor_reset_by: by } = await db
      .selectFrom("people")
      .select(["second_factor_reset_at", "second_factor_reset_by"])
      .where("id", "=", personId)
      .executeTakeFirstOrThrow();
    const own: OwnFactors = {
      authenticator: left !== undefined,
      recoveryCodesLeft: left ?? 0,
      passkeys: keys,
      owed: held.owed,
      reset: at === null ? null : { at, by: by ?? "" },
    };
    return done(Response.json(own));
  }

  async function readReset(held: HeldSignIn | undefined): Promise<Outcome<Response>> {
    if (held === undefined) return refused({ reason: "notSignedIn" });
    await db
      .updateTable("people")
      .set({ second_factor_reset_at: null, second_factor_reset_by: null })
      .where("id", "=", held.person.personId)
      .execute();
    return done(Response.json({ status: true }));
  }

  async function hasFactor(personId: string): Promise<boolean> {
    return (await secondFactor.codesLeft(personId)) !== undefined || (await passkeys.list(personId)).length > 0;
  }

  /** Asks the library in the name of whoever sent `request`, with nothing of its body. */
  function asker(request: Request): FactorRequest["ask"] {
    return async (path, body) => {
      const headers = new Headers(request.headers);
      headers.set("content-type", "application/json");
      const url = new URL(`/api/auth${path}`, request.url);
      return await auth.handler(new Request(url, { method: "POST", headers, body: JSON.stringify(body) }));
    };
  }

  async function changePassword(request: Request, address: string): Promise<Outcome<Response>> {
    const asking = await personOf(request.headers);
    const tried: Tried = asking === undefined ? "nobody" : { account: asking.email };
    return await tries.counted(address, tried, async () => {
      const response = await auth.handler(request);
      if (response.ok && asking !== undefined)
        await writeAudit(db, asking, { act: "person/passwordChanged", subject: asking.personId }, clock());
      return done(response);
    });
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

  return { personOf, refresh, handle, company: openCompanySignIn(parts) };
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
