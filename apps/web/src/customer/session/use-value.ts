import { useEffect, useState } from "preact/hooks";
import type { RemoteSession, SessionValues } from "@beckon/session/remote-session.ts";

/** One value of a session; the view follows each change. */
export function useValue<N extends keyof SessionValues>(remote: RemoteSession, name: N): SessionValues[N] {
  const [value, setValue] = useState(() => remote.get(name));
  useEffect(() => {
    setValue(() => remote.get(name));
    return remote.on(name, (next) => setValue(() => next));
  }, [remote, name]);
  return value;
}
