import { useSyncExternalStore } from "react";

/** The one-time token in the address's fragment, which no server and no log ever sees [X11]; "" when there is none. */
export function useFragmentToken(): string {
  return useSyncExternalStore(onFragment, readToken);
}

function readToken(): string {
  return new URLSearchParams(location.hash.slice(1)).get("token") ?? "";
}

// Whoever has this page open and pastes its link changes the fragment only: the browser loads nothing.
function onFragment(changed: () => void): () => void {
  addEventListener("hashchange", changed);
  return () => removeEventListener("hashchange", changed);
}
