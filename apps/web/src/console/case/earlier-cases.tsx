import { showSessionCode } from "@beckon/domain/session-code.ts";
import type { CaseDetail } from "@beckon/protocol/down.ts";
import { Link, useRouterState } from "@tanstack/react-router";
import { useWords } from "../words/use-words.tsx";
import { codeOf } from "./code.ts";
import { StateBadge } from "./state-badge.tsx";

/** What the same customer needed before. */
export function EarlierCases({ earlier }: { earlier: CaseDetail["earlier"] }) {
  const w = useWords();
  const inSessions = useRouterState({ select: ({ location }) => location.pathname.startsWith("/console/sessions") });
  return (
    <ul className="-mx-2">
      {earlier.map((each) => (
        <li key={each.id}>
          <Link
            to={inSessions ? "/console/sessions/$caseId" : "/console/queue/$caseId"}
            params={{ caseId: each.id }}
            search={true}
            className="flex items-center gap-2 rounded-sm px-2 py-1.5 hover:bg-sunken"
          >
            <StateBadge state={each.state} />
            <span className="grow truncate">{each.description || showSessionCode(codeOf(each))}</span>
            <span className="text-xs text-muted">{w.f.date(each.createdAt)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
