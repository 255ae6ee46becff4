import { useSyncExternalStore } from "react";
import { useLive } from "./use-live.tsx";

const watchers = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function everySecond(watcher: () => void): () => void {
  watchers.add(watcher);
  timer ??= setInterval(() => {
    for (const each of watchers) each();
  }, 1000);
  return () => {
    watchers.delete(watcher);
    if (watchers.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** Now by the server's clock, to the second; the component is drawn again each second. One timer serves all. */
export function useNow(): number {
  const live = useLive();
  return useSyncExternalStore(everySecond, () => Math.floor(live.now() / 1000) * 1000);
}
