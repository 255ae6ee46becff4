import { expect, it } from "vitest";
import { chatOf } from "./chat.ts";

it("[R2] puts what the server had and what only the two sides had into one order, each line once", () => {
  const messages = [
    { seq: 4, at: 1000, from: "customer" as const, name: "Max", text: "Hello" },
    { seq: 9, at: 5000, from: "expert" as const, name: "Ana", text: "Bye" },
  ];
  const line = { id: "x1", at: 3000, from: "expert" as const, text: "I see it", name: "Ana" };
  const lines = chatOf(messages, [line, line]);
  expect(lines.map(({ text, mine, name }) => [text, mine, name])).toEqual([
    ["Hello", true, "Max"],
    ["I see it", false, "Ana"],
    ["Bye", false, "Ana"],
  ]);
});
