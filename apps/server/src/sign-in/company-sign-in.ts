import { done, refused, type Outcome } from "@beckon/domain/refusal.ts";
import type { Body } from "@beckon/protocol/calls.ts";
import type {
  COMPANY_SIGN_IN_CALLS,
  CompanySignInRecord,
  CompanySignInTrial,
} from "@beckon/protocol/company-sign-in.ts";
import { addressKey } from "../limits/address-key.ts";
import type { PersonScope } from "../store/scope.ts";
import { countTries, type TryLimit } from "../store/tries.ts";
import { changeCompanySignIn, readCompanySignIn, removeCompanySignIn } from "./company-settings.ts";
import { beginSignIn, beginTrial, findDomain, readTrial, type Begun, type WayParts } from "./company-way.ts";

type Calls = typeof COMPANY_SIGN_IN_CALLS;

/** Sign-in by companies' own providers: what administrators set, and the beginning of each way there; the library takes people back. */
export interface CompanySignIn {
  read(scope: PersonScope): Promise<Outcome<CompanySignInRecord>>;
  change(scope: PersonScope, change: Body<Calls["changeCompanySignIn"]>): Promise<Outcome<CompanySignInRecord>>;
  remove(scope: PersonScope): Promise<Outcome<Record<string, never>>>;
  tryOut(scope: PersonScope): Promise<Outcome<Begun>>;
  readTrial(scope: PersonScope, id: string): Promise<Outcome<CompanySignInTrial>>;
  /** The domain of an address that comes in by a provider, or null; counted by `address`, from which it was asked. */
  find(email: string, address: string): Promise<Outcome<{ domain: string | null }>>;
  /** Begins a sign-in; counted by `address`. */
  begin(by: Body<Calls["beginCompanySignIn"]>, address: string): Promise<Outcome<Begun>>;
}

const BY_ADDRESS: TryLimit = { name: "company-sign-in/address", most: 200, windowMs: 10 * 60_000 };

/** Opens companies' own sign-in on our database. */
export function openCompanySignIn(parts: WayParts): CompanySignIn {
  const tries = countTries(parts.db, parts.secret);
  const counted = async <T>(address: string, work: () => Promise<Outcome<T>>): Promise<Outcome<T>> => {
    const retryAfterSeconds = await tries.take(BY_ADDRESS, addressKey(address), parts.clock());
    return retryAfterSeconds > 0 ? refused({ reason: "tooManyTries", retryAfterSeconds }) : await work();
  };
  return {
    read: (scope) => readCompanySignIn(parts, scope),
    change: (scope, change) => changeCompanySignIn(parts, scope, change, parts.clock()),
    remove: (scope) => removeCompanySignIn(parts, scope, parts.clock()),
    tryOut: (scope) => beginTrial(parts, scope),
    readTrial: (scope, id) => readTrial(parts, scope, id),
    find: (email, address) => counted(address, async () => done({ domain: await findDomain(parts, email) })),
    begin: (by, address) => counted(address, () => beginSignIn(parts, by)),
  };
}
