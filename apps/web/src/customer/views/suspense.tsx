import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useSurroundings } from "../surroundings.ts";

/** Shows a view that is loaded when it is first needed. */
export function Suspense<P extends object>({ load, props }: { load: () => Promise<ComponentType<P>>; props: P }) {
  const { words } = useSurroundings();
  const [View, setView] = useState<ComponentType<P>>();
  useEffect(() => {
    void load().then((view) => setView(() => view));
  }, [load]);
  return View ? <View {...props} /> : <p class="card quiet">{words.loading}</p>;
}
