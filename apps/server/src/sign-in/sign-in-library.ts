import { betterAuth } from "better-auth/minimal";
import { kyselyAdapter } from "@better-auth/kysely-adapter";
import { LANGUAGES } from "@beckon/protocol/words.ts";
import { companySignInPlugin } from "./company-plugin.ts";
import { authenticatorPlugin, pendingPlugin } from "./factor-plugins.ts";
import { hashTokens } from "./hashed-tokens.ts";
import { passkeyPlugin } from "./passkey-plugin.ts";
import { signInHooks } from "./sign-in-hooks.ts";
import type { SignInParts } from "./sign-in-parts.ts";

const DAY_SECONDS = 24 * 60 * 60;

/** The sign-in library on our tables, with our hooks; a further way to sign in is one more of its plugins. */
export function configureLibrary(parts: SignInParts) {
  const { db, secret, publicUrl, log } = parts;
  return betterAuth({
    appName: "Beckon",
    baseURL: publicUrl,
    basePath: "/api/auth",
    secret,
    database: hashTokens(kyselyAdapter(db, { type: "postgres", transaction: true })),
    trustedOrigins: [publicUrl],
    telemetry: { enabled: false },
    // Counted by ourselves, by account too.
    rateLimit: { enabled: false },
    logger: {
      disableColors: true,
      level: "warn",
      // Its warnings tell of wrong passwords; they are no news to an operator and may not name anybody.
      log: (level, message) => {
        // Nor is it that somebody's passkey was not right.
        if (level === "error" && !message.startsWith("Failed to verify")) log.error(`sign-in: ${message}`);
      },
    },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 200 },
    user: {
      modelName: "people",
      fields: { emailVerified: "email_verified", image: "photo", createdAt: "created_at", updatedAt: "updated_at" },
      additionalFields: {
        companyId: { type: "string", input: false, required: true, fieldName: "company_id" },
        role: { type: "string", input: false, required: true },
        language: { type: [...LANGUAGES], input: true, required: false },
        disabledAt: { type: "number", input: false, required: false, fieldName: "disabled_at", bigint: true },
      },
    },
    session: {
      modelName: "sign_ins",
      expiresIn: 14 * DAY_SECONDS,
      updateAge: DAY_SECONDS,
      freshAge: 0,
      additionalFields: { way: { type: "string", input: false, required: false } },
      fields: {
        userId: "person_id",
        expiresAt: "expires_at",
        ipAddress: "ip_address",
        userAgent: "user_agent",
        createdAt: "created_at",
        updatedAt: "updated_at",
      },
    },
    account: {
      modelName: "credentials",
      fields: {
        userId: "person_id",
        providerId: "provider",
        accountId: "account",
        password: "password_hash",
        accessToken: "access_token",
        refreshToken: "refresh_token",
        idToken: "id_token",
        accessTokenExpiresAt: "access_token_expires_at",
        refreshTokenExpiresAt: "refresh_token_expires_at",
        createdAt: "created_at",
        updatedAt: "updated_at",
      },
    },
    verification: {
      modelName: "verifications",
      storeIdentifier: "hashed",
      fields: { expiresAt: "expires_at", createdAt: "created_at", updatedAt: "updated_at" },
    },
    advanced: {
      cookiePrefix: "beckon",
      useSecureCookies: publicUrl.startsWith("https:"),
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax" },
      database: { generateId: false },
      ipAddress: { ipAddressHeaders: ["x-beckon-address"] },
    },
    databaseHooks: signInHooks(parts),
    plugins: [authenticatorPlugin(secret), pendingPlugin, passkeyPlugin(parts), companySignInPlugin(parts)],
  });
}

/** The library as it is configured here. */
export type SignInLibrary = ReturnType<typeof configureLibrary>;
