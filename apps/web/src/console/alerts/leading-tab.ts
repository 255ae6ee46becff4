/** Of several tabs of one browser exactly one leads, so that a sound is heard once; another follows when it closes. */
export function leadAmongTabs(name: string): { leading: () => boolean; stop: () => void } {
  let leading = false;
  let release = () => {};
  const over = new AbortController();
  if (!("locks" in navigator)) return { leading: () => true, stop: () => {} };
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  navigator.locks
    .request(name, { signal: over.signal }, () => {
      leading = true;
      return held;
    })
    .catch((reason: unknown) => {
      if (!over.signal.aborted) throw reason;
    });
  return {
    leading: () => leading,
    stop: () => {
      over.abort();
      release();
      leading = false;
    },
  };
}
