import { fillReply, replyText } from "@beckon/domain/reply.ts";
import { showSessionCode } from "@beckon/domain/session-code.ts";
import { CALLS } from "@beckon/protocol/calls.ts";
import type { CaseDetail } from "@beckon/protocol/down.ts";
import type { Language } from "@beckon/protocol/words.ts";
import { useQuery } from "@tanstack/react-query";
import { isLanguage } from "../../ui/language.ts";
import { call } from "../calls/call.ts";
import { codeOf } from "../case/code.ts";
import { useMe } from "../live/use-live.tsx";
import { useSpoken } from "../words/use-words.tsx";

/** The company's canned replies that this person sees [Q8]. */
export function useReplies() {
  return useQuery({ queryKey: ["replies"], queryFn: () => call(CALLS.listReplies), select: ({ replies }) => replies });
}

/** A reply as it would be written to a customer. `language`: the one it is in. */
export type ReadyReply = { id: string; name: string; text: string; language: Language };

/** The replies for a case, filled in, in its customer's language where there is one [Q8]. */
export function useReadyReplies(detail: CaseDetail | undefined): readonly ReadyReply[] {
  const me = useMe();
  const { language: mine } = useSpoken();
  const replies = useReplies();
  if (!detail) return [];
  const { card, device } = detail;
  const theirs = device?.language.toLowerCase().split("-")[0] ?? mine;
  const values = {
    customer: card.customerName,
    expert: me.name,
    company: me.company.name,
    code: showSessionCode(codeOf(card)),
  };
  return (replies.data ?? []).flatMap(({ id, name, groupId, texts }) => {
    if (groupId !== null && groupId !== card.groupId) return [];
    const found = replyText<Language>(
      texts as Partial<Record<Language, string>>,
      isLanguage(theirs) ? [theirs, mine] : [mine],
    );
    return found ? [{ id, name, language: found.language, text: fillReply(found.text, values) }] : [];
  });
}
