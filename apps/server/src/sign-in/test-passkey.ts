import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { PASSWORD, PUBLIC_URL, type TestHttp } from "../http/test-http.ts";
import { cookiesOf } from "./test-authenticator.ts";

const PRESENT = 0x01;
const VERIFIED = 0x04;
const WITH_KEY = 0x40;

/** How an authenticator answers; what is left out is as an honest one does it. */
export interface Answering {
  readonly counter?: number;
  readonly verified?: boolean;
  readonly origin?: string;
  readonly rpId?: string;
}

const sha256 = (data: string | Buffer) => createHash("sha256").update(data).digest();
const base64 = (data: Buffer) => data.toString("base64url");
const byteString = (data: Buffer) => Buffer.concat([Buffer.from([0x59, data.length >> 8, data.length & 255]), data]);
const text = (word: string) => Buffer.concat([Buffer.from([0x60 + word.length]), Buffer.from(word)]);

/** An authenticator with one ES256 passkey, written after the WebAuthn specification: what it signs can be bent for attacks. */
export function softwarePasskey() {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  const id = randomBytes(16);
  const key = Buffer.concat([
    Buffer.from("a5010203262001215820", "hex"),
    Buffer.from(x, "base64url"),
    Buffer.from("225820", "hex"),
    Buffer.from(y, "base64url"),
  ]);

  function around(flags: number, { counter = 0, verified = true, rpId = new URL(PUBLIC_URL).hostname }: Answering) {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([sha256(rpId), Buffer.from([flags | PRESENT | (verified ? VERIFIED : 0)]), count]);
  }
  function said(type: string, challenge: string, { origin = PUBLIC_URL }: Answering) {
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  }
  const answer = (response: object) => ({
    id: base64(id),
    rawId: base64(id),
    type: "public-key",
    clientExtensionResults: {},
    response,
  });

  return {
    register(challenge: string, how: Answering = {}) {
      const length = Buffer.from([0, id.length]);
      const data = Buffer.concat([around(WITH_KEY, how), Buffer.alloc(16), length, id, key]);
      const attestation = Buffer.concat([
        Buffer.from([0xa3]),
        text("fmt"),
        text("none"),
        text("attStmt"),
        Buffer.from([0xa0]),
        text("authData"),
        byteString(data),
      ]);
      return answer({
        clientDataJSON: base64(said("webauthn.create", challenge, how)),
        attestationObject: base64(attestation),
        transports: ["internal"],
      });
    },
    signIn(challenge: string, how: Answering = {}) {
      const data = around(0, how);
      const client = said("webauthn.get", challenge, how);
      const signature = sign("sha256", Buffer.concat([data, sha256(client)]), privateKey);
      return answer({
        clientDataJSON: base64(client),
        authenticatorData: base64(data),
        signature: base64(signature),
      });
    },
  };
}

export type SoftwarePasskey = ReturnType<typeof softwarePasskey>;

/** Asks for leave to add a passkey to whoever is signed in; gives the challenge, and the cookies to answer it with. */
export async function beginPasskey(house: TestHttp, cookie: string, password = PASSWORD) {
  const begun = await house.ask("POST", "/api/auth/passkey/begin", { cookie, body: { password } });
  const { challenge = "" } = begun.body as { challenge?: string };
  return { ...begun, challenge, cookie: `${cookie}; ${cookiesOf(begun)}` };
}

/** Adds a passkey to whoever is signed in; gives what came of it. */
export async function addPasskey(house: TestHttp, cookie: string, key: SoftwarePasskey, how: Answering = {}) {
  const begun = await beginPasskey(house, cookie);
  const body = { response: key.register(begun.challenge, how), name: "My key" };
  return await house.ask("POST", "/api/auth/passkey/verify-registration", { cookie: begun.cookie, body });
}

/** Asks for a challenge to sign in with. */
export async function challengePasskey(house: TestHttp) {
  const given = await house.ask("GET", "/api/auth/passkey/generate-authenticate-options");
  return { ...given, challenge: (given.body as { challenge: string }).challenge, cookie: cookiesOf(given) };
}

/** Signs in by a passkey; `cookie` is "" when that was refused. */
export async function signInByPasskey(house: TestHttp, key: SoftwarePasskey, how: Answering = {}) {
  const { challenge, cookie } = await challengePasskey(house);
  const body = { response: key.signIn(challenge, how) };
  const answered = await house.ask("POST", "/api/auth/passkey/verify-authentication", { cookie, body });
  return { ...answered, cookie: answered.status === 200 ? cookiesOf(answered) : "" };
}
