import { useEffect } from "react";
import { useLive } from "../live/use-live.tsx";

const TELL_EVERY_MS = 30_000;
const TOUCHES = ["pointerdown", "pointermove", "keydown", "wheel"] as const;

/** Tells the server when this console is touched, at most every half minute, and at once when the house took its person for away [A11]. */
export function useActivity(): void {
  const live = useLive();
  useEffect(() => {
    // Whoever opens the page has touched it.
    let touchedAt = Date.now();
    let toldAt = 0;

    function tell() {
      toldAt = Date.now();
      live.link.send({ type: "availability/touch", agoMs: Math.max(0, toldAt - touchedAt) });
    }
    function isTakenForAway() {
      const { me, people } = live.queue.state();
      return me !== null && people.get(me.personId)?.availability.because === "inactivity";
    }
    function touch() {
      touchedAt = Date.now();
      if (live.link.state.is !== "open") return;
      if (touchedAt - toldAt >= (isTakenForAway() ? 1_000 : TELL_EVERY_MS)) tell();
    }

    for (const type of TOUCHES) window.addEventListener(type, touch, { capture: true, passive: true });
    // A touch while the line was down is told when it is back; without one there is nothing new to tell.
    const stopHearing = live.onOpen(() => {
      if (touchedAt > toldAt) tell();
    });
    return () => {
      stopHearing();
      for (const type of TOUCHES) window.removeEventListener(type, touch, { capture: true });
    };
  }, [live]);
}
