import { APIError } from "better-auth/api";
import { writeAudit } from "../people/audit.ts";
import type { PersonScope } from "../store/scope.ts";
import type { SignInParts } from "./sign-in-parts.ts";

/** What the house does whenever the library makes or ends a sign-in, by whatever way it was asked to. */
export function signInHooks({ db, announce, clock }: SignInParts) {
  return {
    session: {
      create: {
        before: async ({ userId }: SignInRow) => await refuseDisabled(userId),
        after: async ({ userId }: SignInRow) => await auditSignIn(userId),
      },
      delete: { after: async ({ userId }: SignInRow) => await announceChange(userId) },
    },
  };

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
}

interface SignInRow {
  readonly userId: string;
}
