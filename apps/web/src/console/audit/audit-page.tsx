import type { AuditEntry } from "@beckon/protocol/calls.ts";
import { CALLS } from "@beckon/protocol/calls.ts";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { call } from "../calls/call.ts";
import { Button } from "../controls/button.tsx";
import { SelectField, TextField } from "../controls/field.tsx";
import { useQueuePart } from "../live/use-live.tsx";
import { Arriving, Page } from "../shell/page.tsx";
import { useWords } from "../words/use-words.tsx";

type Filters = { actorId: string; act: string; text: string; from: string; to: string };
const ALL: Filters = { actorId: "", act: "", text: "", from: "", to: "" };

/** Who did what to what, newest first. */
export function AuditPage() {
  const w = useWords();
  const people = useQueuePart("people");
  const [filters, setFilters] = useState(ALL);
  const asked = useDeferredValue(filters);
  const set = (change: Partial<Filters>) => setFilters((before) => ({ ...before, ...change }));
  const entries = useInfiniteQuery({
    queryKey: ["audit", asked],
    initialPageParam: "",
    queryFn: ({ pageParam }) => call(CALLS.readAudit, { query: queryOf(asked, pageParam) }),
    getNextPageParam: (page) => (page.more ? page.entries.at(-1)?.id : undefined),
    placeholderData: (before) => before,
  });
  const rows = entries.data?.pages.flatMap((page) => page.entries) ?? [];

  return (
    <Page title={w.audit.title} intro={w.audit.intro} wide>
      <search className="grid grid-cols-2 gap-3 lg:grid-cols-5">
        <SelectField
          label={w.audit.who}
          value={filters.actorId}
          onChange={({ target: { value } }) => set({ actorId: value })}
        >
          <option value="">{w.audit.anybody}</option>
          {[...people.values()].map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
        <TextField
          label={w.audit.act}
          placeholder={w.audit.actHint}
          maxLength={60}
          value={filters.act}
          onChange={({ target: { value } }) => set({ act: value })}
        />
        <TextField
          label={w.audit.text}
          maxLength={100}
          value={filters.text}
          onChange={({ target: { value } }) => set({ text: value })}
        />
        <TextField
          label={w.audit.from}
          type="date"
          value={filters.from}
          onChange={({ target: { value } }) => set({ from: value })}
        />
        <TextField
          label={w.audit.to}
          type="date"
          value={filters.to}
          onChange={({ target: { value } }) => set({ to: value })}
        />
      </search>
      {!entries.data && <Arriving query={entries} />}
      {entries.data && rows.length === 0 && <p className="text-muted">{w.audit.none}</p>}
      {rows.length > 0 && (
        // Wide tables scroll by themselves, also with the keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={w.audit.title}>
          <table className="w-full min-w-160 border-collapse text-left">
            <thead>
              <tr className="border-b border-line text-xs text-muted">
                {[w.audit.when, w.audit.who, w.audit.what, w.audit.subject, w.audit.details].map((head) => (
                  <th key={head} scope="col" className="py-1.5 pr-4 font-medium">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((entry) => (
                <Entry key={entry.id} entry={entry} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {entries.hasNextPage && (
        <Button className="self-center" busy={entries.isFetchingNextPage} onPress={() => entries.fetchNextPage()}>
          {w.audit.more}
        </Button>
      )}
    </Page>
  );
}

function Entry({ entry }: { entry: AuditEntry }) {
  const w = useWords();
  const details = Object.entries(entry.details).map(([name, value]) => `${name}: ${value}`);
  return (
    <tr className="border-b border-line align-top">
      <td className="py-1.5 pr-4 whitespace-nowrap text-muted">
        <time dateTime={new Date(entry.at).toISOString()}>{w.f.date(entry.at)}</time>
      </td>
      <td className="py-1.5 pr-4 whitespace-nowrap">{entry.actorName || w.audit.house}</td>
      <td className="py-1.5 pr-4 font-mono text-xs leading-5 whitespace-nowrap">{entry.act}</td>
      <td className="py-1.5 pr-4">{entry.subject}</td>
      <td className="py-1.5 text-xs leading-5 break-words text-muted">{details.join(" · ")}</td>
    </tr>
  );
}

function queryOf(filters: Filters, before: string) {
  // A day chosen as the end counts whole.
  const end = filters.to === "" ? undefined : new Date(`${filters.to}T23:59:59.999`).getTime();
  const start = filters.from === "" ? undefined : new Date(`${filters.from}T00:00`).getTime();
  return {
    ...(before === "" ? {} : { before }),
    ...(filters.actorId === "" ? {} : { actorId: filters.actorId }),
    ...(filters.act.trim() === "" ? {} : { act: filters.act.trim() }),
    ...(filters.text.trim() === "" ? {} : { text: filters.text.trim() }),
    ...(start === undefined ? {} : { from: start }),
    ...(end === undefined ? {} : { to: end }),
  };
}
