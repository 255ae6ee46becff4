import { makeListeners } from "./listeners.ts";
import type { Listeners } from "./listeners.ts";

/** Named values that can be read and followed. */
export type Values<V> = {
  get<N extends keyof V>(name: N): V[N];
  /** Listeners are called only when the value is another one. */
  set<N extends keyof V>(name: N, value: V[N]): void;
  on<N extends keyof V>(name: N, listener: (value: V[N]) => void): () => void;
};

/** Holds values, starting with `initial`. */
export function makeValues<V extends object>(initial: V): Values<V> {
  const now = { ...initial };
  const listeners: { [N in keyof V]?: Listeners<V[N]> } = {};
  return {
    get: (name) => now[name],
    set(name, value) {
      if (Object.is(now[name], value)) return;
      now[name] = value;
      listeners[name]?.tell(value);
    },
    on(name, listener) {
      const those = (listeners[name] ??= makeListeners());
      return those.add(listener);
    },
  };
}
