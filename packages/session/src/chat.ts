import type { ChatLine } from "@beckon/protocol/peer.ts";
import { LAST_INSTANT } from "@beckon/protocol/words.ts";
import { randomId } from "./random-id.ts";
import type { Side } from "./session-values.ts";

const MOST_LINES = 500;
const LONGEST_LINE = 4_000;
const HISTORY_LETTERS = 40_000;

/** The lines of one session, the same on both sides after every reconnect. */
export type Chat = {
  /** Adds a line of this side; undefined for blank text. `id`: the line's own, where it is said in other sessions, too. */
  write(text: string, id?: string): ChatLine | undefined;
  /** Adds a line the other side has just written. */
  hear(line: ChatLine): void;
  /** Adds what the other side has and this one has not. */
  merge(lines: readonly ChatLine[]): void;
  /** All lines, in pieces small enough for one message each. */
  pieces(): ChatLine[][];
};

/** An empty chat; `show` gets all lines after each change, oldest first. */
export function makeChat(side: Side, show: (lines: readonly ChatLine[]) => void, now = Date.now): Chat {
  const startedAt = now();
  let lines: readonly ChatLine[] = [];

  function add(more: readonly ChatLine[]): void {
    const known = new Set(lines.map(({ id }) => id));
    const fresh = more.filter(({ id }) => !known.has(id));
    if (fresh.length === 0) return;
    lines = [...lines, ...fresh]
      .toSorted((one, other) => one.at - other.at || (one.id < other.id ? -1 : 1))
      .slice(-MOST_LINES);
    show(lines);
  }

  return {
    write(text, id = randomId()) {
      const trimmed = text.trim().replaceAll("\0", "").slice(0, LONGEST_LINE);
      if (trimmed === "") return undefined;
      // Never before what it answers, though the two clocks differ.
      const at = Math.min(LAST_INSTANT, Math.max(now(), (lines.at(-1)?.at ?? 0) + 1));
      const line: ChatLine = { id, at, from: side, text: trimmed };
      add([line]);
      return line;
    },
    hear(line) {
      if (line.from !== side) add([line]);
    },
    merge(theirs) {
      // Words of this side are believed only where this page cannot know them: from before it was loaded.
      add(theirs.filter(({ from, at }) => from !== side || at < startedAt));
    },
    pieces() {
      const all: ChatLine[][] = [];
      let room = 0;
      for (const line of lines) {
        const size = line.text.length + 150;
        if (size > room) {
          all.push([]);
          room = HISTORY_LETTERS;
        }
        all.at(-1)?.push(line);
        room -= size;
      }
      return all;
    },
  };
}
