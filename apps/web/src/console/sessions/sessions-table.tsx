import { showSessionCode } from "@beckon/domain/session-code.ts";
import type { CaseCard } from "@beckon/protocol/down.ts";
import { Link } from "@tanstack/react-router";
import { useVirtualizer } from "@tanstack/react-virtual";
import type { ReactNode } from "react";
import { memo, useEffect, useRef } from "react";
import { codeOf } from "../case/code.ts";
import { Stars } from "../case/stars.tsx";
import { StateBadge } from "../case/state-badge.tsx";
import { TagChips } from "../case/tag-chips.tsx";
import { Spinner } from "../controls/spinner.tsx";
import { useQueuePart } from "../live/use-live.tsx";
import { TALL_ROW_PX, ROW_PX, useNarrow } from "../queue/use-narrow.ts";
import type { QueueFilters } from "../queue/filters.ts";
import { useWords } from "../words/use-words.tsx";

const COLUMNS = {
  state: "w-28 shrink-0",
  code: "w-23 shrink-0 hidden @4xl:block",
  customer: "w-36 min-w-24 shrink",
  text: "min-w-0 grow basis-0 truncate",
  group: "w-24 shrink-0 hidden truncate @7xl:block",
  module: "w-28 shrink-0 hidden truncate @min-[86rem]:block",
  assignee: "w-28 shrink-0 hidden truncate @min-[60rem]:block",
  created: "w-38 shrink-0 truncate",
  ended: "w-38 shrink-0 hidden truncate @6xl:block",
  outcome: "w-22 shrink-0 hidden truncate @3xl:block",
  rating: "w-18 shrink-0 hidden @min-[60rem]:block",
} as const;

/** Finds the link of a row, when the row is drawn. */
export function rowLink(caseId: string): HTMLElement | null {
  return document.getElementById(`session-${caseId}`);
}

/** The history's rows: only those in sight are drawn, and the next page is asked for when its end comes near. */
export function SessionsTable({
  rows,
  filters,
  current,
  more,
  onEnd,
}: {
  rows: CaseCard[];
  filters: QueueFilters;
  current: string | undefined;
  more: boolean;
  onEnd: () => void;
}) {
  const w = useWords();
  const box = useRef<HTMLDivElement>(null);
  const narrow = useNarrow(box);
  const severalGroups = useQueuePart("groups").size > 1;
  const height = narrow ? TALL_ROW_PX : ROW_PX;
  // oxlint-disable-next-line react/incompatible-library -- no compiler memoises this page
  const virtual = useVirtualizer({
    count: rows.length + Number(more),
    getScrollElement: () => box.current,
    estimateSize: () => height,
    getItemKey: (at) => rows[at]?.id ?? "more",
    overscan: 8,
  });
  useEffect(() => virtual.measure(), [virtual, height]);
  const items = virtual.getVirtualItems();
  const nearEnd = more && (items.at(-1)?.index ?? 0) >= rows.length - 1;
  useEffect(() => {
    if (nearEnd) onEnd();
  }, [nearEnd, onEnd, rows.length]);
  const heads: [string, string][] = narrow
    ? [["grow", w.queue.customer]]
    : [
        [COLUMNS.state, w.queue.state],
        [COLUMNS.code, w.case.code],
        [COLUMNS.customer, w.queue.customer],
        [COLUMNS.text, w.queue.text],
        ...(severalGroups ? [[COLUMNS.group, w.queue.group] as [string, string]] : []),
        [COLUMNS.module, w.queue.module],
        [COLUMNS.assignee, w.queue.assignee],
        [COLUMNS.created, w.sessions.created],
        [COLUMNS.ended, w.sessions.ended],
        [COLUMNS.outcome, w.case.outcome],
        [COLUMNS.rating, w.sessions.rating],
      ];

  return (
    <div role="table" aria-label={w.nav.sessions} aria-rowcount={more ? -1 : rows.length + 1} className="contents">
      <div role="rowgroup" className="contents">
        <div
          role="row"
          aria-rowindex={1}
          className="flex h-8 shrink-0 items-center gap-2 overflow-hidden border-b border-line bg-ground px-3 text-xs font-medium text-muted [scrollbar-gutter:stable]"
        >
          {heads.map(([look, word]) => (
            <span key={look} role="columnheader" className={look}>
              {word}
            </span>
          ))}
        </div>
      </div>
      <div ref={box} role="presentation" className="min-h-0 grow overflow-y-auto [scrollbar-gutter:stable]">
        <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => {
            const card = rows[item.index];
            return card ? (
              <SessionRow
                key={item.key}
                card={card}
                filters={filters}
                top={item.start}
                height={height}
                narrow={narrow}
                index={item.index + 2}
                current={card.id === current}
                severalGroups={severalGroups}
              />
            ) : (
              <div
                key={item.key}
                role="row"
                className="absolute inset-x-0 top-0 flex items-center px-3 text-muted"
                style={{ height, translate: `0 ${item.start}px` }}
              >
                <span role="cell" className="flex items-center gap-2">
                  <Spinner /> {w.sessions.loading}
                </span>
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

type RowProps = {
  card: CaseCard;
  filters: QueueFilters;
  top: number;
  height: number;
  narrow: boolean;
  index: number;
  current: boolean;
  severalGroups: boolean;
};

/** One case; a press anywhere on it opens it. */
const SessionRow = memo(function SessionRow(props: RowProps) {
  const { card, top, height, narrow, index, current } = props;
  return (
    <div
      role="row"
      aria-rowindex={index}
      className={`absolute inset-x-0 top-0 flex items-center gap-2 border-b border-line px-3 ${current ? "bg-accent-soft" : "hover:bg-ground"}`}
      style={{ height, translate: `0 ${top}px` }}
    >
      {narrow ? <NarrowCells card={card} link={<Name {...props} />} /> : <WideCells {...props} />}
    </div>
  );
});

function WideCells(props: RowProps) {
  const { card } = props;
  const w = useWords();
  const groups = useQueuePart("groups");
  const modules = useQueuePart("modules");
  const people = useQueuePart("people");
  const group = groups.get(card.groupId)?.name;
  const module = (card.moduleId === null ? undefined : modules.get(card.moduleId)?.name) ?? w.queue.byHand;
  const assignee = card.assigneeId === null ? w.nobody : (people.get(card.assigneeId)?.name ?? w.somebodyGone);
  return (
    <>
      <Cell look={COLUMNS.state}>
        <StateBadge state={card.state} />
      </Cell>
      <Cell look={`${COLUMNS.code} font-mono text-xs text-muted`}>{showSessionCode(codeOf(card))}</Cell>
      <Cell look={`${COLUMNS.customer} truncate`}>
        <Name {...props} />
      </Cell>
      <Cell look={`${COLUMNS.text} flex items-center gap-2 text-muted`}>
        <TagChips tags={card.tags} />
        <span className="min-w-0 truncate">{card.description}</span>
      </Cell>
      {props.severalGroups && <Cell look={`${COLUMNS.group} text-muted`}>{group}</Cell>}
      <Cell look={`${COLUMNS.module} text-muted`}>{module}</Cell>
      <Cell look={`${COLUMNS.assignee} ${card.assigneeId === null ? "text-muted" : ""}`}>{assignee}</Cell>
      <Cell look={`${COLUMNS.created} text-xs text-muted`}>{w.f.date(card.createdAt)}</Cell>
      <Cell look={`${COLUMNS.ended} text-xs text-muted`}>{card.endedAt === null ? "" : w.f.date(card.endedAt)}</Cell>
      <Cell look={COLUMNS.outcome}>{card.outcome && w.outcomes[card.outcome]}</Cell>
      <Cell look={COLUMNS.rating}>{card.stars !== null && <Stars stars={card.stars} />}</Cell>
    </>
  );
}

function NarrowCells({ card, link }: { card: CaseCard; link: ReactNode }) {
  const w = useWords();
  return (
    <span role="cell" className="flex min-w-0 grow flex-col gap-0.5">
      <span className="flex items-center gap-2">
        <span className="min-w-0 grow truncate">{link}</span>
        <span className="shrink-0 text-xs text-muted">{w.f.date(card.endedAt ?? card.createdAt)}</span>
      </span>
      <span className="flex items-center gap-2">
        <StateBadge state={card.state} />
        <TagChips tags={card.tags} />
        <span className="min-w-0 grow truncate text-muted">{card.description}</span>
        {card.stars !== null && <Stars stars={card.stars} />}
      </span>
    </span>
  );
}

function Name({ card, filters, current }: RowProps) {
  const w = useWords();
  return (
    <Link
      id={`session-${card.id}`}
      to="/console/sessions/$caseId"
      params={{ caseId: card.id }}
      search={filters}
      aria-current={current ? "true" : undefined}
      activeProps={{}}
      className="font-medium outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
    >
      {card.customerName || w.anonymous}
    </Link>
  );
}

function Cell({ look, children }: { look: string; children: ReactNode }) {
  return (
    <span role="cell" className={look}>
      {children}
    </span>
  );
}
