import { peerMessage } from "@beckon/protocol/peer.ts";
import type { PeerMessage } from "@beckon/protocol/peer.ts";

const LONGEST_LETTERS = 65_536;
const PER_SECOND = 500;
const AT_ONCE = 1_000;

/** The border towards the other side: what passes is well-formed, small enough and not too much [R2]. */
export type PeerInbox = {
  /** How many messages were dropped. */
  readonly dropped: number;
  /** The message in `data`; undefined when it is dropped. */
  read(data: unknown): PeerMessage | undefined;
  /** Counts a message that was understood and may not act. */
  drop(): void;
};

/** An inbox that lets 1,000 messages through at once and 500 a second in the long run. */
export function makePeerInbox(now = Date.now): PeerInbox {
  let dropped = 0;
  let credit = AT_ONCE;
  let at = now();

  function accept(data: unknown): PeerMessage | undefined {
    const instant = now();
    credit = Math.min(AT_ONCE, credit + (Math.max(0, instant - at) * PER_SECOND) / 1_000);
    at = instant;
    if (credit < 1 || typeof data !== "string" || data.length > LONGEST_LETTERS) return undefined;
    credit -= 1;
    try {
      return peerMessage.safeParse(JSON.parse(data)).data;
    } catch {
      return undefined;
    }
  }

  return {
    get dropped() {
      return dropped;
    },
    read(data) {
      const message = accept(data);
      if (message === undefined) dropped += 1;
      return message;
    },
    drop() {
      dropped += 1;
    },
  };
}
