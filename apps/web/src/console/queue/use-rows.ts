import { useEffect, useMemo, useRef, useState } from "react";
import { useQueue } from "../live/use-live.tsx";
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
  const { cards, me } = useQueue();
  const myId = me?.personId ?? null;
  const { state, group, assignee, module, text } = filters;
  const fresh = useMemo(
    () =>
      rowsOf(
        cards.values(),
        {
          ...(state ? { state } : {}),
          ...(group ? { group } : {}),
          ...(assignee ? { assignee } : {}),
          ...(module ? { module } : {}),
          ...(text ? { text } : {}),
        },
        myId,
      ),
    [cards, myId, state, group, assignee, module, text],
  );
  const [held, setHeld] = useState(false);
  const touched = useRef(0);
  const last = useRef<{ key: string; rows: Row[] }>({ key: "", rows: [] });

  const key = JSON.stringify([state, group, assignee, module, text]);
  const result = useMemo<HeldRows>(() => {
    if (held && last.current.key === key && last.current.rows.length > 0) {
      return holdOrder(last.current.rows, fresh, (id) => cards.get(id));
    }
    return { rows: fresh.map((card) => ({ card, stale: false })), hidden: 0 };
  }, [held, fresh, cards, key]);
  useEffect(() => {
    last.current = { key, rows: result.rows };
  }, [key, result]);

  useEffect(() => {
    if (!held) return;
    const timer = setInterval(() => {
      if (Date.now() - touched.current > IDLE_MS) setHeld(false);
    }, 1000);
    return () => clearInterval(timer);
  }, [held]);

  const touch = () => {
    touched.current = Date.now();
    setHeld(true);
  };
  const letGo = () => setHeld(false);
  return {
    ...result,
    letGo,
    hand: { onPointerMove: touch, onPointerLeave: letGo, onKeyDown: touch, onBlur: letGo },
  };
}
