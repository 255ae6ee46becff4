/** How long news of a change may be late, or lost, without anybody keeping for more than X5 allows what was taken from them. */
const KEPT_MS = 2_000;
const MOST = 5_000;

/** Answers of the database, remembered for a moment: at most 2 s old, and never older than the last `forget`. */
export interface BriefMemory<Answer> {
  /** The answer to a question, asked only when it is not remembered. Undefined, and a fault, are not remembered. */
  recall(question: string, ask: () => Promise<Answer | undefined>): Promise<Answer | undefined>;
  /** To be called with any news that could change an answer. */
  forget(): void;
}

/** Spares the database the same question for every request of a busy console. */
export function openBriefMemory<Answer>(clock: () => number): BriefMemory<Answer> {
  const known = new Map<string, { answer: Promise<Answer | undefined>; until: number }>();

  async function recall(question: string, ask: () => Promise<Answer | undefined>): Promise<Answer | undefined> {
    const now = clock();
    const remembered = known.get(question);
    if (remembered !== undefined && now < remembered.until) return await remembered.answer;
    const asked = { answer: ask(), until: now + KEPT_MS };
    known.delete(question);
    known.set(question, asked);
    // The map's order is that of asking, so the first is the one asked longest ago.
    if (known.size > MOST) known.delete(known.keys().next().value ?? question);
    let answer: Answer | undefined;
    try {
      answer = await asked.answer;
      return answer;
    } finally {
      if (answer === undefined && known.get(question) === asked) known.delete(question);
    }
  }

  return { recall, forget: () => known.clear() };
}
