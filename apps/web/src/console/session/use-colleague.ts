import type { CaseCard } from "@beckon/protocol/down.ts";
import { useState } from "react";

/** Whether this person is there as a colleague; stays so after they have gone, until they have the case themselves. */
export function useColleague(card: CaseCard | undefined, personId: string): boolean {
  const [was, setWas] = useState(false);
  const is = card?.colleagues.some((one) => one.personId === personId) ?? false;
  const has = card?.assigneeId === personId;
  const now = has ? false : is || was;
  if (now !== was) setWas(now);
  return now;
}
