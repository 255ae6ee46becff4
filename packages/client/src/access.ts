import { errorOf } from "./api-error.ts";

/** Tokens that an app got by OAuth 2, and how it gets the next ones. */
export interface AppAccess {
  readonly clientId: string;
  readonly clientSecret?: string;
  readonly accessToken?: string;
  readonly refreshToken: string;
  /** Told the new tokens, to keep them: a refresh token works once. */
  readonly onTokens?: (tokens: { accessToken: string; refreshToken: string }) => void | Promise<void>;
}

/** Hands out the token to send. */
export interface Access {
  token(): Promise<string>;
  /** Gets another one in place of a token that was refused; false when there is no way to. */
  renew(refused: string): Promise<boolean>;
}

/** A script token, which stays as it is. */
export function scriptAccess(token: string): Access {
  return { token: async () => token, renew: async () => false };
}

/** An app's tokens, renewed when they are refused; by one request however many ask at once. */
export function appAccess(base: string, app: AppAccess, fetch: typeof globalThis.fetch): Access {
  let { accessToken, refreshToken } = app;
  let renewing: Promise<void> | undefined;

  async function renewNow(): Promise<void> {
    const response = await fetch(`${base}/oauth2/token`, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "refresh_token",
        refresh_token: refreshToken,
        client_id: app.clientId,
        ...(app.clientSecret === undefined ? {} : { client_secret: app.clientSecret }),
      }),
    });
    if (!response.ok) throw await errorOf(response);
    const answered = (await response.json()) as { access_token: string; refresh_token?: string };
    accessToken = answered.access_token;
    refreshToken = answered.refresh_token ?? refreshToken;
    await app.onTokens?.({ accessToken, refreshToken });
  }
  const renewOnce = () => (renewing ??= renewNow().finally(() => (renewing = undefined)));

  return {
    async token() {
      if (accessToken === undefined) await renewOnce();
      return accessToken ?? "";
    },
    async renew(refused) {
      // Somebody else's call may have renewed it meanwhile.
      if (refused === accessToken) await renewOnce();
      return true;
    },
  };
}
