import { useEffect, useEffectEvent } from "react";
import { preferences } from "./preferences.ts";

/**
 * Binds keys to acts while the component is there. Keys without Ctrl or ⌘ rest while somebody types, while a dialog is
 * open, and when they are switched off. A key is named as the browser names it, `mod+k` with Ctrl or ⌘.
 */
export function useKeys(keys: Record<string, (event: KeyboardEvent) => void>): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.altKey || event.isComposing) return;
    const mod = event.ctrlKey || event.metaKey;
    const act = keys[mod ? `mod+${event.key.toLowerCase()}` : event.key];
    if (!act) return;
    if (!mod) {
      if (event.key.length === 1 && !preferences().singleKeys) return;
      if (isTyping(event.target) || document.querySelector('[role="dialog"], [role="menu"]')) return;
    }
    event.preventDefault();
    act(event);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => press(event);
    document.addEventListener("keydown", listener);
    return () => document.removeEventListener("keydown", listener);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.matches("input:not([type=checkbox]), textarea, select, [contenteditable]")
  );
}
