import type { AuditEntry } from "@beckon/protocol/calls.ts";
import { CALLS } from "@beckon/protocol/calls.ts";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useDeferredValue, useMemo, useState } from "react";
import { call } from "../calls/call.ts";
import { Button } from "../controls/button.tsx";
import { SelectField, TextField } from "../controls/field.tsx";
import { useQueuePart } from "../live/use-live.tsx";
import { Arriving, Page } from "../shell/page.tsx";
import type { AuditNames } from "./audit-names.ts";
import { auditNames } from "./audit-names.ts";
import { sayAct, sayDetails, saySubject } from "./audit-sentences.ts";
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
  const groups = useQueuePart("groups");
  const modules = useQueuePart("modules");
  const names = auditNames(w, { people, groups, modules }, rows);
  const cards = useQueuePart("cards");
  const idOf = useMemo(() => new Map([...cards.values()].map(({ code, id }) => [code, id])), [cards]);
  const deleted = new Set(rows.filter(({ act }) => act === "case/deleted").map(({ subject }) => subject));

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
        <SelectField label={w.audit.act} value={filters.act} onChange={({ target: { value } }) => set({ act: value })}>
          <option value="">{w.audit.anyAct}</option>
          {Object.entries(w.audit.acts).map(([act, words]) => (
            <option key={act} value={act}>
              {words}
            </option>
          ))}
        </SelectField>
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
                <Entry
                  key={entry.id}
                  entry={entry}
                  names={names}
                  gone={deleted.has(entry.subject)}
                  caseId={idOf.get(entry.subject)}
                />
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

function Entry({
  entry,
  names,
  gone,
  caseId,
}: {
  entry: AuditEntry;
  names: AuditNames;
  gone: boolean;
  caseId: string | undefined;
}) {
  const w = useWords();
  return (
    <tr className="border-b border-line align-top">
      <td className="py-1.5 pr-4 whitespace-nowrap text-muted">
        <time dateTime={new Date(entry.at).toISOString()}>{w.f.date(entry.at)}</time>
      </td>
      <td className="py-1.5 pr-4 whitespace-nowrap">
        {entry.actorName || w.audit.house}
        {entry.through !== "" && <span className="block text-xs text-muted">{w.audit.through(entry.through)}</span>}
      </td>
      <td className="py-1.5 pr-4">{sayAct(w, entry.act)}</td>
      <td className="py-1.5 pr-4 break-words">
        {entry.act.startsWith("case/") && !gone ? (
          <CaseLink code={entry.subject} text={saySubject(entry, names)} caseId={caseId} />
        ) : (
          saySubject(entry, names)
        )}
      </td>
      <td className="py-1.5 text-xs leading-5 break-words text-muted">{sayDetails(w, entry, names).join(" · ")}</td>
    </tr>
  );
}

/** Leads to the case itself when it is in the queue, else to where it is found. */
function CaseLink({ code, text, caseId }: { code: string; text: string; caseId: string | undefined }) {
  const look = "font-mono text-xs leading-5 whitespace-nowrap text-accent-text underline";
  return caseId !== undefined ? (
    <Link to="/console/sessions/$caseId" params={{ caseId }} className={look}>
      {text}
    </Link>
  ) : (
    <Link to="/console/sessions" search={{ text: code }} className={look}>
      {text}
    </Link>
  );
}

function queryOf(filters: Filters, before: string) {
  // A day chosen as the end counts whole.
  const end = filters.to === "" ? undefined : new Date(`${filters.to}T23:59:59.999`).getTime();
  const start = filters.from === "" ? undefined : new Date(`${filters.from}T00:00`).getTime();
  return {
    ...(before === "" ? {} : { before }),
    ...(filters.actorId === "" ? {} : { actorId: filters.actorId }),
    ...(filters.act === "" ? {} : { act: filters.act }),
    ...(filters.text.trim() === "" ? {} : { text: filters.text.trim() }),
    ...(start === undefined ? {} : { from: start }),
    ...(end === undefined ? {} : { to: end }),
  };
}
