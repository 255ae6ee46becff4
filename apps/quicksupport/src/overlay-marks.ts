import type { Rect } from "@beckon/screen/capture.ts";
import type { RemoteSession } from "@beckon/session/remote-session.ts";
import type { Overlay, Platform } from "./ports.ts";

/** One expert's pointer is told from another's by its colour. */
const POINTER_COLOURS = ["#e11d48", "#2563eb", "#16a34a", "#d97706"];
/** So soon is drawn what an expert points at or draws, in ms: more often nobody sees, and a flood must not hold Stop up. */
const DRAW_EVERY_MS = 33;

/** A session to be watched; `area` is the part of the desktop it shows, undefined while none is. */
type Watched = { session: RemoteSession; area(): Rect | undefined };
/** Adds a session, until it ends. */
type WatchSession = (watched: Watched) => void;

/**
 * Frames the desktop while any session sees or moves it, draws each expert's pointer and lines over it, and lets the stop
 * keys end them all. `words` says who sees, by name.
 */
export function watchSessions(parts: {
  platform: Pick<Platform, "overlay" | "watchStopKeys">;
  words(names: readonly string[]): string;
  stop(): void;
}): WatchSession {
  const { overlay } = parts.platform;
  const watched = new Set<Watched>();
  let releaseKeys: (() => void) | undefined;
  let framedWith: string | null = null;
  let drawing: NodeJS.Timeout | undefined;

  const frame = (): void => {
    // Hands that see nothing are hands all the same: wherever somebody can act, Stop is in reach.
    const seen = [...watched].some(({ session }) =>
      session.get("privileges").some((right) => right === "see" || right === "control"),
    );
    const words = seen ? parts.words(namesIn(watched)) : null;
    if (words === framedWith) return;
    framedWith = words;
    overlay.frame(words === null ? null : { words, stop: parts.stop });
  };

  const drawSoon = (): void => {
    drawing ??= setTimeout(draw, DRAW_EVERY_MS);
  };

  const draw = (): void => {
    drawing = undefined;
    const all = [...watched].map(marksOf);
    overlay.marks({
      pointers: all.flatMap(({ pointers }, at) =>
        pointers.map(([x, y]) => ({ x, y, colour: POINTER_COLOURS[at % POINTER_COLOURS.length] ?? "" })),
      ),
      lines: all.flatMap(({ lines }) => lines),
    });
  };

  return (one) => {
    watched.add(one);
    releaseKeys ??= parts.platform.watchStopKeys(parts.stop);
    const { session } = one;
    const stops = [
      session.on("privileges", frame),
      session.on("people", frame),
      session.on("pointer", drawSoon),
      session.on("pen", drawSoon),
      session.on("state", (state) => {
        if (state.is !== "ended") return;
        watched.delete(one);
        frame();
        clearTimeout(drawing);
        draw();
        if (watched.size === 0) {
          releaseKeys?.();
          releaseKeys = undefined;
        }
        for (const stop of stops) stop();
      }),
    ];
    frame();
  };
}

/** Who sees or moves something; every session is told of everybody, so any of them knows. */
function namesIn(watched: ReadonlySet<Watched>): string[] {
  const people = [...watched].map(({ session }) => session.get("people")).find((one) => one.length > 0) ?? [];
  return people.filter(({ may }) => may.includes("see") || may.includes("control")).map(({ name }) => name);
}

function marksOf({ session, area }: Watched): {
  pointers: [number, number][];
  lines: Parameters<Overlay["marks"]>[0]["lines"];
} {
  const shown = area();
  if (shown === undefined) return { pointers: [], lines: [] };
  const place = ([x, y]: readonly [number, number]): [number, number] => [
    shown.x + Math.round(x * shown.width),
    shown.y + Math.round(y * shown.height),
  ];
  const pointer = session.get("pointer");
  return {
    pointers: pointer === null ? [] : [place(pointer)],
    lines: session.get("pen").map(({ colour, points }) => ({ colour, points: points.map(place) })),
  };
}
