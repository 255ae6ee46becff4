import { useEffect, useMemo, useRef, useState } from "react";
import { useQueuePart } from "../live/use-live.tsx";
import type { QueueFilters } from "./filters.ts";
import { rowsOf } from "./filters.ts";
import type { HeldRows, Row } from "./held-order.ts";
import { holdOrder } from "./held-order.ts";

/** A hand that has not moved for this long no longer holds the list. */
const IDLE_MS = 15_000;

export type Rows = HeldRows & {
  /** To be put on the list: notices the hand on it. */
  hand: {
    onPointerMove: () => void;
    onPointerLeave: () => void;
    onKeyDown: () => void;
    onBlur: () => void;
  };
  /** Shows everything where it belongs now. */
  letGo: () => void;
};

/** The queue's rows by the filters; while a hand is on the list nothing moves under it. */
export function useRows(filters: QueueFilters): Rows {
  const cards = useQueuePart("cards");
  const me = useQueuePart("me");
  const myId = me?.personId ?? null;
  const { state, group, assignee, module, tag, text } = filters;
  const fresh = useMemo(
    () =>
      rowsOf(
        cards.values(),
        {
          ...(state ? { state } : {}),
          ...(group ? { group } : {}),
          ...(assignee ? { assignee } : {}),
          ...(module ? { module } : {}),
          ...(tag ? { tag } : {}),
          ...(text ? { text } : {}),
        },
        myId,
      ),
    [cards, myId, state, group, assignee, module, tag, text],
  );
  const key = JSON.stringify([state, group, assignee, module, tag, text]);
  /** The rows as they stood when a hand came on the list. */
  const [held, setHeld] = useState<{ key: string; rows: Row[] } | null>(null);
  const touched = useRef(0);
  const result = useMemo<HeldRows>(() => {
    if (held && held.key === key && held.rows.length > 0) return holdOrder(held.rows, fresh, (id) => cards.get(id));
    return { rows: fresh.map((card) => ({ card, stale: false })), hidden: 0 };
  }, [held, fresh, cards, key]);

  const isHeld = held !== null;
  useEffect(() => {
    if (!isHeld) return;
    const timer = setInterval(() => {
      if (Date.now() - touched.current > IDLE_MS) setHeld(null);
    }, 1000);
    return () => clearInterval(timer);
  }, [isHeld]);

  const touch = () => {
    touched.current = Date.now();
    setHeld((before) => (before?.key === key ? before : { key, rows: result.rows }));
  };
  const letGo = () => setHeld(null);
  return {
    ...result,
    letGo,
    hand: { onPointerMove: touch, onPointerLeave: letGo, onKeyDown: touch, onBlur: letGo },
  };
}
