import type { Point, RemoteSession } from "@beckon/session/remote-session.ts";
import type { KeyboardEvent, PointerEvent } from "react";
import { useEffect, useRef, useState } from "react";
import { useWords } from "../words/use-words.tsx";
import type { Size } from "./picture-place.ts";
import { placeIn, shownSize } from "./picture-place.ts";
import type { Tool } from "./tool.ts";
import { useSessionValue } from "./use-remote.ts";

const NOTHING: Size = { width: 0, height: 0 };
const ARROWS: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The customer's screen, with what the expert points at and draws. Arrow keys point too, Shift makes them faster. */
export function RemotePicture({
  session,
  real,
  tool,
  colour,
}: {
  session: RemoteSession;
  real: boolean;
  tool: Tool;
  colour: string;
}) {
  const w = useWords();
  const { stream } = useSessionValue(session, "picture");
  const mayPoint = useSessionValue(session, "privileges").includes("point");
  const strokes = useSessionValue(session, "pen");
  const video = useRef<HTMLVideoElement>(null);
  const [picture, setPicture] = useState(NOTHING);
  const [boxRef, box] = useSize();
  const stroke = useRef<string | null>(null);
  const place = useRef<Point>([0.5, 0.5]);
  const [keyed, setKeyed] = useState<Point | null>(null);
  const shown = shownSize(picture, box, real, window.devicePixelRatio);

  useEffect(() => {
    const element = video.current;
    if (!element) return;
    element.srcObject = stream;
    if (stream) void element.play().catch(() => undefined);
  }, [stream]);

  const placeOf = (event: PointerEvent<HTMLElement>) =>
    placeIn(event.currentTarget.getBoundingClientRect(), event.clientX, event.clientY);

  function press(event: PointerEvent<HTMLDivElement>) {
    if (!mayPoint || tool !== "pen" || event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    stroke.current = crypto.randomUUID();
    session.draw(stroke.current, colour, [placeOf(event)]);
  }
  function move(event: PointerEvent<HTMLDivElement>) {
    if (!mayPoint) return;
    place.current = placeOf(event);
    setKeyed(null);
    if (tool === "pointer") session.point(...place.current);
    else if (stroke.current) session.draw(stroke.current, colour, [place.current]);
  }
  function leave() {
    session.hidePointer();
  }
  function onKeyDown(event: KeyboardEvent) {
    const arrow = ARROWS[event.key];
    if (!arrow || !mayPoint || tool !== "pointer" || real) return;
    event.preventDefault();
    const step = event.shiftKey ? 0.05 : 0.01;
    const [x, y] = place.current;
    const within = (value: number) => Math.min(1, Math.max(0, value));
    place.current = [within(x + arrow[0] * step), within(y + arrow[1] * step)];
    setKeyed(place.current);
    session.point(...place.current);
  }

  return (
    <div ref={boxRef} className={`min-h-0 grow ${real ? "overflow-auto" : "grid place-items-center overflow-hidden"}`}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- it is a picture one can point into */}
      <div
        role="application"
        aria-label={w.session.picture}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the arrow keys point
        tabIndex={0}
        className={`relative touch-none -outline-offset-2 ${tool === "pen" && mayPoint ? "cursor-crosshair" : ""} ${stream ? "" : "invisible"}`}
        style={{ width: shown.width, height: shown.height }}
        onPointerDown={press}
        onPointerMove={move}
        onPointerUp={() => (stroke.current = null)}
        onPointerCancel={() => (stroke.current = null)}
        onPointerLeave={leave}
        onBlur={leave}
        onKeyDown={onKeyDown}
      >
        {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- somebody's live screen has none */}
        <video
          ref={video}
          autoPlay
          playsInline
          muted
          className="size-full"
          onResize={(event) =>
            setPicture({ width: event.currentTarget.videoWidth, height: event.currentTarget.videoHeight })
          }
          onLoadedMetadata={(event) =>
            setPicture({ width: event.currentTarget.videoWidth, height: event.currentTarget.videoHeight })
          }
        />
        <svg
          viewBox="0 0 1 1"
          preserveAspectRatio="none"
          className="pointer-events-none absolute inset-0 size-full"
          aria-hidden="true"
        >
          {strokes.map(({ id, colour: ink, points }) => (
            <polyline
              key={id}
              points={points.map((point) => point.join(",")).join(" ")}
              fill="none"
              stroke={ink}
              strokeWidth="4"
              strokeLinecap="round"
              strokeLinejoin="round"
              vectorEffect="non-scaling-stroke"
            />
          ))}
        </svg>
        {keyed && (
          <span
            aria-hidden="true"
            className="pointer-events-none absolute size-4 -translate-1/2 rounded-full border-2 border-white bg-danger"
            style={{ left: `${keyed[0] * 100}%`, top: `${keyed[1] * 100}%` }}
          />
        )}
      </div>
    </div>
  );
}

function useSize(): [(element: HTMLElement | null) => (() => void) | undefined, Size] {
  const [size, setSize] = useState(NOTHING);
  const [watch] = useState(() => (element: HTMLElement | null) => {
    if (!element) return undefined;
    const observer = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }));
    observer.observe(element);
    return () => observer.disconnect();
  });
  return [watch, size];
}
