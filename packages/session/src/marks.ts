import type { PeerMessage } from "@beckon/protocol/peer.ts";
import type { Point, Stroke } from "./session-values.ts";

const MOVE_EVERY_MS = 16;
const REST_EVERY_MS = 400;
const POINTS_A_MESSAGE = 200;
const MOST_POINTS_A_STROKE = 5_000;
const MOST_STROKES = 300;
/** Of all strokes together: everything drawn is drawn anew with each change. */
const MOST_POINTS = 20_000;

type PointerMessage = Extract<PeerMessage, { type: `pointer/${string}` }>;
type DrawMessage = Extract<PeerMessage, { type: "pen/draw" }>;

/** Pointer and pen over the picture, as drawn here or as heard from the other side. */
export type Marks = {
  pointTo(x: number, y: number): void;
  hide(): void;
  draw(stroke: string, colour: string, points: readonly Point[]): void;
  hearPointer(message: PointerMessage): void;
  hearDraw(message: DrawMessage): void;
  /** Takes all strokes away here. */
  clear(): void;
  /** Takes strokes and pointer away here. */
  wipe(): void;
  /** A new connection: strokes go, the other side counts anew, and this side's pointer is told again where it rests. */
  renew(): void;
};

/** No marks yet. `send` carries this side's to the other, `show*` get the whole after each change. */
export function makeMarks(options: {
  send: (message: PointerMessage | DrawMessage) => void;
  showPointer: (at: Point | null) => void;
  showPen: (strokes: readonly Stroke[]) => void;
}): Marks {
  const { send, showPointer, showPen } = options;
  let strokes: readonly Stroke[] = [];
  let sent = 0;
  let heard = -1;
  let sentAt = 0;
  let waiting: Point | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let resting: Point | undefined;
  let repeat: ReturnType<typeof setTimeout> | undefined;

  function flush(): void {
    timer = undefined;
    if (waiting === undefined) return;
    resting = waiting;
    waiting = undefined;
    tellRest();
  }

  /** Moves may get lost on their way, the last one too: while the pointer rests, its place is told again and again. */
  function tellRest(): void {
    clearTimeout(repeat);
    if (resting === undefined) return;
    send({ type: "pointer/move", n: sent++, at: [...resting] });
    sentAt = Date.now();
    repeat = setTimeout(tellRest, REST_EVERY_MS);
  }

  function forgetMove(): void {
    clearTimeout(timer);
    clearTimeout(repeat);
    timer = undefined;
    waiting = undefined;
    resting = undefined;
  }

  function add(id: string, colour: string, points: readonly Point[]): void {
    const known = strokes.find((stroke) => stroke.id === id);
    const longer = { id, colour, points: [...(known?.points ?? []), ...points].slice(0, MOST_POINTS_A_STROKE) };
    strokes =
      known === undefined ? [...strokes.slice(1 - MOST_STROKES), longer] : strokes.with(strokes.indexOf(known), longer);
    // What was drawn first goes first.
    for (let all = strokes.reduce((sum, one) => sum + one.points.length, 0); all > MOST_POINTS;) {
      all -= strokes[0]?.points.length ?? 0;
      strokes = strokes.slice(1);
    }
    showPen(strokes);
  }

  function clear(): void {
    if (strokes.length === 0) return;
    strokes = [];
    showPen(strokes);
  }

  return {
    pointTo(x, y) {
      waiting = clamp([x, y]);
      showPointer(waiting);
      // A mouse tells up to a thousand places a second; nobody sees more than sixty.
      timer ??= setTimeout(flush, Math.max(0, sentAt + MOVE_EVERY_MS - Date.now()));
    },
    hide() {
      forgetMove();
      send({ type: "pointer/hide", n: sent++ });
      showPointer(null);
    },
    draw(stroke, colour, points) {
      for (let from = 0; from < points.length; from += POINTS_A_MESSAGE) {
        const piece = points.slice(from, from + POINTS_A_MESSAGE).map(clamp);
        send({ type: "pen/draw", stroke, colour, points: piece });
        add(stroke, colour, piece);
      }
    },
    hearPointer(message) {
      if (message.n <= heard) return;
      heard = message.n;
      showPointer(message.type === "pointer/move" ? message.at : null);
    },
    hearDraw: ({ stroke, colour, points }) => add(stroke, colour, points),
    clear,
    wipe() {
      forgetMove();
      showPointer(null);
      clear();
    },
    renew() {
      heard = -1;
      clear();
      showPointer(resting ?? null);
      tellRest();
    },
  };
}

function clamp([x, y]: Point): [number, number] {
  return [Math.min(1, Math.max(0, x)), Math.min(1, Math.max(0, y))];
}
