import type { Anything } from "./wire.ts";

/** One event as it came: its id, its name, and its data. */
export type ReadEvent = { id: string; name: string; data: Anything };

/** A client of the stream of events: what it was told, in order. */
export type EventReader = {
  status: number;
  events: ReadEvent[];
  /** The last id it was told, with an event or without. */
  lastId(): string;
  /** Comments that kept the line alive. */
  comments: number;
  /** Resolves when the server ended the stream. */
  ended: Promise<void>;
  close(): void;
};

/** Follows the events at a server, with a token; `from`: the last id seen before. */
export async function readEvents(url: string, token: string, from?: string): Promise<EventReader> {
  const gone = new AbortController();
  const response = await fetch(`${url}/api/v1/events`, {
    headers: { authorization: `Bearer ${token}`, ...(from === undefined ? {} : { "last-event-id": from }) },
    signal: gone.signal,
  });
  const events: ReadEvent[] = [];
  let lastId = "";
  const reader: EventReader = {
    status: response.status,
    events,
    comments: 0,
    lastId: () => lastId,
    ended: read().catch(() => undefined),
    close: () => gone.abort(),
  };
  async function read(): Promise<void> {
    let rest = "";
    for await (const piece of (response.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) {
      rest += piece;
      const blocks = rest.split("\n\n");
      rest = blocks.pop() ?? "";
      for (const block of blocks) take(block);
    }
  }
  function take(block: string): void {
    const fields: Record<string, string> = {};
    for (const line of block.split("\n")) {
      const [, name = "", value = ""] = /^([^:]*):? ?(.*)$/.exec(line) ?? [];
      if (name === "") reader.comments++;
      else fields[name] = value;
    }
    if (fields["id"] !== undefined) lastId = fields["id"];
    if (fields["data"] !== undefined)
      events.push({ id: lastId, name: fields["event"] ?? "message", data: JSON.parse(fields["data"]) });
  }
  return reader;
}
