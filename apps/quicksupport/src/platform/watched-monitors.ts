const LOOK_EVERY_MS = 500;

/** The monitors there are, looked at twice a second. */
export type WatchedMonitors<One> = {
  list(): readonly One[];
  /** Calls `changed` after one came, went or changed; returns how to stop. */
  watch(changed: () => void): () => void;
  close(): void;
};

/** Watches what `read` finds; `differs` is called before everybody else. */
export function watchMonitors<One>(
  read: () => readonly One[],
  differs: () => void = () => undefined,
): WatchedMonitors<One> {
  const watchers = new Set<() => void>();
  let list = read();
  const timer = setInterval(() => {
    const found = read();
    if (JSON.stringify(found) === JSON.stringify(list)) return;
    list = found;
    differs();
    for (const changed of watchers) changed();
  }, LOOK_EVERY_MS);
  timer.unref();
  return {
    list: () => list,
    watch(changed) {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
    close: () => clearInterval(timer),
  };
}
