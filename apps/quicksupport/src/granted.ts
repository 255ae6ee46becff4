import * as z from "zod/mini";
import { privilege, type Privilege } from "@beckon/protocol/peer.ts";
import { id } from "@beckon/protocol/words.ts";
import type { Kept } from "./kept.ts";

/** How long a computer that restarts may take to come back with the rights it had, in ms. */
const COME_BACK_MS = 15 * 60_000;
/** After the case was taken over from the browser, an expert who is there is let in as there, in ms. */
const MOVE_MS = 20_000;
const KEY = "beckon.granted";

const note = z.object({ session: id, rights: z.array(privilege), until: z.number() });

/** What needs no second question: a session's rights over a restart that was granted [R18], and over the move from a browser [M9]. */
export type Granted = {
  /** The computer restarts with this session's rights. */
  beforeRestart(session: string, rights: readonly Privilege[]): void;
  /** The case comes from the browser, where the customer has just asked for hands-on help. */
  moved(): void;
  /** The rights of this session, once; null: the customer is asked. */
  take(session: string): readonly Privilege[] | null;
};

/** Remembers in `kept`; instants are ms since 1970. */
export function openGranted(kept: Kept, now: () => number): Granted {
  let movedAt = -Infinity;
  return {
    beforeRestart(session, rights) {
      kept.setItem(KEY, JSON.stringify({ session, rights, until: now() + COME_BACK_MS }));
    },
    moved() {
      movedAt = now();
    },
    take(session) {
      const found = note.safeParse(readJson(kept.getItem(KEY)));
      kept.removeItem(KEY);
      if (found.success && found.data.session === session && now() < found.data.until) return found.data.rights;
      const fresh = now() - movedAt < MOVE_MS;
      movedAt = -Infinity;
      return fresh ? ["see", "point"] : null;
    },
  };
}

function readJson(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
