import type { PeerMessage, TransferRefusal } from "@beckon/protocol/peer.ts";
import type { Transfer } from "./session-values.ts";

type Over = "done" | "refused" | "cancelled" | "damaged";

/** Where one transfer stands, at either of its ends and through any number of connections. */
export type TransferStanding = {
  readonly state: Transfer["state"];
  readonly because: TransferRefusal | null;
  readonly isOver: boolean;
  /** The receiver wants it. */
  begin(): void;
  /** It is over; what is over stays as it is. */
  end(how: Over, because?: TransferRefusal): void;
  /** Pauses it or lets it go on, and tells the other side. */
  pause(paused: boolean): void;
  hearPause(paused: boolean): void;
  /** Says again, on a new connection, what this side wants. */
  repeatPause(): void;
  /** There is a connection again, or there is none. */
  connected(up: boolean): void;
  /** Tells a side that does not know it yet how it ended. */
  tellEnd(): void;
};

/**
 * An offered transfer; `changed` is called after each change, `over` once. Whether it is paused is the sender's to decide: it
 * answers what the receiver wants, so that both end up with the same when they want different things at once.
 */
export function makeStanding(
  id: string,
  direction: Transfer["direction"],
  { send, changed, over }: { send(message: PeerMessage): boolean; changed(): void; over(how: Over): void },
): TransferStanding {
  let begun = false;
  let up = true;
  let paused = false;
  /** At the sender: what counts, once anybody said so. At the receiver: what it asked for and was not answered. */
  let wanted: boolean | undefined;
  let ended: Over | undefined;
  let because: TransferRefusal | null = null;

  const repeatPause = (): void => {
    if (wanted === undefined) return;
    paused = wanted;
    send({ type: "transfer/pause", id, paused });
  };

  return {
    get state() {
      if (ended !== undefined) return ended;
      if (!begun) return "offered";
      if (paused) return "paused";
      return up ? "running" : "stalled";
    },
    get because() {
      return because;
    },
    get isOver() {
      return ended !== undefined;
    },
    begin() {
      begun = true;
      changed();
    },
    end(how, why) {
      if (ended !== undefined) return;
      ended = how;
      because = why ?? null;
      over(how);
      changed();
    },
    pause(next) {
      if (!begun || ended !== undefined) return;
      wanted = next;
      repeatPause();
      changed();
    },
    hearPause(next) {
      if (!begun) return;
      paused = next;
      wanted = direction === "sent" ? next : undefined;
      repeatPause();
      changed();
    },
    repeatPause,
    connected(now) {
      up = now;
      if (!now) paused = wanted === true;
      changed();
    },
    tellEnd() {
      if (ended === "refused") send({ type: "transfer/refuse", id, because: because ?? "failed" });
      else if (ended === "cancelled") send({ type: "transfer/cancel", id });
      else if (ended !== undefined) send({ type: "transfer/checked", id, whole: ended === "done" });
    },
  };
}
