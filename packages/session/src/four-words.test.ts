import { wordlist } from "@scure/bip39/wordlists/english.js";
import { describe, expect, it, vi } from "vitest";
import { fingerprintOf } from "./fingerprint.ts";
import { commitment, fourWords, makeWordsExchange } from "./four-words.ts";
import type { WordsExchange, WordsMessage } from "./four-words.ts";
import type { FourWords, Side } from "./session-values.ts";

const print = (byte: number): Uint8Array => new Uint8Array(32).fill(byte);
const CUSTOMER = print(1);
const EXPERT = print(2);
const BETWEEN = print(3);

type Party = WordsExchange & { said: WordsMessage[]; shown: FourWords[]; broken: boolean };

/** One side, whose messages go where the test says. */
function party(side: Side, deliver: (message: WordsMessage) => void): Party {
  const self: Party = {
    said: [],
    shown: [],
    broken: false,
    ...makeWordsExchange({
      side,
      send(message) {
        self.said.push(message);
        deliver(message);
      },
      show: (words) => self.shown.push(words),
      broken: () => void (self.broken = true),
    }),
  };
  return self;
}

function connect(): { customer: Party; expert: Party } {
  const customer: Party = party("customer", (message) => expert.handle(message));
  const expert: Party = party("expert", (message) => customer.handle(message));
  return { customer, expert };
}

const wordsOf = (shownBy: Party): Promise<readonly string[]> =>
  vi.waitUntil(() => shownBy.shown.at(-1)?.words, { timeout: 5_000 });

describe("the four words", () => {
  it("[R3] are the same on both sides: four of the 2,048", async () => {
    const { customer, expert } = connect();
    expert.begin({ mine: EXPERT, theirs: CUSTOMER });
    customer.begin({ mine: CUSTOMER, theirs: EXPERT });
    const words = await wordsOf(customer);
    expect(await wordsOf(expert)).toEqual(words);
    expect(words).toHaveLength(4);
    expect(words.every((word) => wordlist.includes(word))).toBe(true);
    expect(customer.shown.map(({ words: shown }) => shown !== undefined)).toEqual([false, true]);
    expect(customer.shown.at(-1)?.changed).toBe(false);
  });

  it("[R3] follow from identities and nonces alone, by a fixed rule", async () => {
    const matter = {
      customerIdentity: CUSTOMER,
      expertIdentity: EXPERT,
      customerNonce: new Uint8Array(16).fill(4),
      expertNonce: new Uint8Array(16).fill(5),
    };
    expect(await fourWords(matter)).toMatchInlineSnapshot(`
      [
        "knock",
        "steak",
        "base",
        "tray",
      ]
    `);
    for (const changed of Object.keys(matter) as (keyof typeof matter)[]) {
      const other = { ...matter, [changed]: new Uint8Array(matter[changed].length).fill(9) };
      expect(await fourWords(other)).not.toEqual(await fourWords(matter));
    }
  });

  it("[R3] differ when somebody between the two ends both connections", async () => {
    // The man in the middle plays honestly towards both: an expert to the customer, a customer to the expert.
    const customer: Party = party("customer", (message) => asExpert.handle(message));
    const asExpert: Party = party("expert", (message) => customer.handle(message));
    const asCustomer: Party = party("customer", (message) => expert.handle(message));
    const expert: Party = party("expert", (message) => asCustomer.handle(message));
    asExpert.begin({ mine: BETWEEN, theirs: CUSTOMER });
    customer.begin({ mine: CUSTOMER, theirs: BETWEEN });
    expert.begin({ mine: EXPERT, theirs: BETWEEN });
    asCustomer.begin({ mine: BETWEEN, theirs: EXPERT });
    expect(await wordsOf(customer)).not.toEqual(await wordsOf(expert));
  });

  it("[R3] differ too when the one between passes the nonces on as they are", async () => {
    const customer: Party = party("customer", (message) => expert.handle(message));
    const expert: Party = party("expert", (message) => customer.handle(message));
    expert.begin({ mine: EXPERT, theirs: BETWEEN });
    customer.begin({ mine: CUSTOMER, theirs: BETWEEN });
    expect(await wordsOf(customer)).not.toEqual(await wordsOf(expert));
  });

  it("[R3] are not reached by an opening that does not fit the commitment", async () => {
    const expert = party("expert", () => undefined);
    expert.begin({ mine: EXPERT, theirs: CUSTOMER });
    expert.handle({ type: "words/commit", hash: await commitment(new Uint8Array(16).fill(7)) });
    expert.handle({ type: "words/open", nonce: "A".repeat(22) });
    await vi.waitUntil(() => expert.broken);
    expect(expert.shown.every(({ words }) => words === undefined)).toBe(true);
  });

  it("[R3] allow nobody a second guess: another commitment or another nonce breaks the session", async () => {
    const expert = party("expert", () => undefined);
    expert.begin({ mine: EXPERT, theirs: CUSTOMER });
    expert.handle({ type: "words/commit", hash: "A".repeat(43) });
    expert.handle({ type: "words/commit", hash: "B".repeat(43) });
    await vi.waitUntil(() => expert.broken);

    const customer = party("customer", () => undefined);
    customer.begin({ mine: CUSTOMER, theirs: EXPERT });
    customer.handle({ type: "words/nonce", nonce: "A".repeat(21) + "Q" });
    customer.handle({ type: "words/nonce", nonce: "B".repeat(21) + "Q" });
    await vi.waitUntil(() => customer.broken);
  });

  it("[R3] keep the customer's nonce secret until the expert's is there", async () => {
    const customer = party("customer", () => undefined);
    customer.begin({ mine: CUSTOMER, theirs: EXPERT });
    await vi.waitUntil(() => customer.said.length === 1);
    expect(customer.said.map(({ type }) => type)).toEqual(["words/commit"]);
  });

  it("[R3][R10] stay through reconnects with the same keys, and come anew with `changed` for new keys", async () => {
    const { customer, expert } = connect();
    expert.begin({ mine: EXPERT, theirs: CUSTOMER });
    customer.begin({ mine: CUSTOMER, theirs: EXPERT });
    const words = await wordsOf(customer);
    await wordsOf(expert);
    const shown = customer.shown.length;
    expert.begin({ mine: EXPERT, theirs: CUSTOMER });
    customer.begin({ mine: CUSTOMER, theirs: EXPERT });
    await vi.waitUntil(() => customer.said.filter(({ type }) => type === "words/open").length === 2);
    expect(customer.shown).toHaveLength(shown);
    expect(customer.broken || expert.broken).toBe(false);

    expert.begin({ mine: BETWEEN, theirs: CUSTOMER });
    customer.begin({ mine: CUSTOMER, theirs: BETWEEN });
    expect(customer.shown.at(-1)).toEqual({ words: undefined, changed: true });
    const renewed = await wordsOf(customer);
    expect(renewed).not.toEqual(words);
    expect(await wordsOf(expert)).toEqual(renewed);
    expect(customer.shown.at(-1)?.changed).toBe(true);
  });

  it("[R3] finish after a reconnect when the line broke before the opening arrived", async () => {
    let cut = true;
    const customer: Party = party("customer", (message) => {
      if (!(cut && message.type === "words/open")) expert.handle(message);
    });
    const expert: Party = party("expert", (message) => customer.handle(message));
    const begin = (): void => {
      expert.begin({ mine: EXPERT, theirs: CUSTOMER });
      customer.begin({ mine: CUSTOMER, theirs: EXPERT });
    };
    begin();
    const words = await wordsOf(customer);
    expect(expert.shown.at(-1)?.words).toBeUndefined();
    cut = false;
    begin();
    expect(await wordsOf(expert)).toEqual(words);
  });
});

describe("the fingerprint of a session description", () => {
  const hex = Array.from({ length: 32 }, (_, byte) => (byte + 100).toString(16).toUpperCase()).join(":");
  const line = `a=fingerprint:sha-256 ${hex}`;

  it("[R3] is read when all media name the same one", () => {
    const print = fingerprintOf(`v=0\r\nm=video\r\n${line}\r\nm=audio\r\n${line}\r\n`);
    expect(print).toEqual(Uint8Array.from({ length: 32 }, (_, byte) => byte + 100));
  });

  it.each([
    ["none", "v=0\r\n"],
    ["two different ones", `${line}\r\n${line.replace("64:65", "65:64")}\r\n`],
    ["another hash beside it", `${line}\r\na=fingerprint:sha-1 ${hex}\r\n`],
    ["one in other letters beside it", `${line}\r\nA=Fingerprint:sha-512 ${hex}\r\n`],
    ["one that is cut short", line.slice(0, -3)],
  ])("[R3] is refused when there is %s", (_, sdp) => {
    expect(fingerprintOf(sdp)).toBeUndefined();
  });
});
