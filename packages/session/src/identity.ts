import type { Side } from "./session-values.ts";

/**
 * What a side is known by in one session: a key pair of its own, made when the session starts. It signs the key of each
 * connection, whatever that runs over, so that the four words stay the same while connections come and go [R3, R10].
 */
export type Identity = {
  /** Raw (65 bytes), in base64url. */
  readonly key: string;
  sign(statement: Uint8Array<ArrayBuffer>): Promise<string>;
};

/** What is signed: that this side of this session uses this key for its connection of this generation. */
export type KeyStatement = {
  session: string;
  generation: number;
  side: Side;
  /** A DTLS certificate's fingerprint, or an X25519 key for the way through the server; 32 bytes. */
  use: "dtls" | "relay";
  key: Uint8Array;
};

const LABEL = "beckon connection key 1";
const ALGORITHM = { name: "ECDSA", namedCurve: "P-256" } as const;
const SIGNING = { name: "ECDSA", hash: "SHA-256" } as const;

/** Makes an identity; its private key never leaves this program. */
export async function makeIdentity(): Promise<Identity> {
  const pair = await crypto.subtle.generateKey(ALGORITHM, false, ["sign", "verify"]);
  const key = toBase64Url(new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey)));
  return {
    key,
    async sign(statement) {
      return toBase64Url(new Uint8Array(await crypto.subtle.sign(SIGNING, pair.privateKey, statement)));
    },
  };
}

/** Whether the holder of `key` signed the statement; false also for what is no key. */
export async function isSignedBy(key: string, proof: string, statement: Uint8Array<ArrayBuffer>): Promise<boolean> {
  try {
    const theirs = await crypto.subtle.importKey("raw", fromBase64Url(key), ALGORITHM, false, ["verify"]);
    return await crypto.subtle.verify(SIGNING, theirs, fromBase64Url(proof), statement);
  } catch {
    return false;
  }
}

/** The bytes of a statement: each part ends where no other reading of them could. */
export function writeStatement({ session, generation, side, use, key }: KeyStatement): Uint8Array<ArrayBuffer> {
  const head = new TextEncoder().encode(`${[LABEL, session, generation, side, use].join("\0")}\0`);
  const bytes = new Uint8Array(head.length + key.length);
  bytes.set(head);
  bytes.set(key, head.length);
  return bytes;
}

/** What the four words are made of: the SHA-256 of an identity's key. */
export async function digestOf(key: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", fromBase64Url(key)));
}

/** Bytes as text for messages. */
export function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

/** Text of messages as bytes; throws for what is none. */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
}
