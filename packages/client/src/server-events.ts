/** A server-sent event. */
export interface ServerEvent {
  readonly id: string | undefined;
  readonly type: string;
  readonly data: string;
}

/** Reads server-sent events from the body of an answer until it ends; whoever stops reading ends the answer. */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent, void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let unread = "";
  let event: { id?: string; type?: string; data: string[] } = { data: [] };
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      unread += decoder.decode(value, { stream: true });
      // A line that ends with the chunk in \r may go on with \n in the next.
      const lines = unread.split(/\r\n|\n|\r(?!$)/);
      unread = lines.pop() ?? "";
      for (const line of lines) {
        if (line === "") {
          if (event.data.length > 0) yield { id: event.id, type: event.type ?? "message", data: event.data.join("\n") };
          event = { data: [] };
          continue;
        }
        const [, field = "", said = ""] = /^([^:]*)(?:: ?(.*))?$/.exec(line) ?? [];
        if (field === "data") event.data.push(said);
        if (field === "event") event.type = said;
        if (field === "id") event.id = said;
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
