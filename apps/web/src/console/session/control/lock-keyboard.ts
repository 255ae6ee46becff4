type KeyboardLock = { lock?: () => Promise<void>; unlock?: () => void };

function found(): KeyboardLock | undefined {
  return "keyboard" in navigator ? (navigator.keyboard as KeyboardLock | undefined) : undefined;
}

/** In full screen some browsers give the page their own keys, Esc and Alt+Tab among them; holding Esc still leaves. */
export async function lockKeyboard(): Promise<void> {
  await found()
    ?.lock?.()
    .catch(() => undefined);
}

/** The browser has its keys back. */
export function unlockKeyboard(): void {
  found()?.unlock?.();
}
