import { createAuthEndpoint } from "better-auth/api";
import { twoFactor } from "better-auth/plugins/two-factor";
import { RECOVERY_CODES } from "@beckon/protocol/sign-in.ts";
import { keepAsHashes, makeRecoveryCodes } from "./recovery-codes.ts";

/** Codes of authenticator apps, and recovery codes, on our tables [I4]. */
export function authenticatorPlugin(secret: string) {
  return twoFactor({
    issuer: "Beckon",
    // Tries are counted by ourselves, for all ways to give a code.
    accountLockout: { enabled: false },
    backupCodeOptions: {
      amount: RECOVERY_CODES,
      customBackupCodesGenerate: makeRecoveryCodes,
      storeBackupCodes: keepAsHashes(secret),
    },
    schema: {
      user: { fields: { twoFactorEnabled: "two_factor_enabled" } },
      twoFactor: {
        modelName: "two_factors",
        fields: {
          userId: "person_id",
          backupCodes: "recovery_codes",
          failedVerificationCount: "failed_verification_count",
          lockedUntil: "locked_until",
        },
      },
    },
  });
}

/** Says for ourselves who gave the right password and has to give a code now; nobody can ask it from outside. */
export const pendingPlugin = {
  id: "pending",
  endpoints: {
    pendingPerson: createAuthEndpoint.serverOnly({ method: "GET", requireHeaders: true }, async (ctx) => {
      const { name } = ctx.context.createAuthCookie("two_factor");
      const challenge = await ctx.getSignedCookie(name, ctx.context.secret);
      if (!challenge) return null;
      const found = await ctx.context.internalAdapter.findVerificationValue(challenge);
      return found && found.expiresAt > new Date() ? { personId: found.value } : null;
    }),
  },
} as const;
