import type { CustomerCase } from "@beckon/protocol/down.ts";
import type { SpokenLine } from "@beckon/customer/customer-state.ts";

/** A line as the chat shows it. */
export type ShownLine = { key: string; at: number; mine: boolean; name: string; text: string };

/** Puts what went through the server and what was said from side to side into one order, each line once. */
export function chatOf(messages: CustomerCase["messages"], spoken: readonly SpokenLine[]): readonly ShownLine[] {
  const lines = new Map<string, ShownLine>();
  for (const { seq, at, from, name, text } of messages)
    lines.set(`s${seq}`, { key: `s${seq}`, at, mine: from === "customer", name, text });
  for (const { id, at, from, name, text } of spoken)
    lines.set(`p${id}`, { key: `p${id}`, at, mine: from === "customer", name, text });
  return [...lines.values()].sort((a, b) => a.at - b.at);
}
