import { useEffect, useState } from "preact/hooks";
import type { VisitSession } from "@beckon/customer/customer-state.ts";
import { useWords } from "../surroundings.ts";
import { Icon } from "../views/icon.tsx";
import { useValue } from "./use-value.ts";

/** Says that the expert wrote while the chat is out of sight, as in a narrow window; a press brings it there. */
export function FreshLines({ remote }: { remote: VisitSession }) {
  const { chat: words } = useWords();
  const theirs = useValue(remote, "chat").filter(({ from }) => from === "expert").length;
  const [read, setRead] = useState(theirs);
  const [inSight, setInSight] = useState(true);
  useEffect(() => {
    const form = findForm();
    if (form === null) return undefined;
    const watch = new IntersectionObserver((entries) => setInSight(entries.at(-1)?.isIntersecting ?? true));
    watch.observe(form);
    return () => watch.disconnect();
  }, []);
  useEffect(() => {
    if (inSight) setRead(theirs);
  }, [inSight, theirs]);
  if (inSight || theirs <= read) return null;
  return (
    <button type="button" class="button button-wide" onClick={() => findForm()?.scrollIntoView({ block: "end" })}>
      <Icon name="chat" /> {words.fresh}
    </button>
  );
}

function findForm(): HTMLElement | null {
  return document.querySelector<HTMLElement>(".chat-form");
}
