import type { CaseCard } from "@beckon/protocol/down.ts";
import { useWords } from "../words/use-words.tsx";

const LOOKS = {
  never: "border-edge",
  connected: "border-progress bg-progress",
  reconnecting: "border-pending bg-pending-soft",
  left: "border-edge bg-sunken",
} as const;

/** Whether somebody is there: a dot and a word; `quiet` leaves the word to screen readers and the pointer. */
export function PresenceDot({ presence, quiet = false }: { presence: CaseCard["customer"]; quiet?: boolean }) {
  const w = useWords();
  const word = w.presence[presence.is];
  return (
    <span className="inline-flex items-center gap-1.5" title={quiet ? word : undefined}>
      <span className={`size-2 shrink-0 rounded-full border-[1.5px] ${LOOKS[presence.is]}`} aria-hidden="true" />
      <span className={quiet ? "sr-only" : ""}>{word}</span>
    </span>
  );
}
