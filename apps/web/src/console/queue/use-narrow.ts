import type { RefObject } from "react";
import { useEffect, useState } from "react";

/** Heights of a list's rows. */
export const ROW_PX = 36;
export const TALL_ROW_PX = 64;
/** Below this width a row has two lines. */
const NARROW_PX = 560;

/** Whether a list is so narrow that its rows have two lines. */
export function useNarrow(box: RefObject<HTMLDivElement | null>): boolean {
  const [narrow, setNarrow] = useState(() => window.innerWidth < NARROW_PX);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry && entry.contentRect.width > 0) setNarrow(entry.contentRect.width < NARROW_PX);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
  return narrow;
}
