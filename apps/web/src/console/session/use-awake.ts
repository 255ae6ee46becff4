import { useCallback, useEffect, useRef, useState } from "react";

const REST_MS = 3000;

/** Whether the controls are to be seen: for three seconds after the last movement, and always while `held`. */
export function useAwake(held: boolean): [boolean, () => void] {
  const [awake, setAwake] = useState(true);
  const last = useRef<number | null>(null);
  useEffect(() => {
    if (!awake) return;
    const timer = setInterval(() => {
      last.current ??= Date.now();
      if (Date.now() - last.current > REST_MS) setAwake(false);
    }, 500);
    return () => clearInterval(timer);
  }, [awake]);
  const wake = useCallback(() => {
    last.current = Date.now();
    setAwake(true);
  }, []);
  return [awake || held, wake];
}
