import { createOTP } from "@better-auth/utils/otp";
import { symmetricDecrypt } from "better-auth/crypto";
import * as z from "zod/mini";
import { done, refused, type Outcome } from "@beckon/domain/refusal.ts";
import type { AuthenticatorSetUp } from "@beckon/protocol/sign-in.ts";
import { writeAudit } from "../people/audit.ts";
import { NOT_SIGNED_IN, signedIn, type FactorRequest } from "./factor-request.ts";
import { isOwnPassword, withPassword, WRONG_PASSWORD } from "./own-password.ts";
import { LAST_ONE } from "./passkeys.ts";
import { hashRecoveryCode, readSet } from "./recovery-codes.ts";
import { mustKeepOne } from "./second-factor-policy.ts";
import type { SignInLibrary } from "./sign-in-library.ts";
import type { SignInParts } from "./sign-in-parts.ts";
import type { SignInTries } from "./sign-in-tries.ts";
import type { HeldSignIn } from "./who.ts";

const WRONG_CODE = refused({ reason: "invalid", field: "code", problem: "notAccepted" });

const withCode = z.object({ code: z.string().check(z.maxLength(50)) });
const withBoth = z.extend(withPassword, withCode.shape);
const libraryError = z.object({ code: z.string() });
const enabled = z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) });
const renewed = z.object({ backupCodes: z.array(z.string()) });

/** Codes of authenticator apps and recovery codes: setting up, signing in, and switching off, each in the audit log [I4]. */
export function openSecondFactor(
  { db, secret, clock, announce }: SignInParts,
  auth: SignInLibrary,
  tries: SignInTries,
  signInOf: (headers: Headers) => Promise<HeldSignIn | undefined>,
) {
  type Handler = (asked: FactorRequest) => Promise<Outcome<Response>>;
  const handlers: Record<string, Handler> = {
    "/two-factor/enable": async (asked) => signedIn(await signInOf(asked.headers), (held) => enable(asked, held)),
    "/two-factor/confirm": async (asked) => signedIn(await signInOf(asked.headers), (held) => confirm(asked, held)),
    "/two-factor/generate-backup-codes": async (asked) =>
      signedIn(await signInOf(asked.headers), (held) => renew(asked, held)),
    "/two-factor/disable": async (asked) => signedIn(await signInOf(asked.headers), (held) => disable(asked, held)),
    "/two-factor/verify-totp": (asked) => pending(asked, (personId, code) => byApp(asked, personId, code)),
    "/two-factor/verify-backup-code": (asked) => pending(asked, (personId, code) => byPaper(asked, personId, code)),
  };

  /** Whoever gave the right password and has to give a code. A browser that is signed in already is nobody of these. */
  async function pending(
    { headers, body, address }: FactorRequest,
    work: (personId: string, code: string) => Promise<Outcome<Response>>,
  ): Promise<Outcome<Response>> {
    const given = withCode.safeParse(body);
    if (!given.success) return WRONG_CODE;
    const found = (await signInOf(headers)) === undefined ? await auth.api.pendingPerson({ headers }) : null;
    if (found === null) return await tries.counted(address, "nobody", async () => NOT_SIGNED_IN);
    return await tries.counted(address, { codesOf: found.personId }, () => work(found.personId, given.data.code));
  }

  async function byApp(asked: FactorRequest, personId: string, typed: string): Promise<Outcome<Response>> {
    const code = typed.replaceAll(/\s/g, "");
    if (!(await tries.firstUse(personId, code))) return WRONG_CODE;
    return await inOurWords(await asked.ask("/two-factor/verify-totp", { code }));
  }

  async function byPaper(asked: FactorRequest, personId: string, typed: string): Promise<Outcome<Response>> {
    const code = hashRecoveryCode(secret, typed);
    const outcome = await inOurWords(await asked.ask("/two-factor/verify-backup-code", { code }));
    if (outcome.ok) {
      const scope = await scopeOf(personId);
      const left = (await codesLeft(personId)) ?? 0;
      await writeAudit(db, scope, { act: "person/recoveryCodeUsed", subject: personId, details: { left } }, clock());
    }
    return outcome;
  }

  async function enable(asked: FactorRequest, { person }: HeldSignIn): Promise<Outcome<Response>> {
    const given = withPassword.safeParse(asked.body);
    if (!given.success) return refused({ reason: "invalid", field: "currentPassword", problem: "required" });
    return await tries.counted(asked.address, { account: person.email }, async () => {
      const response = await asked.ask("/two-factor/enable", { password: given.data.password });
      if (!response.ok) return done(response);
      const { totpURI: uri, backupCodes: recoveryCodes } = enabled.parse(await response.json());
      return done(Response.json({ uri, recoveryCodes } satisfies AuthenticatorSetUp));
    });
  }

  /** The first right code: from now on one is asked for, and browsers that came in by the password alone come in no more. */
  async function confirm(asked: FactorRequest, { person }: HeldSignIn): Promise<Outcome<Response>> {
    const given = withCode.safeParse(asked.body);
    if (!given.success) return WRONG_CODE;
    const { personId, companyId, signInId } = person;
    return await tries.counted(asked.address, { codesOf: personId }, async () => {
      if (!(await isRight(personId, given.data.code, false))) return WRONG_CODE;
      const isDone = await db.transaction().execute(async (trx) => {
        const { numUpdatedRows } = await trx
          .updateTable("two_factors")
          .set({ verified: true })
          .where("person_id", "=", personId)
          .where("verified", "=", false)
          .executeTakeFirstOrThrow();
        if (numUpdatedRows === 0n) return false;
        await trx.updateTable("people").set({ two_factor_enabled: true }).where("id", "=", personId).execute();
        await trx.updateTable("sign_ins").set({ way: "code" }).where("id", "=", signInId).execute();
        await trx
          .deleteFrom("sign_ins")
          .where("person_id", "=", personId)
          .where("way", "=", "password")
          .where("id", "!=", signInId)
          .execute();
        await writeAudit(trx, person, { act: "person/secondFactorSetUp", subject: personId }, clock());
        return true;
      });
      if (!isDone) return WRONG_CODE;
      announce({ about: "person", personId, companyId });
      return done(Response.json({ status: true }));
    });
  }

  async function renew(asked: FactorRequest, { person }: HeldSignIn): Promise<Outcome<Response>> {
    const given = withPassword.safeParse(asked.body);
    if (!given.success) return refused({ reason: "invalid", field: "currentPassword", problem: "required" });
    return await tries.counted(asked.address, { account: person.email }, async () => {
      const response = await asked.ask("/two-factor/generate-backup-codes", { password: given.data.password });
      if (!response.ok) return done(response);
      const { backupCodes: recoveryCodes } = renewed.parse(await response.json());
      await writeAudit(db, person, { act: "person/recoveryCodesMade", subject: person.personId }, clock());
      return done(Response.json({ recoveryCodes }));
    });
  }

  async function disable(asked: FactorRequest, { person }: HeldSignIn): Promise<Outcome<Response>> {
    const given = withBoth.safeParse(asked.body);
    if (!given.success) return refused({ reason: "invalid", field: "code", problem: "required" });
    const { personId } = person;
    const { password, code } = given.data;
    return await tries.counted(asked.address, { account: person.email }, async () => {
      if (!(await isOwnPassword(auth, asked.headers, password))) return WRONG_PASSWORD;
      return await tries.counted(asked.address, { codesOf: personId }, async () => {
        if (!(await isRight(personId, code, true))) return WRONG_CODE;
        const keys = await db.selectFrom("passkeys").select("id").where("person_id", "=", personId).execute();
        if (await mustKeepOne(db, person.companyId, keys.length)) return LAST_ONE;
        await db.transaction().execute(async (trx) => {
          await trx.deleteFrom("two_factors").where("person_id", "=", personId).execute();
          await trx.updateTable("people").set({ two_factor_enabled: false }).where("id", "=", personId).execute();
          await writeAudit(trx, person, { act: "person/secondFactorRemoved", subject: personId }, clock());
        });
        return done(Response.json({ status: true }));
      });
    });
  }

  /** Whether a code of the app, or a recovery code, is right for somebody whose set-up stands thus. */
  async function isRight(personId: string, typed: string, verified: boolean): Promise<boolean> {
    const row = await db
      .selectFrom("two_factors")
      .selectAll()
      .where("person_id", "=", personId)
      .where("verified", "=", verified)
      .executeTakeFirst();
    if (row === undefined) return false;
    const code = typed.replaceAll(/\s/g, "");
    if (!/^\d{6}$/.test(code)) return verified && readSet(row.recovery_codes).includes(hashRecoveryCode(secret, code));
    if (!(await tries.firstUse(personId, code))) return false;
    const { secretConfig } = await auth.$context;
    return await createOTP(await symmetricDecrypt({ key: secretConfig, data: row.secret })).verify(code);
  }

  async function codesLeft(personId: string): Promise<number | undefined> {
    const row = await db
      .selectFrom("two_factors")
      .select("recovery_codes")
      .where("person_id", "=", personId)
      .where("verified", "=", true)
      .executeTakeFirst();
    return row && readSet(row.recovery_codes).length;
  }

  async function scopeOf(personId: string) {
    const row = await db.selectFrom("people").selectAll().where("id", "=", personId).executeTakeFirstOrThrow();
    return { kind: "person", companyId: row.company_id, personId, role: row.role, name: row.name } as const;
  }

  return {
    /** Answers a request to one of its paths; undefined when the path is none of them. */
    handle: (asked: FactorRequest): Promise<Outcome<Response>> | undefined => handlers[asked.path]?.(asked),
    /** How many recovery codes are left; undefined for whoever has no authenticator app set up. */
    codesLeft,
  };
}

// A wrong code is no reason to begin anew; a challenge that is over, or was tried too often, is.
async function inOurWords(response: Response): Promise<Outcome<Response>> {
  if (response.ok) return done(response);
  const said = libraryError.safeParse(await response.json());
  const wrong = said.success && ["INVALID_CODE", "INVALID_BACKUP_CODE"].includes(said.data.code);
  return wrong ? WRONG_CODE : NOT_SIGNED_IN;
}
