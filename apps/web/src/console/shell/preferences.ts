import { useSyncExternalStore } from "react";

/** What this browser remembers of how somebody likes to work. */
export type Preferences = {
  /** Keys without Ctrl or ⌘ act at once; some people need them off (dictation, tremor). */
  singleKeys: boolean;
};

const MEMORY = "beckon.preferences";
const DEFAULTS: Preferences = { singleKeys: true };
const watchers = new Set<() => void>();
let kept = read();

function read(): Preferences {
  const text = localStorage.getItem(MEMORY);
  if (text === null) return DEFAULTS;
  try {
    return { ...DEFAULTS, ...(JSON.parse(text) as Partial<Preferences>) };
  } catch {
    return DEFAULTS;
  }
}

/** What is preferred now. */
export function preferences(): Preferences {
  return kept;
}

/** Changes some preferences, for this visit and the next. */
export function prefer(change: Partial<Preferences>): void {
  kept = { ...kept, ...change };
  localStorage.setItem(MEMORY, JSON.stringify(kept));
  for (const watcher of watchers) watcher();
}

/** The preferences; the component follows their changes. */
export function usePreferences(): Preferences {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => kept,
  );
}
