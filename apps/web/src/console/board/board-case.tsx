import { showSessionCode } from "@beckon/domain/session-code.ts";
import type { CaseCard } from "@beckon/protocol/down.ts";
import { Link } from "@tanstack/react-router";
import type { KeyboardEvent } from "react";
import { OfferedTo } from "../assignment/offered-to.tsx";
import { codeOf } from "../case/code.ts";
import { PriorityMark } from "../case/priority-mark.tsx";
import { StateBadge } from "../case/state-badge.tsx";
import { Waiting } from "../case/waiting.tsx";
import { IconButton } from "../controls/button.tsx";
import { isWaitingCard } from "../live/waiting-calls.ts";
import { useQueuePart } from "../live/use-live.tsx";
import { useWords } from "../words/use-words.tsx";
import { useMoving } from "./moving.tsx";

/** One case on the board: it can be dragged, or moved with the key m and from its button. */
export function BoardCase({ card, showsAssignee }: { card: CaseCard; showsAssignee: boolean }) {
  const w = useWords();
  const { dragged, drag, choose } = useMoving();
  const people = useQueuePart("people");
  const name = card.customerName || w.anonymous;
  const assignee = card.assigneeId === null ? null : (people.get(card.assigneeId)?.name ?? w.somebodyGone);
  const press = (event: KeyboardEvent) => {
    if (event.key !== "m" || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    choose(card);
  };
  return (
    <li>
      <div
        draggable
        onDragStart={(event) => {
          event.dataTransfer.effectAllowed = "move";
          event.dataTransfer.setData("text/plain", showSessionCode(codeOf(card)));
          drag(card);
        }}
        onDragEnd={() => drag(null)}
        className={`flex cursor-grab items-center gap-2 rounded-sm border border-line bg-surface py-1 pr-1 pl-2.5 active:cursor-grabbing ${dragged?.id === card.id ? "opacity-50" : ""}`}
      >
        <PriorityMark priority={card.priority} />
        <div className="min-w-0 grow">
          <Link
            to="/console/queue/$caseId"
            params={{ caseId: card.id }}
            draggable={false}
            onKeyDown={press}
            className="block truncate font-medium hover:underline"
          >
            {name}
          </Link>
          <span className="block truncate text-xs text-muted empty:hidden">
            {card.offer ? <OfferedTo offer={card.offer} /> : showsAssignee && assignee}
          </span>
        </div>
        {isWaitingCard(card) ? <Waiting card={card} /> : <StateBadge state={card.state} />}
        <IconButton label={w.board.move(name)} icon="move" onPress={() => choose(card)} onKeyDown={press} />
      </div>
    </li>
  );
}
