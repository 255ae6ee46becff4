import { CALLS } from "@beckon/protocol/calls.ts";
import type { ContactDetail } from "@beckon/protocol/contacts.ts";
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { call } from "../calls/call.ts";
import { useQueuePart } from "../live/use-live.tsx";
import type { ContactFilters } from "./contact-filters.ts";

/** The server is asked once the typing rests. */
const REST_MS = 250;
/** A busy queue makes contacts all the time: lists are read anew once in a while. */
const FRESH_MS = 1000;

/** The name under which calls of contacts are remembered: `useDo` reads them anew by it. */
export const CONTACTS = "contacts";

/** The contacts that pass the filters, by pages. */
export function useContacts(filters: ContactFilters) {
  const { group, text } = useRested(filters);
  const query = useInfiniteQuery({
    queryKey: [CONTACTS, "list", group, text],
    initialPageParam: "",
    queryFn: ({ pageParam }) => call(CALLS.listContacts, { query: queryOf(group, text, pageParam) }),
    getNextPageParam: (page) => (page.more ? page.contacts.at(-1)?.id : undefined),
    placeholderData: (before) => before,
  });
  return { query, rows: query.data?.pages.flatMap(({ contacts }) => contacts) };
}

/** The computers that pass the filters, by pages. */
export function useComputers(filters: ContactFilters) {
  const { group, text } = useRested(filters);
  const query = useInfiniteQuery({
    queryKey: [CONTACTS, "computers", group, text],
    initialPageParam: "",
    queryFn: ({ pageParam }) => call(CALLS.listComputers, { query: queryOf(group, text, pageParam) }),
    getNextPageParam: (page) => (page.more ? page.computers.at(-1)?.id : undefined),
    placeholderData: (before) => before,
  });
  return { query, rows: query.data?.pages.flatMap(({ computers }) => computers) };
}

/** One contact, with its cases as they are now. */
export function useContact(contactId: string) {
  const cards = useQueuePart("cards");
  return useQuery({
    queryKey: [CONTACTS, "one", contactId],
    queryFn: () => call(CALLS.readContact, { params: { id: contactId } }),
    retry: false,
    select: (detail): ContactDetail => ({
      ...detail,
      cases: detail.cases.map((card) => {
        const live = cards.get(card.id);
        return live && live.version > card.version ? live : card;
      }),
    }),
  });
}

/** Reads contacts anew when cases come, go or end, for as long as the component is shown. */
export function useFreshContacts(): void {
  const queries = useQueryClient();
  const cards = useQueuePart("cards");
  let open = 0;
  for (const card of cards.values()) if (card.endedAt === null) open++;
  const changed = `${cards.size} ${open}`;
  useEffect(() => {
    const timer = setTimeout(() => void queries.invalidateQueries({ queryKey: [CONTACTS] }), FRESH_MS);
    return () => clearTimeout(timer);
  }, [queries, changed]);
}

function queryOf(groupId: string | undefined, text: string | undefined, before: string) {
  return {
    ...(groupId ? { groupId } : {}),
    ...(text?.trim() ? { text: text.trim() } : {}),
    ...(before ? { before } : {}),
  };
}

function useRested(filters: ContactFilters): ContactFilters {
  const [rested, setRested] = useState(filters);
  useEffect(() => {
    const timer = setTimeout(() => setRested(filters), filters.group === rested.group ? REST_MS : 0);
    return () => clearTimeout(timer);
  }, [filters, rested.group]);
  return rested;
}
