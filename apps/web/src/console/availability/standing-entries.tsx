import { CHOICES } from "@beckon/domain/availability.ts";
import { CALLS } from "@beckon/protocol/calls.ts";
import type { PersonCard } from "@beckon/protocol/down.ts";
import { call } from "../calls/call.ts";
import { useDo } from "../calls/use-calls.ts";
import type { MenuEntry } from "../controls/menu.tsx";
import { useWords } from "../words/use-words.tsx";
import { StatusMark } from "./status-mark.tsx";

/** The ways to say for somebody else how they stand. */
export function useStandingEntries({ id, availability }: PersonCard): MenuEntry[] {
  const w = useWords();
  const act = useDo();
  return CHOICES.filter((status) => status !== availability.status).map((status) => ({
    label: w.availability.setTo[status],
    sign: <StatusMark status={status} />,
    onSelect: () => act(() => call(CALLS.changeWorkload, { params: { id }, body: { status } })),
  }));
}
