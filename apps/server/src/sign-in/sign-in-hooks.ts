import { APIError } from "better-auth/api";
import type { GenericEndpointContext } from "better-auth";
import { signInWay, type SignInWay } from "@beckon/protocol/sign-in.ts";
import { isCompanySignInOnly } from "./company-settings.ts";
import { writeAudit } from "../people/audit.ts";
import type { PersonScope } from "../store/scope.ts";
import type { SignInParts } from "./sign-in-parts.ts";
import { WAY_AT } from "./ways.ts";

interface Made {
  readonly userId: string;
  readonly [more: string]: unknown;
}
type Around = GenericEndpointContext | null;

/** What the house does whenever the library makes or ends a sign-in, by whatever way it was asked to. */
export function signInHooks({ db, announce, clock }: SignInParts) {
  return {
    session: {
      create: {
        before: async (made: Made, around: Around) => {
          await refuse(made.userId, wayOf(made, around));
          return { data: { ...made, way: wayOf(made, around) } };
        },
        after: async (made: Made, around: Around) => await auditSignIn(made, around),
      },
      delete: { after: async ({ userId }: Made) => await announceChange(userId) },
    },
  };

  async function findScope(personId: string): Promise<PersonScope & { disabled: boolean; hasCodes: boolean }> {
    const row = await db.selectFrom("people").selectAll().where("id", "=", personId).executeTakeFirstOrThrow();
    const { company_id: companyId, role, name } = row;
    const facts = { disabled: row.disabled_at !== null, hasCodes: row.two_factor_enabled };
    return { kind: "person", companyId, personId, role, name, ...facts };
  }

  // Only whoever gave the right password comes this far, and still learns nothing that a wrong one would not tell.
  async function refuse(personId: string, way: SignInWay): Promise<void> {
    const { disabled, role, companyId } = await findScope(personId);
    // Administrators keep their passwords: a provider that is out of order locks no company out.
    if (!disabled && way !== "company" && role !== "administrator" && (await isCompanySignInOnly(db, companyId)))
      throw new APIError("FORBIDDEN", { code: "BY_COMPANY_ONLY", message: "Sign in by your company" });
    if (!disabled) return;
    throw new APIError("UNAUTHORIZED", { code: "INVALID_EMAIL_OR_PASSWORD", message: "Invalid email or password" });
  }

  async function auditSignIn(made: Made, around: Around): Promise<void> {
    const { userId } = made;
    const old = db.deleteFrom("sign_ins").where("person_id", "=", userId).where("expires_at", "<", new Date());
    await old.execute();
    const scope = await findScope(userId);
    const way = wayOf(made, around);
    // The library takes this one back at once, and asks for the code.
    if (way === "password" && scope.hasCodes) return;
    await db.updateTable("people").set({ last_signed_in_at: clock() }).where("id", "=", userId).execute();
    await writeAudit(db, scope, { act: "person/signedIn", subject: userId, details: { signInBy: way } }, clock());
  }

  async function announceChange(personId: string): Promise<void> {
    announce({ about: "person", personId, companyId: (await findScope(personId)).companyId });
  }
}

function wayOf(made: Made, around: Around): SignInWay {
  const here = WAY_AT.get(around?.path ?? "");
  if (here !== undefined) return here;
  // One sign-in made out of another, when the password changes for example.
  const given = signInWay.safeParse(made["way"] ?? around?.context.session?.session["way"]);
  return given.success ? given.data : "password";
}
