import { DEFAULT_NOTICES, type NoticeChoices } from "@beckon/domain/notice.ts";
import { CALLS, type Answer } from "@beckon/protocol/calls.ts";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { call } from "../calls/call.ts";
import { useDo } from "../calls/use-calls.ts";
import { useSpoken } from "../words/use-words.tsx";

type Notices = Answer<(typeof CALLS)["readNotices"]>;
const KEY = ["notices"];

/** How this person is told of cases, and by which browsers. */
export function useNotices() {
  return useQuery({ queryKey: KEY, queryFn: () => call(CALLS.readNotices) });
}

/** What this person has chosen; what holds for everybody until it is known. */
export function useNoticeChoices(): NoticeChoices {
  return useNotices().data?.choices ?? DEFAULT_NOTICES;
}

/** Changes some choices: shown at once, and put back with a word when the house did not keep them. */
export function useChooseNotices(): (change: Partial<NoticeChoices>) => Promise<void> {
  const act = useDo();
  const queries = useQueryClient();
  const { language } = useSpoken();
  return async (change) => {
    await queries.cancelQueries({ queryKey: KEY });
    const before = queries.getQueryData<Notices>(KEY);
    if (!before) return;
    const choices = { ...before.choices, ...change };
    queries.setQueryData(KEY, { ...before, choices });
    const kept = await act(() => call(CALLS.changeNotices, { body: { choices, language } }));
    if (!kept) queries.setQueryData(KEY, before);
  };
}
