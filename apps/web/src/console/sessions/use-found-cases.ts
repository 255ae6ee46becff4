import type { CaseCard } from "@beckon/protocol/down.ts";
import { CALLS } from "@beckon/protocol/calls.ts";
import type { InfiniteData } from "@tanstack/react-query";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { call } from "../calls/call.ts";
import { useLive, useMe, useQueuePart } from "../live/use-live.tsx";
import type { QueueFilters } from "../queue/filters.ts";
import { queryOf } from "./session-filters.ts";
import { withLive } from "./with-live.ts";

/** The server is asked once the typing rests. */
const REST_MS = 250;
const KEY = "sessions";
type Page = { cards: CaseCard[]; more: boolean };

/** Every case that passes the filters, ended ones too, newest first, by pages of the server's and kept up to date. */
export function useFoundCases(filters: QueueFilters) {
  const live = useLive();
  const me = useMe();
  const cards = useQueuePart("cards");
  const queries = useQueryClient();
  const asked = useRested(filters);
  const query = useInfiniteQuery({
    queryKey: [KEY, asked],
    initialPageParam: "",
    queryFn: ({ pageParam }) => call(CALLS.searchCases, { query: queryOf(asked, me.personId, pageParam) }),
    getNextPageParam: (page) => (page.more ? page.cards.at(-1)?.id : undefined),
    placeholderData: (before) => before,
    // What changes is pushed; reading every page again would only cost.
    refetchOnWindowFocus: false,
  });

  useEffect(() => {
    const stopHearing = live.link.on((message) => {
      if (message.type !== "queue/gone") return;
      queries.setQueriesData<InfiniteData<Page>>({ queryKey: [KEY] }, (data) => data && without(data, message.caseId));
    });
    // What went while the line was down was not told.
    const stopOpening = live.onOpen(() => void queries.invalidateQueries({ queryKey: [KEY] }));
    return () => {
      stopHearing();
      stopOpening();
    };
  }, [live, queries]);

  const { data, hasNextPage } = query;
  const rows = useMemo(() => {
    // A case that came between two pages may stand on both.
    const found = new Map(data?.pages.flatMap((page) => page.cards.map((card) => [card.id, card])));
    return data ? withLive([...found.values()], cards, asked, me.personId, hasNextPage) : [];
  }, [data, cards, asked, me.personId, hasNextPage]);
  return { query, rows };
}

/** One page can be empty afterwards; the last card of a page is kept in mind by the next page's own parameter. */
function without(data: InfiniteData<Page>, caseId: string): InfiniteData<Page> {
  return {
    ...data,
    pages: data.pages.map((page) =>
      page.cards.some((card) => card.id === caseId)
        ? { ...page, cards: page.cards.filter((card) => card.id !== caseId) }
        : page,
    ),
  };
}

/** The filters, behind while they change quickly. */
function useRested(filters: QueueFilters): QueueFilters {
  const [rested, setRested] = useState(filters);
  useEffect(() => {
    const timer = setTimeout(() => setRested(filters), REST_MS);
    return () => clearTimeout(timer);
  }, [filters]);
  return rested;
}
