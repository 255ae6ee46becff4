import { useCallback, useLayoutEffect, useRef } from "react";

/** A function that stays the same between drawings and always does what the latest one does: rows compare by it. */
export function useStable<A extends unknown[]>(act: (...given: A) => void): (...given: A) => void {
  const latest = useRef(act);
  useLayoutEffect(() => {
    latest.current = act;
  });
  return useCallback((...given: A) => latest.current(...given), []);
}
