import type { KeyboardEvent } from "react";
import { useId, useState } from "react";
import type { ReadyReply } from "./use-replies.ts";

/** The most a message holds. */
export const LONGEST_MESSAGE = 4000;

/**
 * Canned replies for a field: shown when "/" begins what is typed, narrowed by what follows, or asked for by `toggle`. Picking
 * one puts it into the field, never further [Q8].
 */
export function useReplyMenu(
  replies: readonly ReadyReply[],
  text: string,
  insert: (text: string, whole: boolean) => void,
) {
  const listId = useId();
  const [at, setAt] = useState(0);
  /** Asked for, or waved away, while the field said this. */
  const [asked, setAsked] = useState<{ open: boolean; text: string } | null>(null);
  const sought = /^\/(.*)$/.exec(text)?.[1]?.toLocaleLowerCase();
  const said = asked?.text === text ? asked.open : null;
  const found =
    sought === undefined
      ? said === true
        ? replies
        : []
      : said === false
        ? []
        : replies.filter(({ name }) => name.toLocaleLowerCase().includes(sought));
  const open = found.length > 0;
  const current = Math.min(at, found.length - 1);

  function pick(reply: ReadyReply | undefined) {
    if (!reply) return;
    setAsked(null);
    setAt(0);
    insert(reply.text, sought !== undefined);
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (!open) return;
    if (event.key === "ArrowDown") setAt((current + 1) % found.length);
    else if (event.key === "ArrowUp") setAt((current - 1 + found.length) % found.length);
    else if ((event.key === "Enter" && !event.shiftKey) || event.key === "Tab") pick(found[current]);
    else if (event.key === "Escape") {
      event.stopPropagation();
      setAsked({ open: false, text });
    } else return;
    event.preventDefault();
  }
  return {
    open,
    listId,
    found,
    current,
    setAt,
    pick,
    onKeyDown,
    toggle: () => setAsked({ open: !open, text }),
    /** For the field, so that screen readers hear what is chosen. */
    field: open
      ? {
          "aria-controls": listId,
          "aria-activedescendant": `${listId}-${current}`,
          "aria-autocomplete": "list" as const,
        }
      : {},
  };
}
