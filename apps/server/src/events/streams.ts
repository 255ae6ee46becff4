import type { PersonScope } from "@beckon/domain/permissions.ts";
import type { EventLog, LoggedEvent } from "./event-log.ts";
import type { Events } from "./events.ts";
import type { Line } from "./line.ts";

/** How many one token may have open at this server. */
const MOST_STREAMS = 5;
const AT_ONCE = 100;
const HEARTBEAT_MS = 15_000;
/** How long a reader may leave what was sent to it unread. */
const UNREAD_MS = 30_000;
/** How long a client should wait before it comes back. */
const RETRY_MS = 3_000;

/** Who reads, asked again and again, so that what is revoked ends; undefined when they may no longer. */
export type StillReading = () => Promise<PersonScope | undefined>;

/** Every open stream of events at this server [W13]. */
export interface Streams {
  /** Whether a token may open one more. */
  hasRoom(tokenId: string): boolean;
  /** Writes what comes after `from` (undefined: after now) to a line until either side ends it. */
  open(tokenId: string, reader: PersonScope, still: StillReading, line: Line, from: number | undefined): void;
  /** Ends the streams of those who may no longer read. */
  recheck(): Promise<void>;
  count(): number;
  /** Ends all; clients come back and go on where they were. */
  end(): void;
}

export interface StreamsParts {
  readonly log: Pick<EventLog, "after" | "ends">;
  readonly events: Pick<Events, "whenMore">;
  readonly write: (event: LoggedEvent) => { id: string; type: string; body: string };
  readonly warn: (error: unknown) => void;
  readonly heartbeatMs?: number;
  readonly unreadMs?: number;
}

type Stream = { tokenId: string; recheck(): Promise<void>; end(): void };

export function openStreams(parts: StreamsParts): Streams {
  const { log, events, heartbeatMs = HEARTBEAT_MS, unreadMs = UNREAD_MS } = parts;
  const streams = new Set<Stream>();

  function open(tokenId: string, first: PersonScope, still: StillReading, line: Line, from: number | undefined): void {
    let reader = first;
    let position = 0;
    let ready = false;
    let gone = false;
    let full = false;
    let again = true;
    let reading: Promise<void> | undefined;

    /** Writes, and waits until there is room for more; a reader who does not read for too long is let go [X15]. */
    async function send(text: string): Promise<void> {
      if (gone || line.write(text)) return;
      full = true;
      const patience = setTimeout(() => line.destroy(), unreadMs);
      await line.drained();
      clearTimeout(patience);
      full = false;
    }

    async function begin(): Promise<void> {
      const { last, forgotten } = await log.ends();
      position = from ?? last;
      await send(`retry: ${RETRY_MS}\n\n`);
      const isAhead = position > last;
      if (isAhead || (position !== 0 && position < forgotten)) {
        // The place is unknown here (a backup was restored), or what came after it is no longer kept.
        if (isAhead) position = last;
        const message =
          "Some events are no longer kept. List the sessions to see how they are now, and go on from here.";
        await send(`event: stream.gap\ndata: ${JSON.stringify({ type: "stream.gap", data: { message } })}\n\n`);
      }
      // An id without data: whoever comes back before anything happened knows where it was.
      await send(`id: ${position}\n\n`);
      ready = true;
    }

    async function read(): Promise<void> {
      if (!ready) await begin();
      while (again && !gone) {
        again = false;
        const found = await log.after(reader, position, AT_ONCE);
        for (const event of found) {
          const { id, type, body } = parts.write(event);
          await send(`id: ${id}\nevent: ${type}\ndata: ${body}\n\n`);
          position = event.position;
        }
        if (found.length === AT_ONCE) again = true;
      }
    }

    function wake(): void {
      again = true;
      reading ??= read()
        .catch((error: unknown) => {
          parts.warn(error);
          // The client comes back to where it was.
          stream.end();
        })
        .then(() => (reading = undefined))
        .then(() => {
          if (again && !gone) wake();
        });
    }

    const heartbeat = setInterval(() => {
      if (!full && ready) void send(": still here\n\n");
    }, heartbeatMs);
    const unwake = events.whenMore(wake);
    const stream: Stream = {
      tokenId,
      async recheck() {
        const now = await still();
        if (now) reader = now;
        else stream.end();
      },
      end() {
        leave();
        line.end();
      },
    };
    function leave(): void {
      gone = true;
      clearInterval(heartbeat);
      unwake();
      streams.delete(stream);
    }
    line.onGone(leave);
    streams.add(stream);
    wake();
  }

  return {
    hasRoom: (tokenId) => [...streams].filter((one) => one.tokenId === tokenId).length < MOST_STREAMS,
    open,
    async recheck() {
      await Promise.all([...streams].map((stream) => stream.recheck()));
    },
    count: () => streams.size,
    end() {
      for (const stream of streams) stream.end();
    },
  };
}
