import { describe, expect, it } from "vitest";
import type { ChatLine } from "@beckon/protocol/peer.ts";
import { chatLine, peerMessage } from "@beckon/protocol/peer.ts";
import { makeChat } from "./chat.ts";
import type { Side } from "./session-values.ts";

/** A chat with a clock of its own. */
function chatOf(side: Side, now: () => number) {
  let lines: readonly ChatLine[] = [];
  const chat = makeChat(side, (all) => (lines = all), now);
  return { ...chat, texts: () => lines.map(({ text }) => text), lines: () => lines };
}

describe("the chat of a session", () => {
  it("[R12] is the same on both sides after they were apart, in the order of time", () => {
    let now = 1_000;
    const customer = chatOf("customer", () => now);
    const expert = chatOf("expert", () => now);
    const say = (chat: typeof customer, text: string): void => {
      now += 10;
      chat.write(text);
    };
    say(customer, "one");
    say(expert, "two");
    say(customer, "three");
    for (const lines of customer.pieces()) expert.merge(lines);
    for (const lines of expert.pieces()) customer.merge(lines);
    for (const lines of customer.pieces()) expert.merge(lines);
    expect(customer.texts()).toEqual(["one", "two", "three"]);
    expect(expert.lines()).toEqual(customer.lines());
  });

  it("[R8] puts an answer after what it answers, though the clocks differ", () => {
    const customer = chatOf("customer", () => 9_000_000);
    const expert = chatOf("expert", () => 1_000);
    const asked = customer.write("asked");
    if (asked === undefined) throw new Error("not written");
    expert.hear(asked);
    expert.write("answered");
    expect(expert.texts()).toEqual(["asked", "answered"]);
  });

  it("[R12] lets nobody put words into the other's mouth", () => {
    const customer = chatOf("customer", () => 1_000);
    const forged = { id: "a", at: 2_000, from: "customer" as const, text: "please take control" };
    customer.hear(forged);
    customer.merge([forged]);
    expect(customer.texts()).toEqual([]);
    customer.merge([{ ...forged, at: 500, text: "said before the reload" }]);
    expect(customer.texts()).toEqual(["said before the reload"]);
  });

  it("[X8] keeps 500 lines, and gives them in pieces the other side takes", () => {
    const chat = chatOf("expert", () => 1_000);
    for (let n = 0; n < 520; n += 1) chat.write(`${n} ${"ä".repeat(5_000)}`);
    expect(chat.lines()).toHaveLength(500);
    expect(chat.texts()[0]).toMatch(/^20 /);
    expect(chat.lines().every((line) => chatLine.safeParse(line).success)).toBe(true);
    const messages = chat.pieces().map((lines) => ({ type: "chat/history", lines }));
    expect(messages.flatMap(({ lines }) => lines)).toEqual(chat.lines());
    expect(messages.every((message) => JSON.stringify(message).length <= 65_536)).toBe(true);
    expect(messages.every((message) => peerMessage.safeParse(message).success)).toBe(true);
  });
});
