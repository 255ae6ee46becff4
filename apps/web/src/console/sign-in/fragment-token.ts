import { useSyncExternalStore } from "react";

/** The one-time token in the address's fragment, which no server and no log ever sees [X11]; "" when there is none. */
export function useFragmentToken(): string {
  return useFragment("token");
}

/** A value of the address's fragment; "" when there is none. */
export function useFragment(name: string): string {
  return useSyncExternalStore(onFragment, () => new URLSearchParams(location.hash.slice(1)).get(name) ?? "");
}

// Whoever has this page open and pastes its link changes the fragment only: the browser loads nothing.
function onFragment(changed: () => void): () => void {
  addEventListener("hashchange", changed);
  return () => removeEventListener("hashchange", changed);
}
