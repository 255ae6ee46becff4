import type { PeerMessage } from "@beckon/protocol/peer.ts";
import { fromBase64Url, toBase64Url } from "./identity.ts";
import type { FourWords, Side } from "./session-values.ts";

/** The SHA-256 of both sides' identities: 32 bytes each. */
export type Identities = { mine: Uint8Array; theirs: Uint8Array };

/** What the four words are made of. */
export type WordsMatter = {
  customerIdentity: Uint8Array;
  expertIdentity: Uint8Array;
  customerNonce: Uint8Array;
  expertNonce: Uint8Array;
};

const WORDS_LABEL = "beckon four words 2";
const COMMIT_LABEL = "beckon four words 2 commitment";

/** The four words of a session [R3]: 44 bits of SHA-256 over both identities and both nonces, 11 bits a word. */
export async function fourWords(matter: WordsMatter): Promise<readonly string[]> {
  const { customerIdentity, expertIdentity, customerNonce, expertNonce } = matter;
  const hash = await sha256(WORDS_LABEL, customerIdentity, expertIdentity, customerNonce, expertNonce);
  // 13 KB that nobody needs before the first session.
  const { wordlist } = await import("@scure/bip39/wordlists/english.js");
  let bits = 0n;
  for (const byte of hash.subarray(0, 6)) bits = (bits << 8n) | BigInt(byte);
  return [37n, 26n, 15n, 4n].map((shift) => wordlist[Number((bits >> shift) & 2047n)] ?? "");
}

/** The exchange that ends in the same four words on both sides, or in `broken`. */
export type WordsExchange = {
  /** The channel is open between these two identities. With the same two as before, the words stay. */
  begin(identities: Identities): void;
  handle(message: WordsMessage): void;
};
export type WordsMessage = Extract<PeerMessage, { type: `words/${string}` }>;

/** What one pair of identities has said so far. Nonces are made once a pair: a second try would be a second guess. */
type Pair = {
  key: string;
  identities: Identities;
  nonce: Uint8Array;
  theirCommitment?: string;
  theirNonce?: string;
};

/**
 * Makes one side of the exchange. The customer commits to its nonce before it sees the expert's, so that nobody between
 * the two can choose identities or nonces by which both sides come to the same words.
 */
export function makeWordsExchange(options: {
  side: Side;
  send: (message: WordsMessage) => void;
  show: (words: FourWords) => void;
  broken: () => void;
}): WordsExchange {
  const { side, send, show, broken } = options;
  let pair: Pair | undefined;
  let shownBefore = false;
  let work = Promise.resolve();

  function enqueue(step: () => Promise<void>): void {
    work = work.then(step).catch((error: unknown) => console.error(error));
  }

  async function showWords(of: Pair, theirNonce: Uint8Array): Promise<void> {
    const { mine, theirs } = of.identities;
    const words = await fourWords(
      side === "customer"
        ? { customerIdentity: mine, expertIdentity: theirs, customerNonce: of.nonce, expertNonce: theirNonce }
        : { customerIdentity: theirs, expertIdentity: mine, customerNonce: theirNonce, expertNonce: of.nonce },
    );
    if (pair !== of) return;
    show({ words, changed: shownBefore });
    shownBefore = true;
  }

  async function take(of: Pair, message: WordsMessage): Promise<void> {
    if (message.type === "words/commit" && side === "expert") {
      of.theirCommitment ??= message.hash;
      if (of.theirCommitment !== message.hash) broken();
      else send({ type: "words/nonce", nonce: toBase64Url(of.nonce) });
    } else if (message.type === "words/nonce" && side === "customer") {
      const known = of.theirNonce;
      of.theirNonce ??= message.nonce;
      if (of.theirNonce !== message.nonce) return broken();
      send({ type: "words/open", nonce: toBase64Url(of.nonce) });
      if (known === undefined) await showWords(of, fromBase64Url(message.nonce));
    } else if (message.type === "words/open" && side === "expert" && of.theirCommitment !== undefined) {
      if (of.theirNonce === message.nonce) return;
      const nonce = fromBase64Url(message.nonce);
      if ((await commitment(nonce)) !== of.theirCommitment) return broken();
      of.theirNonce = message.nonce;
      await showWords(of, nonce);
    }
  }

  return {
    begin(identities) {
      const key = `${toBase64Url(identities.mine)} ${toBase64Url(identities.theirs)}`;
      if (pair?.key !== key) {
        pair = { key, identities, nonce: crypto.getRandomValues(new Uint8Array(16)) };
        show({ words: undefined, changed: shownBefore });
      }
      if (side === "expert") return;
      // Said again after every reconnect: the other side may have lost the line before the opening arrived.
      const { nonce } = pair;
      enqueue(async () => send({ type: "words/commit", hash: await commitment(nonce) }));
    },
    handle(message) {
      const of = pair;
      if (of !== undefined) enqueue(() => (pair === of ? take(of, message) : Promise.resolve()));
    },
  };
}

/** The hash by which a side binds itself to its nonce, in base64url. */
export async function commitment(nonce: Uint8Array): Promise<string> {
  return toBase64Url(await sha256(COMMIT_LABEL, nonce));
}

async function sha256(label: string, ...parts: Uint8Array[]): Promise<Uint8Array> {
  // The zero byte ends the label; all parts have fixed lengths, so no two inputs read alike.
  const all = [new TextEncoder().encode(`${label}\0`), ...parts];
  const bytes = new Uint8Array(all.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of all) {
    bytes.set(part, at);
    at += part.length;
  }
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}
