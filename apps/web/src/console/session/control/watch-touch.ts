import type { Point, RemoteSession } from "@beckon/session/remote-session.ts";

const FAR_PX = 8;

/** Fingers as a mouse: a tap clicks, a long press is the right button, a moving finger drags. */
export function watchTouch(
  area: HTMLElement,
  {
    signal,
    placeOf,
    session,
  }: {
    signal: AbortSignal;
    placeOf: (event: MouseEvent) => Point;
    session: Pick<RemoteSession, "moveMouse" | "mouseButton">;
  },
): void {
  let finger: { id: number; x: number; y: number; at: Point; drags: boolean } | null = null;
  const click = (button: number, [x, y]: Point): void => {
    session.moveMouse(x, y);
    session.mouseButton(button, true, x, y);
    session.mouseButton(button, false, x, y);
  };
  area.addEventListener(
    "pointerdown",
    (event) => {
      if (event.pointerType !== "touch" || finger) return;
      area.setPointerCapture(event.pointerId);
      finger = { id: event.pointerId, x: event.clientX, y: event.clientY, at: placeOf(event), drags: false };
    },
    { signal },
  );
  area.addEventListener(
    "pointermove",
    (event) => {
      if (finger?.id !== event.pointerId) return;
      if (!finger.drags && Math.hypot(event.clientX - finger.x, event.clientY - finger.y) < FAR_PX) return;
      if (!finger.drags) {
        finger.drags = true;
        session.moveMouse(...finger.at);
        session.mouseButton(0, true, ...finger.at);
      }
      session.moveMouse(...placeOf(event));
    },
    { signal },
  );
  const end = (event: PointerEvent): void => {
    if (finger?.id !== event.pointerId) return;
    const { drags, at } = finger;
    finger = null;
    if (drags) session.mouseButton(0, false, ...placeOf(event));
    else if (event.type === "pointerup") click(0, at);
  };
  area.addEventListener("pointerup", end, { signal });
  area.addEventListener("pointercancel", end, { signal });
  area.addEventListener(
    "contextmenu",
    () => {
      if (!finger || finger.drags) return;
      const { at } = finger;
      finger = null;
      click(2, at);
    },
    { signal },
  );
}
