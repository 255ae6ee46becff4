import { compareQueue, isToAnswer } from "@beckon/domain/queue.ts";
import type { CaseCard, GroupCard } from "@beckon/protocol/down.ts";
import { Link } from "@tanstack/react-router";
import { isWaitingCard } from "../live/waiting-calls.ts";
import { useWords } from "../words/use-words.tsx";
import { BoardCase } from "./board-case.tsx";
import { useDrop } from "./moving.tsx";

/** Who waits in one group, longest first, against its limits; a case can be dropped here. */
export function WaitingGroup({ group, cards }: { group: GroupCard; cards: readonly CaseCard[] }) {
  const w = useWords();
  const { look, props } = useDrop({ groupId: group.id });
  const waiting = cards.filter(isWaitingCard).sort(compareQueue);
  const toAnswer = cards.filter((card) => isToAnswer(card, card.state)).length;
  return (
    <section
      aria-label={group.name}
      {...(group.access === "write" ? props : {})}
      className={`flex flex-col gap-2 rounded-md border border-line p-3 ${group.access === "write" ? look : ""}`}
    >
      <header className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5">
        <h3 className="font-semibold">{group.name}</h3>
        <span className="grow text-muted">{w.nav.waiting(waiting.length)}</span>
        {toAnswer > 0 && (
          <Link
            to="/console/queue"
            search={{ state: "toAnswer", group: group.id }}
            className="text-accent-text hover:underline"
          >
            {w.board.toAnswer(toAnswer)}
          </Link>
        )}
        <span className="text-xs text-muted">{w.board.limits(w.f.span(group.warnMs), w.f.span(group.alarmMs))}</span>
      </header>
      {waiting.length === 0 ? (
        <p className="text-muted">{w.board.nobodyWaits}</p>
      ) : (
        <ul className="flex flex-col gap-1.5">
          {waiting.map((card) => (
            <BoardCase key={card.id} card={card} showsAssignee />
          ))}
        </ul>
      )}
    </section>
  );
}
