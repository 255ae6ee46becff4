import type { ScreenStats } from "@beckon/screen/surface.ts";
import type { RemoteSession } from "@beckon/session/remote-session.ts";
import { useEffect, useRef } from "react";
import type { Size } from "./picture-place.ts";
import type { SeenPointer } from "./screen/screen-view.ts";
import { openScreenView } from "./screen/screen-view.ts";

export type ScreenMeter = { stats: () => ScreenStats };

/** Longer than this after one's own last movement, the pointer is moved by the customer. */
const OWN_MS = 800;

/** The customer's desktop, and where its pointer is: as one's own cursor while one controls it, else drawn. */
export function DesktopSurface({
  session,
  controls,
  rendering,
  onSize,
  onElement,
  onMeter,
}: {
  session: RemoteSession;
  controls: boolean;
  rendering: "auto" | "pixelated";
  onSize: (size: Size) => void;
  onElement: (element: HTMLCanvasElement | null) => void;
  /** How the picture does can be asked of this, while there is one. */
  onMeter: (meter: ScreenMeter | null) => void;
}) {
  const place = useRef<HTMLDivElement>(null);
  const drawn = useRef<HTMLImageElement>(null);
  const controlling = useRef(controls);
  const seen = useRef<SeenPointer | null>(null);
  const moved = useRef(0);

  useEffect(() => {
    controlling.current = controls;
    show(place.current, drawn.current, seen.current, controls, false);
  }, [controls]);

  useEffect(() => {
    const host = place.current;
    if (!host) return undefined;
    // Its drawing is handed to a worker for good: every view needs a new one.
    const canvas = document.createElement("canvas");
    canvas.className = "block size-full";
    host.prepend(canvas);
    const view = openScreenView(canvas, {
      onAnswer: (message) => session.answerScreen(message),
      onSize: (width, height) => onSize({ width, height }),
      onPointer(pointer) {
        seen.current = pointer;
        const theirs = performance.now() - moved.current > OWN_MS;
        show(host, drawn.current, pointer, controlling.current, theirs);
      },
    });
    const stop = session.onScreen((message) => view.receive(message));
    onElement(canvas);
    onMeter(view);
    return () => {
      onElement(null);
      onMeter(null);
      stop();
      view.close();
      canvas.remove();
    };
  }, [session, onSize, onElement, onMeter]);

  return (
    <div
      ref={place}
      className="absolute inset-0"
      style={{ imageRendering: rendering }}
      onPointerMove={() => {
        moved.current = performance.now();
      }}
    >
      <img ref={drawn} alt="" className="pointer-events-none absolute top-0 left-0 max-w-none" hidden />
    </div>
  );
}

function show(
  host: HTMLElement | null,
  image: HTMLImageElement | null,
  pointer: SeenPointer | null,
  controls: boolean,
  theirs: boolean,
): void {
  const canvas = host?.querySelector("canvas");
  if (!host || !image || !canvas) return;
  const shape = pointer?.shape ?? null;
  host.style.cursor = !controls ? "" : shape ? `url(${shape.url}) ${shape.hotX} ${shape.hotY}, default` : "default";
  image.hidden = !pointer || !shape || (controls && !theirs);
  if (image.hidden || !pointer || !shape) return;
  if (image.src !== shape.url) image.src = shape.url;
  const scale = canvas.width > 0 ? host.clientWidth / canvas.width : 1;
  image.style.width = `${shape.width * scale}px`;
  image.style.translate = `${(pointer.x - shape.hotX) * scale}px ${(pointer.y - shape.hotY) * scale}px`;
}
