import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

let pages = 0;

/** A page's heading. It takes the focus when its page replaces another, so that keyboard and screen reader follow. */
export function Title({ children }: { children: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    pages += 1;
    if (pages > 1) heading.current?.focus();
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  );
}
