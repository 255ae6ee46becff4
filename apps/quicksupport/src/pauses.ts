/** So long is worked at once, in ms: a picture must not hold Stop up. */
const WORK_MS = 8;

/** What long work calls between its steps: a promise to wait for when it is time for others, else undefined. */
export function openPauses(): () => Promise<void> | undefined {
  let begun = performance.now();
  return () => {
    if (performance.now() - begun < WORK_MS) return undefined;
    return new Promise((resolve) =>
      setImmediate(() => {
        begun = performance.now();
        resolve();
      }),
    );
  };
}
