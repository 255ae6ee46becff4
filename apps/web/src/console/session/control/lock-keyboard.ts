type KeyboardLock = { lock?: () => Promise<void>; unlock?: () => void };

function found(): KeyboardLock | undefined {
  return "keyboard" in navigator ? (navigator.keyboard as KeyboardLock | undefined) : undefined;
}

/**
 * In full screen some browsers give the page their own keys, Esc and Alt+Tab among them, from now on until the function
 * it returns is called. Holding Esc always leaves full screen.
 */
export function keepKeyboardLocked(): () => void {
  const lock = () => {
    if (document.fullscreenElement)
      void found()
        ?.lock?.()
        .catch(() => undefined);
  };
  lock();
  document.addEventListener("fullscreenchange", lock);
  return () => {
    document.removeEventListener("fullscreenchange", lock);
    found()?.unlock?.();
  };
}
