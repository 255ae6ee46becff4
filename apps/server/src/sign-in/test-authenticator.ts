import { createOTP } from "@better-auth/utils/otp";
import { base32 } from "@better-auth/utils/base32";
import type { AuthenticatorSetUp } from "@beckon/protocol/sign-in.ts";
import { PASSWORD, type Answered, type TestHttp } from "../http/test-http.ts";

const PERIOD_MS = 30_000;

/** An authenticator app that was shown `uri`; `code` gives what it shows now, or so many steps of 30 s later. */
export function openAuthenticator(uri: string) {
  const secret = new TextDecoder().decode(base32.decode(new URL(uri).searchParams.get("secret") ?? ""));
  return { code: (later = 0) => createOTP(secret).hotp(Math.floor(Date.now() / PERIOD_MS) + later) };
}

/** Sets up an authenticator app for whoever is signed in by `cookie`. Its code of now is used up by that. */
export async function setUpAuthenticator(house: TestHttp, cookie: string) {
  const begun = await house.ask("POST", "/api/auth/two-factor/enable", { cookie, body: { password: PASSWORD } });
  const { uri, recoveryCodes } = begun.body as AuthenticatorSetUp;
  const app = openAuthenticator(uri);
  const body = { code: await app.code() };
  const { status } = await house.ask("POST", "/api/auth/two-factor/confirm", { cookie, body });
  if (status !== 200) throw new Error(`The code was answered ${status}`);
  return { app, uri, recoveryCodes };
}

/** The cookies an answer sets, as a browser sends them back; what it takes away is left out. */
export function cookiesOf({ headers }: Answered): string {
  const set = [headers["set-cookie"] ?? []].flat().map(String);
  return set
    .filter((one) => !/Max-Age=0/i.test(one))
    .map((one) => one.split(";", 1)[0])
    .join("; ");
}
