import type { Point, RemoteSession } from "@beckon/session/remote-session.ts";
import type { KeyboardEvent, PointerEvent } from "react";
import { useEffect, useId, useRef, useState } from "react";
import { useWords } from "../words/use-words.tsx";
import type { ControlWishes } from "./control/use-control.ts";
import { useControl } from "./control/use-control.ts";
import type { Keyboard } from "./control/keyboard.ts";
import type { ScreenMeter } from "./desktop-surface.tsx";
import { DesktopSurface } from "./desktop-surface.tsx";
import { placeIn, renderingAt, shownPlace } from "./picture-place.ts";
import { Strokes } from "./strokes.tsx";
import type { Tool } from "./tool.ts";
import { useEdgePan } from "./use-edge-pan.ts";
import { useSessionValue } from "./use-remote.ts";
import { useSize } from "./use-size.ts";
import { VideoSurface } from "./video-surface.tsx";

const ARROWS: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export type PictureElement = HTMLVideoElement | HTMLCanvasElement;

type Props = {
  session: RemoteSession;
  desktop: boolean;
  /** Whether there is anything to see. */
  visible: boolean;
  real: boolean;
  tool: Tool;
  colour: string;
  control: ControlWishes;
  onKeyboard: (keyboard: Keyboard | null) => void;
  onElement: (element: PictureElement | null) => void;
  onMeter: (meter: ScreenMeter | null) => void;
  /** Whether a first picture has come. */
  onDrawn: (drawn: boolean) => void;
};

/** The customer's screen, with what the expert points at and draws. Arrow keys point too, Shift makes them faster. */
export function RemotePicture(props: Props) {
  const { session, desktop, visible, real, tool, colour, onKeyboard, onElement, onDrawn } = props;
  const w = useWords();
  const mayPoint = useSessionValue(session, "privileges").includes("point");
  const strokes = useSessionValue(session, "pen");
  const [picture, setPicture] = useState({ width: 0, height: 0 });
  const [watchBox, box] = useSize();
  const window_ = useRef<HTMLDivElement>(null);
  const area = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const stroke = useRef<string | null>(null);
  const place = useRef<Point>([0.5, 0.5]);
  const [keyed, setKeyed] = useState<Point | null>(null);
  const hintId = useId();
  const controls = desktop && tool === "control";
  const points = mayPoint && !controls;
  const shown = shownPlace(picture, box, real, window.devicePixelRatio);
  const { captured, keyboard } = useControl(session, controls, area, field, props.control);
  useEdgePan(window_, controls && real);
  useEffect(() => onKeyboard(keyboard), [onKeyboard, keyboard]);
  const drawn = picture.width > 0;
  useEffect(() => onDrawn(drawn), [onDrawn, drawn]);

  const placeOf = (event: PointerEvent<HTMLElement>) =>
    placeIn(event.currentTarget.getBoundingClientRect(), event.clientX, event.clientY);

  function press(event: PointerEvent<HTMLDivElement>) {
    if (!points || tool !== "pen" || event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    stroke.current = crypto.randomUUID();
    session.draw(stroke.current, colour, [placeOf(event)]);
  }
  function move(event: PointerEvent<HTMLDivElement>) {
    if (!points) return;
    place.current = placeOf(event);
    setKeyed(null);
    if (tool === "pointer") session.point(...place.current);
    else if (stroke.current) session.draw(stroke.current, colour, [place.current]);
  }
  function leave() {
    if (points) session.hidePointer();
  }
  function onKeyDown(event: KeyboardEvent) {
    const arrow = ARROWS[event.key];
    if (!arrow || !points || tool !== "pointer" || real) return;
    event.preventDefault();
    const step = event.shiftKey ? 0.05 : 0.01;
    const [x, y] = place.current;
    const within = (value: number) => Math.min(1, Math.max(0, value));
    place.current = [within(x + arrow[0] * step), within(y + arrow[1] * step)];
    setKeyed(place.current);
    session.point(...place.current);
  }

  return (
    <div ref={watchBox} className="relative min-h-0 grow">
      <div ref={window_} className={`absolute inset-0 ${real ? "overflow-auto" : "overflow-hidden"}`}>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- it is a picture one can point into */}
        <div
          ref={area}
          role="application"
          aria-label={w.session.picture}
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the arrow keys point
          tabIndex={controls ? -1 : 0}
          data-controls={controls}
          className={`absolute touch-none -outline-offset-2 select-none ${tool === "pen" && points ? "cursor-crosshair" : ""} ${visible ? "" : "invisible"}`}
          style={{ left: shown.left, top: shown.top, width: shown.width, height: shown.height }}
          onPointerDown={press}
          onPointerMove={move}
          onPointerUp={() => (stroke.current = null)}
          onPointerCancel={() => (stroke.current = null)}
          onPointerLeave={leave}
          onBlur={leave}
          onKeyDown={onKeyDown}
        >
          {desktop ? (
            <DesktopSurface
              session={session}
              controls={controls}
              rendering={renderingAt(shown.scale)}
              onSize={setPicture}
              onElement={onElement}
              onMeter={props.onMeter}
            />
          ) : (
            <VideoSurface session={session} onSize={setPicture} onElement={onElement} />
          )}
          <Strokes strokes={strokes} />
          {keyed && (
            <span
              aria-hidden="true"
              className="pointer-events-none absolute size-4 -translate-1/2 rounded-full border-2 border-white bg-danger"
              style={{ left: `${keyed[0] * 100}%`, top: `${keyed[1] * 100}%` }}
            />
          )}
          {desktop && (
            <textarea
              ref={field}
              aria-label={w.desktop.control.field}
              aria-describedby={hintId}
              disabled={!controls}
              tabIndex={controls ? 0 : -1}
              autoCapitalize="off"
              autoComplete="off"
              autoCorrect="off"
              spellCheck={false}
              className="pointer-events-none absolute bottom-0 left-1/2 h-5 w-px resize-none overflow-hidden border-0 bg-transparent p-0 text-transparent caret-transparent opacity-0 outline-none"
            />
          )}
        </div>
      </div>
      {controls && captured && visible && (
        <p aria-hidden="true" className="pointer-events-none absolute inset-0 border-2 border-accent" />
      )}
      <p
        id={hintId}
        className={`popup pointer-events-none absolute bottom-3 left-1/2 z-10 w-max max-w-[calc(100%-1rem)] -translate-x-1/2 px-3 py-1.5 text-xs ${controls && captured && visible ? "fades" : "sr-only"}`}
      >
        {w.desktop.control.hint}
      </p>
    </div>
  );
}
