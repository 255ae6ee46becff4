import { CALLS } from "@beckon/protocol/calls.ts";
import type { TokenRecord } from "@beckon/protocol/tokens.ts";
import { call } from "../calls/call.ts";
import { useDo } from "../calls/use-calls.ts";
import { tell } from "../controls/notices.tsx";
import { useQueuePart } from "../live/use-live.tsx";
import { useWords } from "../words/use-words.tsx";
import { EndableList } from "./endable-list.tsx";
import { GrantedScopes } from "./granted-scopes.tsx";

/** Tokens with what they may, when they were last used, and the way to revoke each. */
export function TokenList({ tokens }: { tokens: readonly TokenRecord[] }) {
  const w = useWords();
  const words = w.api;
  const act = useDo();
  const people = useQueuePart("people");
  if (tokens.length === 0)
    return <p className="rounded-md border border-dashed border-edge px-3 py-4 text-center text-muted">{words.none}</p>;
  return (
    <EndableList
      items={tokens}
      mark={(token) => <code className="font-mono text-xs text-muted">{token.hint}-…</code>}
      facts={(token) => (
        <>
          <p className="text-muted">
            {token.lastUsedAt === null ? words.neverUsed : words.lastUsed(w.f.date(token.lastUsedAt))} ·{" "}
            {token.level === "company"
              ? words.createdBy(w.f.date(token.createdAt), people.get(token.personId)?.name ?? w.somebodyGone)
              : words.created(w.f.date(token.createdAt))}
          </p>
          <GrantedScopes scopes={token.scopes} />
        </>
      )}
      act={words.revoke}
      title={words.revokeTitle}
      text={words.revokeText}
      onEnd={async ({ id, name }) => {
        const done = await act(() => call(CALLS.revokeToken, { params: { id } }), "tokens");
        if (done) tell(words.revoked(name));
      }}
    />
  );
}
