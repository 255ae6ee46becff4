import { DEFAULT_WAIT_LIMITS, isToAnswer, waitLevel } from "@beckon/domain/queue.ts";
import type { CaseCard } from "@beckon/protocol/down.ts";
import { Icon } from "../controls/icon.tsx";
import { isWaitingCard } from "../live/waiting-calls.ts";
import { useQueuePart } from "../live/use-live.tsx";
import { useNow } from "../live/use-now.ts";
import { useWords } from "../words/use-words.tsx";
import { ToAnswerMark } from "./to-answer.tsx";

const LOOKS = {
  calm: { look: "text-muted", icon: "clock" },
  warn: { look: "text-warn bg-warn-soft font-medium", icon: "warn" },
  alarm: { look: "text-alarm bg-alarm-soft font-semibold", icon: "alarm" },
} as const;

/** How long a case has been waiting, ticking; the longer, the stronger in shape, word and colour [Q5]. */
export function Waiting({ card }: { card: CaseCard }) {
  const w = useWords();
  const now = useNow();
  const groups = useQueuePart("groups");
  if (isToAnswer(card, card.state)) return <ToAnswerMark card={card} />;
  if (card.waitingSince === null || !isWaitingCard(card)) return <span className="sr-only">{w.queue.notWaiting}</span>;
  const waited = Math.max(0, now - card.waitingSince);
  const level = waitLevel(waited, groups.get(card.groupId) ?? DEFAULT_WAIT_LIMITS);
  const { look, icon } = LOOKS[level];
  return (
    <span
      className={`inline-flex h-5.5 items-center gap-1 rounded-full px-1.5 text-xs ${look}`}
      title={w.queue.waitLevels[level]}
    >
      <Icon name={icon} className="size-3.5" />
      {waited < 86_400_000 ? w.f.clock(waited) : w.f.span(waited)}
      <span className="sr-only">{w.queue.waitLevels[level]}</span>
    </span>
  );
}
