import { ROLES, type Role } from "@beckon/domain/permissions.ts";
import { email as emailShape } from "@beckon/protocol/words.ts";
import type { CompanySignInTrial } from "@beckon/protocol/company-sign-in.ts";
import type { CompanyProvider } from "./company-settings.ts";

/** What a provider's checked claims say of a person. */
export type Claims = Readonly<Record<string, unknown>>;

/** A claim by its name, or by a path with dots where it lies deeper; a claim that is named with dots is found first. */
export function claimAt(claims: Claims, path: string): unknown {
  if (Object.hasOwn(claims, path)) return claims[path];
  let here: unknown = claims;
  for (const step of path.split(".")) {
    if (typeof here !== "object" || here === null || !Object.hasOwn(here, step)) return undefined;
    here = (here as Record<string, unknown>)[step];
  }
  return here;
}

/** The role that claims give by the company's mapping: the highest of them, else the default; null when that is none. */
export function roleIn(claims: Claims, { roleClaim, roleValues, defaultRole }: CompanyProvider): Role | null {
  const came = new Set([claimAt(claims, roleClaim)].flat(1).flatMap((one) => (isPlain(one) ? [String(one)] : [])));
  return ROLES.find((role) => roleValues[role].some((value) => came.has(value))) ?? defaultRole;
}

/** The e-mail address in claims, in lower case; undefined when there is none of the right form. */
export function emailIn(claims: Claims): string | undefined {
  const parsed = emailShape.safeParse(claims["email"]);
  return parsed.success ? parsed.data : undefined;
}

/** Whether the address counts as this person's: the provider says so, or the company says it of all its addresses. */
export function isVerified(claims: Claims, { trustsAddresses }: CompanyProvider): boolean {
  return trustsAddresses || claims["email_verified"] === true || claims["email_verified"] === "true";
}

/** What to call somebody: by their claims, else what stands before the @. */
export function nameIn(claims: Claims, email: string): string {
  const both = [claims["given_name"], claims["family_name"]].filter((one) => typeof one === "string").join(" ");
  const said = [claims["name"], both, email.split("@")[0]].map(cleanLine).find((one) => one !== "");
  return (said ?? email).slice(0, 100);
}

// What the token says of itself, and nothing of a person.
const OF_THE_TOKEN = new Set([
  "aud",
  "azp",
  "exp",
  "iat",
  "nbf",
  "jti",
  "nonce",
  "at_hash",
  "c_hash",
  "auth_time",
  "sid",
]);

/** Claims as an administrator reads them, the longest cut. */
export function shownClaims(claims: Claims): CompanySignInTrial["claims"] {
  return Object.entries(claims)
    .filter(([name]) => !OF_THE_TOKEN.has(name))
    .slice(0, 60)
    .map(([name, value]) => ({
      name: cleanLine(name).slice(0, 200),
      value: cleanLine(typeof value === "string" ? value : JSON.stringify(value)).slice(0, 1000),
    }));
}

function cleanLine(value: unknown): string {
  if (typeof value !== "string") return "";
  return value.replace(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]+/gu, " ").trim();
}

function isPlain(value: unknown): value is string | number | boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}
