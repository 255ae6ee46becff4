import type { Announce } from "../desk/news.ts";
import type { EventLog } from "./event-log.ts";

/** Under load many events are given their places together: one commit for all that came meanwhile. */
const TOGETHER_MS = 20;

export interface EventsParts {
  readonly log: Pick<EventLog, "placeFresh">;
  readonly announce: Announce;
  readonly clock: () => number;
  readonly warn: (error: unknown) => void;
}

/** Moves events on: gives them their places soon after they were committed, and tells whoever waits for them here and on the other servers. */
export interface Events {
  /** Something may have been committed. */
  mayHaveCome(): void;
  /** Another server says that there is more to read. */
  hear(): void;
  /** Looks by itself, for what nobody told of. */
  lookAround(): Promise<void>;
  /** Called when there may be more to read, until the function it gives is called. */
  whenMore(wake: () => void): () => void;
  /** Stops moving; resolves when nothing is under way. */
  stop(): Promise<void>;
}

export function openEvents({ log, announce, clock, warn }: EventsParts): Events {
  const waking = new Set<() => void>();
  let again = false;
  let stopped = false;
  let round: Promise<void> | undefined;

  const wakeAll = () => {
    for (const wake of waking) wake();
  };

  async function move(): Promise<void> {
    do {
      again = false;
      await new Promise((resolve) => setTimeout(resolve, TOGETHER_MS));
      let placed = 0;
      try {
        placed = await log.placeFresh(clock());
      } catch (error) {
        // They stand in the log: the next look takes them.
        warn(error);
      }
      if (placed > 0) announce({ about: "events" });
      if (placed > 0) again = true;
    } while (again && !stopped);
    round = undefined;
  }

  return {
    mayHaveCome() {
      again = true;
      if (!stopped) round ??= move();
    },
    hear: wakeAll,
    async lookAround() {
      if (!stopped) await (round ??= move());
      wakeAll();
    },
    whenMore(wake) {
      waking.add(wake);
      return () => waking.delete(wake);
    },
    async stop() {
      stopped = true;
      await round;
    },
  };
}
