import type { SessionState, Transfer } from "@beckon/session/session-values.ts";
import { describe, expect, it } from "vitest";
import { makeClipboardMemory } from "./clipboard-memory.ts";
import { transferOver } from "./transfer-over.ts";

describe("two clipboards as one", () => {
  const text = (value: string) => ({ media: "text/plain", text: value }) as const;
  const image = (...bytes: number[]) => ({ media: "image/png", bytes: Uint8Array.from(bytes) }) as const;

  it("[R14] what the other side has already does not travel again, however its system ends lines", () => {
    const memory = makeClipboardMemory();
    expect(memory.has(text("a\nb"))).toBe(false);
    memory.keep(text("a\r\nb"));
    expect(memory.has(text("a\nb"))).toBe(true);
    expect(memory.has(text("a"))).toBe(false);
  });
  it("[R14] pictures are compared byte by byte, and never taken for text", () => {
    const memory = makeClipboardMemory();
    memory.keep(image(1, 2, 3));
    expect(memory.has(image(1, 2, 3))).toBe(true);
    expect(memory.has(image(1, 2, 4))).toBe(false);
    expect(memory.has(image(1, 2))).toBe(false);
    expect(memory.has(text(""))).toBe(false);
  });
});

describe("waiting for what was copied to arrive", () => {
  function open() {
    let transfers: readonly Transfer[] = [];
    const listeners = new Set<() => void>();
    const over: ((state: SessionState) => void)[] = [];
    const session = {
      get: () => transfers,
      on(name: string, listener: (value: never) => void) {
        if (name === "state") over.push(listener as (state: SessionState) => void);
        else listeners.add(listener as () => void);
        return () => void listeners.delete(listener as () => void);
      },
    } as unknown as Parameters<typeof transferOver>[0];
    return {
      session,
      listeners,
      set(state: Transfer["state"]) {
        const what = { is: "clipboard", media: "text/plain" } as const;
        transfers = [{ id: "one", direction: "sent", what, size: 1, bytes: 0, state, because: null }];
        for (const listener of listeners) listener();
      },
      end: () => over.forEach((tell) => tell({ is: "ended", because: "endedThere" })),
    };
  }

  it.each([
    ["done", true],
    ["refused", false],
    ["damaged", false],
    ["cancelled", false],
  ] as const)("[R14] a transfer that is %s answers %s", async (state, whole) => {
    const { session, set, listeners } = open();
    const waiting = transferOver(session, "one", 60_000);
    set("running");
    set(state);
    await expect(waiting).resolves.toBe(whole);
    expect(listeners.size).toBe(0);
  });
  it("[R14] patience and the session both have an end", async () => {
    const first = open();
    await expect(transferOver(first.session, "one", 1)).resolves.toBe(false);
    const second = open();
    const waiting = transferOver(second.session, "one", 60_000);
    second.end();
    await expect(waiting).resolves.toBe(false);
  });
});
