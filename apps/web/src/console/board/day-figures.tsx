import type { DayFigures } from "@beckon/protocol/board.ts";
import { CALLS } from "@beckon/protocol/calls.ts";
import type { CaseCard } from "@beckon/protocol/down.ts";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { call } from "../calls/call.ts";
import { isWaitingCard } from "../live/waiting-calls.ts";
import { useQueuePart } from "../live/use-live.tsx";
import { useNow } from "../live/use-now.ts";
import { Arriving } from "../shell/page.tsx";
import { useWords } from "../words/use-words.tsx";

/** What stands where there is nothing to count yet. */
const NONE = "–";
const GATHER_MS = 2_000;
const AT_LATEST_MS = 60_000;

/** What today came to so far, in one group or in all; read anew soon after anything changed, however much did. */
export function TodaysFigures({ groupId, cards }: { groupId: string | null; cards: readonly CaseCard[] }) {
  const w = useWords();
  const now = useNow();
  const figures = useFigures();
  if (!figures.data) return <Arriving query={figures} />;
  const day = figures.data.find((each) => each.groupId === groupId);
  const waiting = cards.filter(isWaitingCard);
  const waits = waiting.map((card) => now - (card.waitingSince ?? now));
  const longest = Math.max(day?.longestWaitMs ?? 0, ...waits);
  const clock = (ms: number | null | undefined) => (ms === null || ms === undefined ? NONE : w.f.clock(ms));
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-md border border-line bg-line sm:grid-cols-3 lg:grid-cols-9">
      <Figure name="came" value={w.f.number(day?.came ?? 0)} />
      <Figure name="waiting" value={w.f.number(waiting.length)} />
      <Figure name="taken" value={w.f.number(day?.taken ?? 0)} />
      <Figure name="within" value={day && day.taken > 0 ? w.f.percent(day.withinLimit / day.taken) : NONE} />
      <Figure name="median" value={clock(day?.medianWaitMs)} />
      <Figure name="longest" value={longest > 0 ? clock(longest) : NONE} />
      <Figure name="givenUp" value={w.f.number(day?.givenUp ?? 0)} />
      <Figure name="closed" value={w.f.number(day?.closed ?? 0)} />
      <Figure name="rating" value={ratingOf(day)} hint={day && day.rated > 0 ? w.board.rated(day.rated) : undefined} />
    </dl>
  );

  function ratingOf(of: DayFigures | undefined): string {
    return of?.stars === null || of?.stars === undefined ? NONE : `${w.f.number(Math.round(of.stars * 10) / 10)} ★`;
  }
}

function Figure({
  name,
  value,
  hint,
}: {
  name: keyof ReturnType<typeof useWords>["board"]["figures"];
  value: string;
  hint?: string | undefined;
}) {
  const w = useWords();
  return (
    <div
      className="flex flex-col justify-between bg-surface px-3 py-2 last:max-lg:col-span-full"
      title={[w.board.hints[name], hint].filter(Boolean).join(" · ")}
    >
      <dt className="text-xs text-muted">{w.board.figures[name]}</dt>
      <dd className="text-lg font-semibold">{value}</dd>
    </div>
  );
}

function useFigures() {
  const queries = useQueryClient();
  const cards = useQueuePart("cards");
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      void queries.invalidateQueries({ queryKey: ["board"] });
    }, GATHER_MS);
  }, [cards, queries]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return useQuery({
    queryKey: ["board"],
    queryFn: () => call(CALLS.readBoard, { query: { from: new Date().setHours(0, 0, 0, 0) } }),
    select: (answer) => answer.figures,
    refetchInterval: AT_LATEST_MS,
  });
}
