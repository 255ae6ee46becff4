import { describe, expect, it, vi } from "vitest";
import { makeMarks } from "./marks.ts";
import type { Point, Stroke } from "./session-values.ts";

function marks() {
  const seen: { pointer: Point | null; pen: readonly Stroke[]; sent: { type: string; n?: number }[] } = {
    pointer: null,
    pen: [],
    sent: [],
  };
  const made = makeMarks({
    send: (message) => seen.sent.push(message),
    showPointer: (at) => (seen.pointer = at),
    showPen: (strokes) => (seen.pen = strokes),
  });
  return { ...made, seen };
}

describe("pointer and pen", () => {
  it("[R4] drops pointer moves that arrive after a later one, or after the pointer was hidden", () => {
    const { hearPointer, renew, seen } = marks();
    hearPointer({ type: "pointer/move", n: 2, at: [0.2, 0.2] });
    hearPointer({ type: "pointer/move", n: 1, at: [0.1, 0.1] });
    expect(seen.pointer).toEqual([0.2, 0.2]);
    hearPointer({ type: "pointer/hide", n: 4 });
    hearPointer({ type: "pointer/move", n: 3, at: [0.3, 0.3] });
    expect(seen.pointer).toBeNull();
    renew();
    hearPointer({ type: "pointer/move", n: 0, at: [0.5, 0.5] });
    expect(seen.pointer).toEqual([0.5, 0.5]);
  });

  it("[R4] sends the last of many moves, and none after hiding", async () => {
    const { pointTo, hide, seen } = marks();
    for (let n = 0; n < 1_000; n += 1) pointTo(n / 1_000, 0);
    await vi.waitUntil(() => seen.sent.length > 0);
    expect(seen.sent).toEqual([{ type: "pointer/move", n: 0, at: [0.999, 0] }]);
    pointTo(0.5, 0.5);
    hide();
    await vi.waitUntil(() => seen.sent.length === 2);
    expect(seen.sent[1]).toEqual({ type: "pointer/hide", n: 1 });
    expect(seen.pointer).toBeNull();
  });

  it("[R8] tells again where the pointer rests, since moves may get lost and connections are made anew", async () => {
    vi.useFakeTimers();
    try {
      const { pointTo, renew, hide, seen } = marks();
      pointTo(0.3, 0.7);
      vi.advanceTimersByTime(1_000);
      expect(seen.sent.length).toBeGreaterThan(1);
      expect(new Set(seen.sent.map((message) => message.type))).toEqual(new Set(["pointer/move"]));
      const before = seen.sent.length;
      renew();
      expect(seen.sent).toHaveLength(before + 1);
      expect(seen.pointer).toEqual([0.3, 0.7]);
      hide();
      vi.advanceTimersByTime(5_000);
      expect(seen.sent.at(-1)?.type).toBe("pointer/hide");
      expect(seen.sent).toHaveLength(before + 2);
    } finally {
      vi.useRealTimers();
    }
  });

  it("[X8] bounds what is drawn: 300 strokes of 5,000 points, sent 200 at a time", () => {
    const { draw, clear, seen } = marks();
    draw(
      "long",
      "#000000",
      Array.from({ length: 6_000 }, () => [0, 0] as const),
    );
    expect(seen.sent).toHaveLength(30);
    expect(seen.pen[0]?.points).toHaveLength(5_000);
    for (let n = 0; n < 400; n += 1) draw(`s${n}`, "#000000", [[0, 0]]);
    expect(seen.pen).toHaveLength(300);
    expect(seen.pen.at(-1)?.id).toBe("s399");
    clear();
    expect(seen.pen).toEqual([]);
  });

  it("[X8] [X18] bounds what is drawn in all, so that drawing it anew never takes long", () => {
    const { hearDraw, seen } = marks();
    const points = Array.from({ length: 200 }, (_, n): [number, number] => [n % 2, n % 2]);
    for (let n = 0; n < 3_000; n += 1)
      hearDraw({ type: "pen/draw", stroke: `s${n % 150}`, colour: "#000000", points: points.map((at) => [...at]) });
    const drawn = seen.pen.reduce((sum, stroke) => sum + stroke.points.length, 0);
    expect(drawn).toBeLessThanOrEqual(20_000);
    expect(seen.pen.at(-1)?.id).toBe("s149");
  });
});
