import { createHash } from "node:crypto";
import * as z from "zod/mini";
import { privilege, type Privilege } from "@beckon/protocol/peer.ts";
import { id } from "@beckon/protocol/words.ts";
import type { Kept } from "./kept.ts";

/** How long a computer that restarts may take to come back with the rights it had, in ms. */
const COME_BACK_MS = 15 * 60_000;
/** After the case was taken over from the browser, an expert who is there is let in as there, in ms. */
const MOVE_MS = 20_000;
const KEY = "beckon.granted";
/** The SHA-256 of the secret the last case came by. */
const MOVED = "beckon.moved";

const note = z.object({ session: id, rights: z.array(privilege), until: z.number() });

/** What needs no second question: a session's rights over a restart that was granted [R18], and over the move from a browser [M9]. */
export type Granted = {
  /** The computer restarts with this session's rights. */
  beforeRestart(session: string, rights: readonly Privilege[]): void;
  /** The computer does not restart after all, or what was granted is not granted any more. */
  staysHere(): void;
  /** Whether the computer is about to restart with a session's rights. */
  comesBack(): boolean;
  /**
   * The case is about to come from the browser, where the customer has just asked for hands-on help; `move` is the secret it
   * comes by, which counts once: a program that is started again by the same file asks as ever.
   */
  moved(move: string): void;
  /** It does not come: the server knew nothing of it. */
  notMoved(): void;
  /** The rights of this session, once; null: the customer is asked. */
  take(session: string): readonly Privilege[] | null;
};

/** Remembers in `kept`; instants are ms since 1970. */
export function openGranted(kept: Kept, now: () => number): Granted {
  let movedAt = -Infinity;
  const read = () => {
    const found = note.safeParse(readJson(kept.getItem(KEY)));
    return found.success && now() < found.data.until ? found.data : undefined;
  };
  return {
    beforeRestart(session, rights) {
      kept.setItem(KEY, JSON.stringify({ session, rights, until: now() + COME_BACK_MS }));
    },
    staysHere: () => kept.removeItem(KEY),
    comesBack: () => read() !== undefined,
    moved(move) {
      const used = createHash("sha256").update(move).digest("base64url");
      if (kept.getItem(MOVED) === used) return;
      kept.setItem(MOVED, used);
      movedAt = now();
    },
    notMoved() {
      movedAt = -Infinity;
    },
    take(session) {
      const found = read();
      kept.removeItem(KEY);
      if (found?.session === session) return found.rights;
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
