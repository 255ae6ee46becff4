import { useVirtualizer } from "@tanstack/react-virtual";
import type { RefObject } from "react";
import { useEffect, useRef } from "react";
import { Icon } from "../controls/icon.tsx";
import { useQueuePart } from "../live/use-live.tsx";
import { useWords } from "../words/use-words.tsx";
import { COLUMNS } from "./columns.ts";
import type { Row } from "./held-order.ts";
import { QueueRow } from "./queue-row.tsx";
import type { Selection } from "./selection.ts";
import { ROW_PX, TALL_ROW_PX, useNarrow } from "./use-narrow.ts";
import type { Rows } from "./use-rows.ts";

/** The rows themselves: only those in sight are drawn. */
export function QueueTable({
  rows,
  hidden,
  current,
  selection,
  hand,
  letGo,
  label,
  gridRef,
  onOpen,
  onSelect,
  onSelectAll,
}: {
  rows: Row[];
  hidden: number;
  current: string | null;
  selection: Selection;
  hand: Rows["hand"];
  letGo: () => void;
  label: string;
  gridRef: RefObject<HTMLDivElement | null>;
  onOpen: (caseId: string) => void;
  onSelect: (caseId: string, range: boolean) => void;
  onSelectAll: (all: boolean) => void;
}) {
  const w = useWords();
  const box = useRef<HTMLDivElement>(null);
  const narrow = useNarrow(box);
  const height = narrow ? TALL_ROW_PX : ROW_PX;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => height,
    getItemKey: (at) => rows[at]?.card.id ?? at,
    overscan: 8,
  });
  useEffect(() => virtual.measure(), [virtual, height]);
  const at = current === null ? -1 : rows.findIndex(({ card }) => card.id === current);
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: "auto" });
    // Only when the person moves: rows that move by themselves must not scroll the list.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [current]);

  return (
    <div className="relative flex min-h-0 grow flex-col" {...hand}>
      {hidden > 0 && (
        <button
          type="button"
          onClick={letGo}
          className="absolute top-0.5 left-1/2 z-10 inline-flex h-7 -translate-x-1/2 items-center gap-1 rounded-full bg-accent px-3 text-xs font-semibold text-on-accent shadow-pop"
        >
          <Icon name="up" className="size-3.5" />
          {w.queue.hidden(hidden)}
        </button>
      )}
      <div
        ref={gridRef}
        role="grid"
        aria-label={label}
        aria-rowcount={rows.length + 1}
        aria-multiselectable="true"
        aria-activedescendant={current !== null && at >= 0 ? `row-${current}` : undefined}
        tabIndex={0}
        className="flex min-h-0 grow flex-col -outline-offset-2"
        onKeyDown={(event) => {
          // The grid's own Enter: one bound to the whole page would press what a button has focus for.
          if (event.key === "Enter" && event.target === event.currentTarget && current !== null) onOpen(current);
        }}
      >
        <div
          role="row"
          aria-rowindex={1}
          className="flex h-8 shrink-0 items-center gap-2 overflow-hidden border-b border-line bg-ground px-3 text-xs font-medium text-muted [scrollbar-gutter:stable]"
        >
          <span role="columnheader" className="flex w-5 shrink-0">
            <input
              type="checkbox"
              aria-label={w.queue.selectAll}
              checked={rows.length > 0 && selection.size >= rows.length}
              onChange={(event) => onSelectAll(event.target.checked)}
              className="size-4 accent-accent"
            />
          </span>
          <Head narrow={narrow} />
        </div>
        <div ref={box} role="presentation" className="min-h-0 grow overflow-y-auto [scrollbar-gutter:stable]">
          <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map((item) => {
              const row = rows[item.index];
              if (!row) return null;
              return (
                <QueueRow
                  key={item.key}
                  card={row.card}
                  stale={row.stale}
                  top={item.start}
                  height={height}
                  narrow={narrow}
                  index={item.index + 2}
                  current={row.card.id === current}
                  selected={selection.has(row.card.id)}
                  onOpen={onOpen}
                  onSelect={onSelect}
                />
              );
            })}
          </div>
        </div>
      </div>
    </div>
  );
}

function Head({ narrow }: { narrow: boolean }) {
  const w = useWords();
  const severalGroups = useQueuePart("groups").size > 1;
  const columns: [string, string][] = narrow
    ? [["grow", w.queue.customer]]
    : [
        [COLUMNS.priority, ""],
        [COLUMNS.state, w.queue.state],
        [COLUMNS.code, w.case.code],
        [COLUMNS.customer, w.queue.customer],
        [COLUMNS.text, w.queue.text],
        ...(severalGroups ? [[COLUMNS.group, w.queue.group] as [string, string]] : []),
        [COLUMNS.module, w.queue.module],
        [COLUMNS.channel, w.desktop.channel],
        [COLUMNS.assignee, w.queue.assignee],
        [COLUMNS.waiting, w.queue.waiting],
      ];
  return columns.map(([look, word]) => (
    <span key={look} role="columnheader" className={look}>
      {word === "" ? <span className="sr-only">{w.queue.priority}</span> : word}
    </span>
  ));
}
