import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { may } from "@beckon/domain/permissions.ts";
import { done, refused, type Outcome } from "@beckon/domain/refusal.ts";
import type { CompanySignInProblem, CompanySignInTrial } from "@beckon/protocol/company-sign-in.ts";
import type { Announce } from "../desk/news.ts";
import { othersAdminister } from "../people/people.ts";
import { NotAuthentic } from "../store/sealed-bytes.ts";
import type { PersonScope } from "../store/scope.ts";
import { shownClaims } from "./company-claims.ts";
import { admit, findEntry } from "./company-people.ts";
import { hearProvider, leadToProvider, type Came, type Way } from "./company-provider.ts";
import {
  findCompany,
  readProvider,
  redirectUriOf,
  type CompanyProvider,
  type SettingsParts,
} from "./company-settings.ts";

/** What ways to a provider need of the house. */
export interface WayParts extends SettingsParts {
  readonly announce: Announce;
  readonly clock: () => number;
  /** Whether providers may be in private networks. */
  readonly privateToo: boolean;
  readonly log: { warn(message: string): void };
}

/** A way that was begun: where the browser goes, and the cookie without which nobody comes back. */
export interface Begun {
  readonly url: string;
  readonly cookie: string;
}

/** Where a way ended: signed in as somebody, or not; `path` is the page of ours that comes next. */
export interface Arrived {
  readonly personId?: string;
  readonly path: string;
  /** The cookie, taken away. */
  readonly cookie: string;
}

const MINUTES = 10;
const HOME = "/console/queue";
const COOKIE_PATH = "/api/auth/company";

/** Begins a sign-in by the provider of an address's domain, or of a company's own address; `notFound` where there is none. */
export async function beginSignIn(
  parts: WayParts,
  by: { email?: string | undefined; slug?: string | undefined; back?: string | undefined },
): Promise<Outcome<Begun>> {
  const wanted = by.slug === undefined ? { domain: domainOf(by.email ?? "") } : { slug: by.slug };
  const companyId = await findCompany(parts.db, wanted);
  if (companyId === undefined) return refused({ reason: "notFound" });
  return await begin(parts, companyId, { email: by.email, back: ownPath(by.back, parts.publicUrl), triedBy: null });
}

/** Begins a try-out of what is set, on or not: nobody is signed in by it, and what came is kept for its administrator to see. */
export async function beginTrial(parts: WayParts, scope: PersonScope): Promise<Outcome<Begun>> {
  if (!may(scope.role, "company/manageSignIn")) return refused({ reason: "notAllowed" });
  return await begin(parts, scope.companyId, { email: undefined, back: "", triedBy: scope.personId });
}

/** What came of a try-out of one's own; `notFound` once ten minutes are over. */
export async function readTrial(parts: WayParts, scope: PersonScope, id: string): Promise<Outcome<CompanySignInTrial>> {
  if (!may(scope.role, "company/manageSignIn")) return refused({ reason: "notAllowed" });
  const row = await parts.db
    .selectFrom("company_sign_in_ways")
    .select("result")
    .where("state_hash", "=", id)
    .where("company_id", "=", scope.companyId)
    .where("tried_by", "=", scope.personId)
    .where("expires_at", ">", parts.clock())
    .executeTakeFirst();
  return row?.result == null ? refused({ reason: "notFound" }) : done(row.result);
}

/** Whether addresses of this domain come in by a provider: the domain, or null. */
export async function findDomain(parts: WayParts, email: string): Promise<string | null> {
  const domain = domainOf(email);
  return (await findCompany(parts.db, { domain })) === undefined ? null : domain;
}

/**
 * Takes somebody back from a provider. The state must be known, used for the first time, of this company and this browser;
 * only then is the provider asked. Whatever went wrong is said by the page that comes next.
 */
export async function arrive(parts: WayParts, companyId: string, url: URL, cookies: string): Promise<Arrived> {
  const state = url.searchParams.get("state") ?? "";
  const { name } = cookieFor(parts, state);
  const cookie = `${name}=; Max-Age=0; ${cookieTraits(parts)}`;
  const failed = (problem: CompanySignInProblem) => ({ path: `/console/sign-in?problem=${problem}`, cookie });

  const way = wayOf(readCookie(cookies, name));
  if (way === undefined || !isSame(way.state, state)) return failed("otherBrowser");
  const row = await parts.db
    .updateTable("company_sign_in_ways")
    .set({ came_back: true })
    .where("state_hash", "=", hashOf(state))
    .where("company_id", "=", companyId)
    .where("came_back", "=", false)
    .where("expires_at", ">", parts.clock())
    .returningAll()
    .executeTakeFirst();
  if (row === undefined) return failed("expired");

  const came = await hear(parts, companyId, row.version, way, url);
  if (row.tried_by !== null) {
    const result = JSON.stringify(await trialOf(parts, came));
    await parts.db
      .updateTable("company_sign_in_ways")
      .set({ result })
      .where("state_hash", "=", row.state_hash)
      .execute();
    return { path: `/console/settings/company-sign-in?trial=${row.state_hash}`, cookie };
  }
  await parts.db.deleteFrom("company_sign_in_ways").where("state_hash", "=", row.state_hash).execute();
  if (!came.ok) {
    parts.log.warn(`A sign-in by the provider of ${companyId} failed: ${came.problem}. ${came.detail}`);
    return failed(came.problem);
  }
  if (!came.provider.on) return failed("off");
  const admitted = await admit(parts.db, parts.announce, came.provider, came.claims, parts.clock());
  if (!admitted.ok) return failed(admitted.problem);
  return { personId: admitted.personId, path: ownPath(row.back, parts.publicUrl), cookie };
}

async function begin(
  parts: WayParts,
  companyId: string,
  { email, back, triedBy }: { email: string | undefined; back: string; triedBy: string | null },
): Promise<Outcome<Begun>> {
  const { db, publicUrl, privateToo } = parts;
  const provider = await openProvider(parts, companyId);
  if (provider === undefined) return refused({ reason: "notFound" });
  const secret = randomBytes(32).toString("base64url");
  const way = wayOf(secret);
  if (way === undefined) throw new Error("a secret of the wrong form");
  const led =
    provider === "secretLost"
      ? ({ ok: false, problem: "secretLost", detail: "" } as const)
      : await leadToProvider(provider, way, { redirectUri: redirectUriOf(publicUrl, companyId), email, privateToo });
  const now = parts.clock();
  await db.deleteFrom("company_sign_in_ways").where("expires_at", "<=", now).execute();
  const { name } = cookieFor(parts, way.state);
  const cookie = `${name}=${secret}; Max-Age=${MINUTES * 60}; ${cookieTraits(parts)}`;
  const row = {
    state_hash: hashOf(way.state),
    company_id: companyId,
    version: provider === "secretLost" ? 0 : provider.version,
    back,
    tried_by: triedBy,
    expires_at: now + MINUTES * 60_000,
  };
  if (led.ok) {
    await db.insertInto("company_sign_in_ways").values(row).execute();
    return done({ url: led.url, cookie });
  }
  if (triedBy === null) {
    parts.log.warn(`The provider of ${companyId} cannot be asked: ${led.detail}`);
    return done({ url: `${publicUrl}/console/sign-in?problem=${led.problem}`, cookie });
  }
  const result = JSON.stringify({ problem: led.problem, detail: led.detail, claims: [], follows: null });
  await db
    .insertInto("company_sign_in_ways")
    .values({ ...row, result, came_back: true })
    .execute();
  return done({ url: `${publicUrl}/console/settings/company-sign-in?trial=${row.state_hash}`, cookie });
}

type Heard = Extract<Came, { ok: false }> | (Extract<Came, { ok: true }> & { readonly provider: CompanyProvider });

async function hear(parts: WayParts, companyId: string, version: number, way: Way, url: URL): Promise<Heard> {
  const provider = await openProvider(parts, companyId);
  if (provider === undefined) return { ok: false, problem: "off", detail: "" };
  if (provider === "secretLost") return { ok: false, problem: "secretLost", detail: "" };
  // Whoever left for one provider must not come back from another.
  if (provider.version !== version) return { ok: false, problem: "changed", detail: "" };
  const came = await hearProvider(provider, way, { url, privateToo: parts.privateToo });
  return came.ok ? { ...came, provider } : came;
}

async function trialOf(parts: WayParts, heard: Heard): Promise<CompanySignInTrial> {
  if (!heard.ok) return { problem: heard.problem, detail: heard.detail, claims: [], follows: null };
  const { provider, claims: given } = heard;
  const claims = shownClaims(given);
  const entry = await findEntry(parts.db, provider, given);
  if (entry.is === "refused") return { problem: entry.problem, detail: "", claims, follows: null };
  const { is, name, email, role } = entry;
  if (entry.is === "new")
    return { problem: null, detail: "", claims, follows: { is, name, email, role, roleBefore: null } };
  const { personId, roleBefore } = entry;
  const scope = { kind: "person", companyId: provider.companyId, personId, name, role: roleBefore } as const;
  // The last administrator stays one [P3].
  const stays = roleBefore === "administrator" && !(await othersAdminister(parts.db, scope, personId));
  const follows = { is, name, email, role: stays ? roleBefore : role, roleBefore };
  return { problem: null, detail: "", claims, follows };
}

async function openProvider(parts: WayParts, companyId: string): Promise<CompanyProvider | "secretLost" | undefined> {
  try {
    return await readProvider(parts, companyId);
  } catch (error) {
    if (error instanceof NotAuthentic) return "secretLost";
    throw error;
  }
}

// All that must be known again on the way back is made of the secret in the browser's cookie; the database keeps a hash of its state.
function wayOf(secret: string): Way | undefined {
  if (!/^[\w-]{43}$/.test(secret)) return undefined;
  const make = (what: string) => createHmac("sha256", secret).update(`beckon ${what}`).digest("base64url");
  return { state: make("state"), nonce: make("nonce"), verifier: make("verifier") };
}

function hashOf(state: string): string {
  return createHash("sha256").update(state).digest("hex");
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

// A cookie for each way, so that two windows do not take each other's.
function cookieFor({ publicUrl }: WayParts, state: string): { name: string } {
  const prefix = publicUrl.startsWith("https:") ? "__Secure-" : "";
  return { name: `${prefix}beckon.company.${state.replace(/[^\w-]/g, "").slice(0, 12)}` };
}

function cookieTraits({ publicUrl }: WayParts): string {
  // Lax: it must come along when the provider sends the browser back.
  return `Path=${COOKIE_PATH}; HttpOnly; SameSite=Lax${publicUrl.startsWith("https:") ? "; Secure" : ""}`;
}

function readCookie(cookies: string, name: string): string {
  for (const one of cookies.split(";")) {
    const [key, ...value] = one.trim().split("=");
    if (key === name) return value.join("=");
  }
  return "";
}

function domainOf(email: string): string {
  return email.split("@")[1] ?? "";
}

// Only pages of our own console come after a sign-in.
function ownPath(back: string | undefined, publicUrl: string): string {
  const url = back === undefined ? null : URL.parse(back, publicUrl);
  if (url === null || url.origin !== new URL(publicUrl).origin || !url.pathname.startsWith("/console/")) return HOME;
  return url.pathname + url.search + url.hash;
}
