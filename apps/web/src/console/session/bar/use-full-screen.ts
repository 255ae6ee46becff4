import { useEffect, useState } from "react";
import { lockKeyboard, unlockKeyboard } from "../control/lock-keyboard.ts";

/** Whether the page fills the screen, and the way to change that. There the browser's own keys come to the page, too. */
export function useFullScreen(): [boolean, () => void] {
  const [full, setFull] = useState(() => document.fullscreenElement !== null);
  useEffect(() => {
    const changed = () => {
      const now = document.fullscreenElement !== null;
      setFull(now);
      if (now) void lockKeyboard();
      else unlockKeyboard();
    };
    document.addEventListener("fullscreenchange", changed);
    return () => document.removeEventListener("fullscreenchange", changed);
  }, []);
  return [
    full,
    () => {
      if (document.fullscreenElement) void document.exitFullscreen();
      else void document.documentElement.requestFullscreen().catch(() => undefined);
    },
  ];
}
