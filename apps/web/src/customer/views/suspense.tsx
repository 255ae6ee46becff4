import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useSurroundings } from "../surroundings.ts";

/** Shows a view that is loaded when it is first needed. */
export function Suspense<P extends object>(given: {
  load: () => Promise<ComponentType<P>>;
  props: P;
  /** Says nothing while it loads: what is there besides goes on. */
  quiet?: boolean;
}) {
  const { load, props, quiet = false } = given;
  const { words } = useSurroundings();
  // With what loaded it: this place may be another view's by now.
  const [loaded, setLoaded] = useState<{ by: typeof load; View: ComponentType<P> }>();
  useEffect(() => {
    void load().then((View) => setLoaded({ by: load, View }));
  }, [load]);
  if (loaded?.by === load) return <loaded.View {...props} />;
  return quiet ? null : <p class="card quiet">{words.loading}</p>;
}
