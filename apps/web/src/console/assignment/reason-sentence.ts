import type { WireReason } from "@beckon/protocol/assignment.ts";
import type { Words } from "../words/use-words.tsx";

/** Why the house chose somebody, in words [A8]: "online, 1 of 3 cases, free the longest". */
export function reasonSentence(w: Words, { because, load, capacity, skills, askedBefore }: WireReason): string {
  const r = w.assignment.reason;
  const list = (names: readonly string[]) => new Intl.ListFormat(w.f.language).format(names);
  return [
    r.online,
    r.load(load, capacity),
    ...(skills && skills.has.length > 0 ? [r.has(list(skills.has))] : []),
    ...(skills && skills.lacks.length > 0 ? [r.lacks(list(skills.lacks))] : []),
    r.because[because],
    ...(askedBefore > 0 ? [r.askedBefore] : []),
  ].join(", ");
}
