import { passkey } from "@better-auth/passkey";
import { APIError } from "better-auth/api";
import type { SignInParts } from "./sign-in-parts.ts";

/** Passkeys on our table, each use with verification of the person by their device: a passkey is both factors in one [I3]. */
export function passkeyPlugin({ db, publicUrl, clock }: SignInParts) {
  return passkey({
    rpID: new URL(publicUrl).hostname,
    rpName: "Beckon",
    origin: publicUrl,
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
    advanced: { webAuthnChallengeCookie: "passkey" },
    registration: {
      afterVerification: ({ verification }) => insist(verification.registrationInfo?.userVerified),
    },
    authentication: {
      afterVerification: async ({ verification }) => {
        insist(verification.authenticationInfo.userVerified);
        const { credentialID } = verification.authenticationInfo;
        await db
          .updateTable("passkeys")
          .set({ last_used_at: clock() })
          .where("credential_id", "=", credentialID)
          .execute();
      },
    },
    schema: {
      passkey: {
        modelName: "passkeys",
        fields: {
          userId: "person_id",
          credentialID: "credential_id",
          publicKey: "public_key",
          deviceType: "device_type",
          backedUp: "backed_up",
          createdAt: "created_at",
        },
      },
    },
  });
}

// The library itself takes a touch for enough.
function insist(verified: boolean | undefined): void {
  if (verified !== true) throw new APIError("UNAUTHORIZED", { code: "NOT_VERIFIED", message: "Not verified" });
}
