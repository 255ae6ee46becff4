import type { Rect } from "@beckon/screen/capture.ts";
import type { RemoteSession } from "@beckon/session/remote-session.ts";
import type { Platform } from "./ports.ts";

const POINTER_COLOUR = "#e11d48";
/** So soon is drawn what an expert points at or draws, in ms: more often nobody sees, and a flood must not hold Stop up. */
const DRAW_EVERY_MS = 33;

/** Frames the desktop while a session sees it, draws the expert's pointer and lines over it, and lets the stop keys end it. */
export function watchSession(
  session: RemoteSession,
  parts: {
    platform: Pick<Platform, "overlay" | "watchStopKeys">;
    /** The part of the desktop that is shown; undefined while none is. */
    area(): Rect | undefined;
    words(): string;
    stop(): void;
    over(): void;
  },
): void {
  const { overlay } = parts.platform;
  const releaseKeys = parts.platform.watchStopKeys(parts.stop);
  let framed = false;

  const frame = (): void => {
    const rights = session.get("privileges");
    // Hands that see nothing are hands all the same: wherever somebody can act, Stop is in reach.
    const seen = session.get("state").is !== "ended" && (rights.includes("see") || rights.includes("control"));
    if (seen === framed) return;
    framed = seen;
    overlay.frame(seen ? { words: parts.words(), stop: parts.stop } : null);
  };

  let drawing: NodeJS.Timeout | undefined;
  const drawSoon = (): void => {
    drawing ??= setTimeout(draw, DRAW_EVERY_MS);
  };

  const draw = (): void => {
    drawing = undefined;
    const area = parts.area();
    if (area === undefined) return;
    const place = ([x, y]: readonly [number, number]): [number, number] => [
      area.x + Math.round(x * area.width),
      area.y + Math.round(y * area.height),
    ];
    const pointer = session.get("pointer");
    const [x, y] = pointer === null ? [0, 0] : place(pointer);
    overlay.marks({
      pointers: pointer === null ? [] : [{ x, y, colour: POINTER_COLOUR }],
      lines: session.get("pen").map(({ colour, points }) => ({ colour, points: points.map(place) })),
    });
  };

  const stops = [
    session.on("privileges", frame),
    session.on("pointer", drawSoon),
    session.on("pen", drawSoon),
    session.on("state", (state) => {
      frame();
      if (state.is !== "ended") return;
      clearTimeout(drawing);
      overlay.marks({ pointers: [], lines: [] });
      releaseKeys();
      for (const stop of stops) stop();
      parts.over();
    }),
  ];
  frame();
}
