import { isOpen } from "@beckon/domain/case.ts";
import { showSessionCode } from "@beckon/domain/session-code.ts";
import type { CaseCard } from "@beckon/protocol/down.ts";
import { Link } from "@tanstack/react-router";
import { codeOf } from "../case/code.ts";
import { StateBadge } from "../case/state-badge.tsx";
import { useQueuePart } from "../live/use-live.tsx";
import { useWords } from "../words/use-words.tsx";

/** One case in a line; it leads to the queue while it is open, else to the history. */
export function CaseRow({
  card,
  withGroup = false,
  nameless = false,
}: {
  card: CaseCard;
  withGroup?: boolean;
  /** Whose case it is stands beside it already. */
  nameless?: boolean;
}) {
  const w = useWords();
  const people = useQueuePart("people");
  const groups = useQueuePart("groups");
  const assignee = card.assigneeId === null ? null : (people.get(card.assigneeId)?.name ?? w.somebodyGone);
  const code = showSessionCode(codeOf(card));
  const name = nameless ? card.description || code : card.customerName || w.anonymous;
  return (
    <li>
      <Link
        to={isOpen(card.state) ? "/console/queue/$caseId" : "/console/sessions/$caseId"}
        params={{ caseId: card.id }}
        search={{}}
        className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-0.5 px-3 py-1.5 -outline-offset-2 hover:bg-ground"
      >
        <StateBadge state={card.state} />
        <span className="min-w-0 truncate font-medium">{name}</span>
        <span className="hidden min-w-0 grow basis-0 truncate text-muted @2xl:block">
          {nameless ? "" : card.description}
        </span>
        <span className="ml-auto flex items-center gap-3 text-xs text-muted">
          {withGroup && groups.size > 1 && <span>{groups.get(card.groupId)?.name}</span>}
          {assignee && <span>{assignee}</span>}
          <span className="hidden font-mono @xl:inline">{code}</span>
          <span>{w.f.date(card.endedAt ?? card.createdAt)}</span>
        </span>
      </Link>
    </li>
  );
}
