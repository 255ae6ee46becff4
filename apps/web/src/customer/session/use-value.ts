import { useEffect, useState } from "preact/hooks";
import type { VisitSession } from "@beckon/customer/customer-state.ts";
import type { SessionValues } from "@beckon/session/remote-session.ts";

/** One value of a session; the view follows each change. */
export function useValue<N extends keyof SessionValues>(remote: VisitSession, name: N): SessionValues[N] {
  const [value, setValue] = useState(() => remote.get(name));
  useEffect(() => {
    setValue(() => remote.get(name));
    return remote.on(name, (next) => setValue(() => next));
  }, [remote, name]);
  return value;
}
