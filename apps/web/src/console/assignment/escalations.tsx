import { showSessionCode } from "@beckon/domain/session-code.ts";
import { useEffect, useEffectEvent } from "react";
import { codeOf } from "../case/code.ts";
import { tell } from "../controls/notices.tsx";
import { useLive } from "../live/use-live.tsx";
import { useWords } from "../words/use-words.tsx";

/** Tells who supervises that nobody came to a case within its group's limit [A9]. Draws nothing. */
export function Escalations() {
  const w = useWords();
  const live = useLive();
  const hear = useEffectEvent((code: string, waitedMs: number, to: string | null) => {
    const group = to === null ? null : (live.queue.state().groups.get(to)?.name ?? w.audit.gone.group);
    tell(w.assignment.escalated(showSessionCode(codeOf({ code })), w.f.span(waitedMs), group), true);
  });
  useEffect(
    () =>
      live.link.on((message) => {
        if (message.type === "notice/escalated") hear(message.code, message.waitedMs, message.to);
      }),
    [live],
  );
  return null;
}
