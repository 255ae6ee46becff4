import { useEffect } from "react";

let title = "Beckon";
let waiting = 0;

function show() {
  const name = title === "Beckon" ? title : `${title} · Beckon`;
  document.title = waiting > 0 ? `(${waiting}) ${name}` : name;
}

/** Names the tab after the page. */
export function usePageTitle(name: string): void {
  useEffect(() => {
    title = name;
    show();
    return () => {
      title = "Beckon";
      show();
    };
  }, [name]);
}

/** Puts the number of waiting cases before the tab's title [Q4]. */
export function setTitleBadge(count: number): void {
  if (count === waiting) return;
  waiting = count;
  show();
}
