import * as z from "zod/mini";
import { call, nothing } from "./call.ts";
import { email, id, instant, line, role } from "./words.ts";

/** Sign-in by a company's own OpenID Connect provider, as console and server speak of it [I1, I2]. */

/** Why a company's sign-in did not succeed; pages say it in words. */
export const COMPANY_SIGN_IN_PROBLEMS = [
  "off",
  "expired",
  "otherBrowser",
  "changed",
  "denied",
  "unreachable",
  "providerRefused",
  "notAuthentic",
  "secretLost",
  "noAddress",
  "addressNotVerified",
  "otherDomain",
  "unknownPerson",
  "otherAccount",
  "noRole",
  "disabled",
] as const;
export const companySignInProblem = z.enum(COMPANY_SIGN_IN_PROBLEMS);
export type CompanySignInProblem = z.infer<typeof companySignInProblem>;

const LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
/** What stands after the @ of addresses: lower case, at least one dot. */
export const mailDomain = z
  .string()
  .check(z.trim(), z.toLowerCase(), z.maxLength(253), z.regex(new RegExp(`^${LABEL}(?:\\.${LABEL})+$`)));

/** An issuer: https, or http on this computer itself; without query and fragment. */
export const issuerUrl = z.string().check(
  z.trim(),
  z.maxLength(500),
  z.refine((value) => isIssuer(value)),
);

const claimValues = z.array(line(200, 1)).check(z.maxLength(50));

/** The last part of a company's own sign-in address. */
export const companySlug = z
  .string()
  .check(z.trim(), z.toLowerCase(), z.regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])$/));

/** All that administrators set, the client's secret excepted, which is never shown. */
export const companySignInSettings = z.object({
  /** Whether people come in by it. */
  on: z.boolean(),
  slug: companySlug,
  issuer: issuerUrl,
  clientId: line(300, 1),
  /** What is asked for, with spaces between; `openid` is always there. */
  scopes: line(300),
  domains: z.array(mailDomain).check(z.minLength(1), z.maxLength(50)),
  trustsAddresses: z.boolean(),
  /** The claim that says the role, a path with dots where it lies deeper; empty when roles are given here alone. */
  roleClaim: line(200),
  roleValues: z.object({ administrator: claimValues, supervisor: claimValues, expert: claimValues }),
  /** The role of new people, and of everybody without one of the values; null: they may not come in. */
  defaultRole: z.nullable(role),
  groupIds: z.array(id).check(z.maxLength(100)),
  makesPeople: z.boolean(),
  only: z.boolean(),
});

export const companySignInRecord = z.object({
  /** Null while nothing was set. */
  settings: z.nullable(companySignInSettings),
  version: z.number(),
  hasSecret: z.boolean(),
  /** What the provider is told to send people back to. */
  redirectUri: line(500),
});

/** What a try-out showed: which claims came, and what would follow. */
export const companySignInTrial = z.object({
  problem: z.nullable(companySignInProblem),
  /** What the provider or the check of its answer said, for administrators. */
  detail: line(500),
  claims: z.array(z.object({ name: line(200), value: line(1000) })),
  follows: z.nullable(
    z.object({
      name: line(100),
      email: line(254),
      /** Somebody known comes in, or somebody new is made. */
      is: z.enum(["known", "new"]),
      role,
      roleBefore: z.nullable(role),
    }),
  ),
});

/** The company's token for SCIM [I6], without itself; `url`: where its directory finds us. */
export const scimRecord = z.object({
  url: line(500),
  token: z.nullable(z.object({ hint: line(20), createdAt: instant, lastUsedAt: z.nullable(instant) })),
});

const PATH = "/api/console/company/sign-in";
const SCIM = "/api/console/company/scim";

export const COMPANY_SIGN_IN_CALLS = {
  readCompanySignIn: call("GET", PATH, { answer: companySignInRecord }),
  /** `secret`: a new one; null keeps what there is, empty takes it away. `version`: the one seen; refused `changedMeanwhile` [C11]. */
  changeCompanySignIn: call("PUT", PATH, {
    body: z.object({ settings: companySignInSettings, secret: z.nullable(line(1000)), version: z.number() }),
    answer: companySignInRecord,
  }),
  removeCompanySignIn: call("DELETE", PATH, { answer: nothing }),
  /** Begins a try-out with what is saved; the page goes to `url`, and comes back with the trial's id. */
  tryCompanySignIn: call("POST", `${PATH}/trials`, { answer: z.object({ url: line(5000) }) }),
  readCompanySignInTrial: call("GET", `${PATH}/trials/:id`, { answer: companySignInTrial }),

  readScim: call("GET", SCIM, { answer: scimRecord }),
  /** Makes a token in place of the one before; it is told this once. */
  makeScimToken: call("POST", SCIM, { answer: z.object({ token: line(100) }) }),
  removeScimToken: call("DELETE", SCIM, { answer: nothing }),

  /** Whether people with addresses like this one come in by their company's provider. */
  findCompanySignIn: call("POST", "/api/company-sign-in/find", {
    body: z.object({ email }),
    answer: z.object({ domain: z.nullable(mailDomain) }),
  }),
  /** Begins a sign-in, by one's address or by the company's own one; the page goes to `url`. */
  beginCompanySignIn: call("POST", "/api/company-sign-in/begin", {
    body: z.object({ email: z.optional(email), slug: z.optional(companySlug), back: z.optional(line(2000)) }),
    answer: z.object({ url: line(5000) }),
  }),
} as const;

export type CompanySignInSettings = z.infer<typeof companySignInSettings>;
export type CompanySignInRecord = z.infer<typeof companySignInRecord>;
export type ScimRecord = z.infer<typeof scimRecord>;
export type CompanySignInTrial = z.infer<typeof companySignInTrial>;

/** Whether something may be asked for here: https anywhere, http on this computer only; no name, query or fragment in it. */
export function isIssuer(value: string): boolean {
  const [, scheme, host = ""] = /^(https?):\/\/([^\s/?#@\\]+)(?:\/[^\s?#\\]*)?$/.exec(value) ?? [];
  return scheme === "https" || (scheme === "http" && isThisComputer(host.replace(/:\d{1,5}$/, "")));
}

/** Whether a host's name is this computer's own. */
export function isThisComputer(hostname: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}
