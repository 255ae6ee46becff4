import type { RefObject } from "react";
import { useEffect } from "react";
import { edgePan } from "./picture-place.ts";

/** Moves what `box` shows while the pointer rests near one of its edges: its wheel belongs to the customer's computer. */
export function useEdgePan(box: RefObject<HTMLElement | null>, on: boolean): void {
  useEffect(() => {
    const element = box.current;
    if (!on || !element) return undefined;
    let [dx, dy, frame] = [0, 0, 0];
    const step = () => {
      frame = 0;
      if (dx === 0 && dy === 0) return;
      element.scrollBy(dx, dy);
      frame = requestAnimationFrame(step);
    };
    const move = (event: PointerEvent) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      dx = edgePan(event.clientX - left, width);
      dy = edgePan(event.clientY - top, height);
      if (frame === 0) frame = requestAnimationFrame(step);
    };
    const rest = () => {
      [dx, dy] = [0, 0];
    };
    element.addEventListener("pointermove", move);
    element.addEventListener("pointerleave", rest);
    return () => {
      cancelAnimationFrame(frame);
      element.removeEventListener("pointermove", move);
      element.removeEventListener("pointerleave", rest);
    };
  }, [box, on]);
}
