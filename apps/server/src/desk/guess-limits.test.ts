import { expect, it } from "vitest";
import type { Guesses } from "./guess-limits.ts";
import { afterWrong, limitsFor } from "./guess-limits.ts";

const [address] = limitsFor("192.0.2.7");

it("[S4] the tenth wrong code pauses an address for a minute, and each further ten twice as long", () => {
  if (!address) throw new Error("an address has a limit");
  let known: Guesses | undefined;
  let now = 0;
  const pauses: number[] = [];
  for (let guess = 1; guess <= 40; guess++) {
    known = afterWrong(known, address, now);
    if (known.blockedUntil > now) {
      pauses.push(known.blockedUntil - now);
      now = known.blockedUntil;
    }
  }
  expect(pauses).toEqual([60_000, 120_000, 240_000, 480_000]);
});

it("[S4] an address that was quiet for a while starts afresh", () => {
  if (!address) throw new Error("an address has a limit");
  const nine = { since: 0, tries: 9, blockedUntil: 0 };
  expect(afterWrong(nine, address, 1000).blockedUntil).toBe(61_000);
  expect(afterWrong(nine, address, 11 * 60_000)).toEqual({ since: 11 * 60_000, tries: 1, blockedUntil: 0 });
});

it("[S4] addresses, networks and the whole installation are counted apart", () => {
  expect(limitsFor("2001:db8::1").map((limit) => limit.key)).toEqual([
    "address 2001:db8::1",
    "network 2001:db8:0:0",
    "everybody",
  ]);
});
