import { showSessionCode } from "@beckon/domain/session-code.ts";
import { isOpen } from "@beckon/domain/case.ts";
import type { CaseCard } from "@beckon/protocol/down.ts";
import type { ReactNode } from "react";
import { memo } from "react";
import { OfferedTo } from "../assignment/offered-to.tsx";
import { codeOf } from "../case/code.ts";
import { PresenceDot } from "../case/presence.tsx";
import { PriorityMark } from "../case/priority-mark.tsx";
import { StateBadge } from "../case/state-badge.tsx";
import { TagChips } from "../case/tag-chips.tsx";
import { Waiting } from "../case/waiting.tsx";
import { Icon } from "../controls/icon.tsx";
import { useQueuePart } from "../live/use-live.tsx";
import { useNow } from "../live/use-now.ts";
import { useWords } from "../words/use-words.tsx";
import { COLUMNS } from "./columns.ts";

type Props = {
  card: CaseCard;
  stale: boolean;
  top: number;
  height: number;
  narrow: boolean;
  /** Its place among all rows, from 2: the head is 1. */
  index: number;
  current: boolean;
  selected: boolean;
  onOpen: (caseId: string) => void;
  onSelect: (caseId: string, range: boolean) => void;
};

/** One case in the list. */
export const QueueRow = memo(
  function QueueRow({ card, stale, top, height, narrow, index, current, selected, onOpen, onSelect }: Props) {
    const w = useWords();
    const code = showSessionCode(codeOf(card));
    const ground = current ? "bg-accent-soft" : selected ? "bg-sunken" : "hover:bg-ground";
    return (
      // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the grid has the keys
      <div
        role="row"
        id={`row-${card.id}`}
        aria-rowindex={index}
        aria-selected={selected}
        onClick={(event) => (event.shiftKey ? onSelect(card.id, true) : onOpen(card.id))}
        className={`absolute inset-x-0 top-0 flex items-center gap-2 border-b border-line px-3 transition-[translate] duration-(--motion) ${ground} ${stale ? "opacity-60" : ""}`}
        style={{ height, translate: `0 ${top}px` }}
      >
        <span role="gridcell" className="flex w-5 shrink-0">
          {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- it only keeps the press from opening the row */}
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={w.queue.select(code)}
            checked={selected}
            onClick={(event) => {
              event.stopPropagation();
              onSelect(card.id, event.shiftKey);
            }}
            onChange={() => {}}
            className="size-4 accent-accent"
          />
        </span>
        {narrow ? <NarrowCells card={card} /> : <WideCells card={card} code={code} />}
      </div>
    );
  },
  (a, b) =>
    a.card === b.card &&
    a.stale === b.stale &&
    a.top === b.top &&
    a.height === b.height &&
    a.narrow === b.narrow &&
    a.index === b.index &&
    a.current === b.current &&
    a.selected === b.selected &&
    a.onOpen === b.onOpen &&
    a.onSelect === b.onSelect,
);

function WideCells({ card, code }: { card: CaseCard; code: string }) {
  const w = useWords();
  const groups = useQueuePart("groups");
  const modules = useQueuePart("modules");
  const module = card.moduleId === null ? undefined : modules.get(card.moduleId);
  return (
    <>
      <Cell look={COLUMNS.priority}>
        <PriorityMark priority={card.priority} />
      </Cell>
      <Cell look={COLUMNS.state}>
        <StateBadge state={card.state} />
      </Cell>
      <Cell look={`${COLUMNS.code} font-mono text-xs text-muted`}>{code}</Cell>
      <Cell look={`${COLUMNS.customer} flex items-center gap-2`}>
        <PresenceDot presence={card.customer} quiet />
        <span className="truncate font-medium">{card.customerName || w.anonymous}</span>
      </Cell>
      <Cell look={`${COLUMNS.text} flex items-center gap-2 text-muted`}>
        <TagChips tags={card.tags} />
        <span className="min-w-0 truncate">{card.description}</span>
      </Cell>
      {groups.size > 1 && <Cell look={`${COLUMNS.group} text-muted`}>{groups.get(card.groupId)?.name}</Cell>}
      <Cell look={`${COLUMNS.module} text-muted`}>{module?.name ?? w.queue.byHand}</Cell>
      <Cell look={`${COLUMNS.channel} text-muted`}>
        <Channel card={card} />
      </Cell>
      <Cell look={COLUMNS.assignee}>
        <Assignee card={card} />
      </Cell>
      <Cell look={COLUMNS.waiting}>
        <WaitingOrEnd card={card} />
      </Cell>
    </>
  );
}

function Channel({ card: { channel } }: { card: CaseCard }) {
  const w = useWords();
  if (channel === null) return null;
  return (
    <span className="flex items-center gap-1.5">
      <Icon name={channel === "desktop" ? "computer" : "browser"} className="size-3.5" />
      {w.desktop.channels[channel]}
    </span>
  );
}

function NarrowCells({ card }: { card: CaseCard }) {
  const w = useWords();
  return (
    <span role="gridcell" className="flex min-w-0 grow flex-col gap-0.5">
      <span className="flex items-center gap-2">
        <PresenceDot presence={card.customer} quiet />
        <span className="truncate font-medium">{card.customerName || w.anonymous}</span>
        <PriorityMark priority={card.priority} />
        <span className="grow" />
        <WaitingOrEnd card={card} />
      </span>
      <span className="flex items-center gap-2">
        <StateBadge state={card.state} />
        {card.offer && <OfferedTo offer={card.offer} short />}
        <TagChips tags={card.tags} />
        <span className="min-w-0 truncate text-muted">{card.description}</span>
      </span>
    </span>
  );
}

function WaitingOrEnd({ card }: { card: CaseCard }) {
  return isOpen(card.state) ? <Waiting card={card} /> : <Ended card={card} />;
}

function Ended({ card }: { card: CaseCard }) {
  const w = useWords();
  const now = useNow();
  if (card.endedAt === null) return null;
  return (
    <span className="block truncate text-xs text-muted" title={w.f.date(card.endedAt)}>
      {w.f.ago(card.endedAt, now)}
    </span>
  );
}

function Assignee({ card }: { card: CaseCard }) {
  const w = useWords();
  const people = useQueuePart("people");
  const me = useQueuePart("me");
  if (card.assigneeId === null && card.offer) return <OfferedTo offer={card.offer} short />;
  if (card.assigneeId === null) return <span className="text-muted">{w.nobody}</span>;
  const name = people.get(card.assigneeId)?.name ?? w.somebodyGone;
  return (
    <span className={card.assigneeId === me?.personId ? "font-medium" : ""} title={name}>
      {name}
    </span>
  );
}

function Cell({ look, children }: { look: string; children: ReactNode }) {
  return (
    <span role="gridcell" className={look}>
      {children}
    </span>
  );
}
