import type { CaseState } from "@beckon/domain/case.ts";
import { useWords } from "../words/use-words.tsx";

const LOOKS: Record<CaseState, string> = {
  new: "text-new bg-new-soft",
  pending: "text-pending bg-pending-soft",
  inProgress: "text-progress bg-progress-soft",
  closed: "text-closed bg-closed-soft",
  expired: "text-expired bg-expired-soft",
};

/** A case's state: shape, word and colour, so that none of the three is needed alone. */
export function StateBadge({ state }: { state: CaseState }) {
  const w = useWords();
  return (
    <span
      className={`inline-flex h-5.5 items-center gap-1.5 rounded-full pr-2 pl-1.5 text-xs font-medium whitespace-nowrap ${LOOKS[state]}`}
    >
      <StateShape state={state} />
      {w.states[state]}
    </span>
  );
}

/** The shape alone: a ring, a half, a full disc, a tick, a crossed hourglass. */
export function StateShape({ state }: { state: CaseState }) {
  return (
    <svg
      viewBox="0 0 12 12"
      className="size-3 shrink-0"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      aria-hidden="true"
    >
      {state === "new" && <circle cx="6" cy="6" r="4.2" />}
      {state === "pending" && (
        <>
          <circle cx="6" cy="6" r="4.2" />
          <path d="M6 1.8a4.2 4.2 0 0 1 0 8.4z" fill="currentColor" />
        </>
      )}
      {state === "inProgress" && <circle cx="6" cy="6" r="4.2" fill="currentColor" />}
      {state === "closed" && <path d="M2.5 6.300l2.300 2.300 4.700-5" strokeLinecap="round" strokeLinejoin="round" />}
      {state === "expired" && <path d="M3 2h6L3 10h6z" strokeLinejoin="round" />}
    </svg>
  );
}
