/** A set of functions to be told of something; one that throws is reported on the console and disturbs no other. */
export type Listeners<T> = {
  /** Adds a listener; returns how to take it away again. */
  add(listener: (value: T) => void): () => void;
  tell(value: T): void;
};

/** An empty set of listeners. */
export function makeListeners<T>(): Listeners<T> {
  const all = new Set<{ call: (value: T) => void }>();
  return {
    add(listener) {
      const entry = { call: listener };
      all.add(entry);
      return () => void all.delete(entry);
    },
    tell(value) {
      for (const entry of all) {
        try {
          entry.call(value);
        } catch (error) {
          console.error(error);
        }
      }
    },
  };
}
