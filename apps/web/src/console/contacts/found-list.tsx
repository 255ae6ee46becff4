import type { ReactNode } from "react";
import { Button } from "../controls/button.tsx";
import { Arriving } from "../shell/page.tsx";
import { useWords } from "../words/use-words.tsx";

type Found = Parameters<typeof Arriving>[0]["query"] & { hasNextPage: boolean; fetchNextPage(): unknown };

/** What was found so far, with a way to more of it; `empty` where there is nothing, or that nothing matches the search. */
export function FoundList<Row>(props: {
  found: { query: Found; rows: readonly Row[] | undefined };
  searched: boolean;
  empty: ReactNode;
  children: (rows: readonly Row[]) => ReactNode;
}) {
  const w = useWords();
  const { query, rows } = props.found;
  if (!rows) return <Arriving query={query} />;
  if (rows.length === 0) {
    return props.searched ? (
      <p role="status" className="text-muted">
        {w.contacts.noMatch}
      </p>
    ) : (
      props.empty
    );
  }
  return (
    <>
      {props.children(rows)}
      {query.hasNextPage && (
        <div className="flex justify-center">
          <Button onPress={() => query.fetchNextPage()}>{w.contacts.loadMore}</Button>
        </div>
      )}
    </>
  );
}
