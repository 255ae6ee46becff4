import { CALLS } from "@beckon/protocol/calls.ts";
import type { TokenRecord } from "@beckon/protocol/tokens.ts";
import { useState } from "react";
import { call } from "../calls/call.ts";
import { useDo } from "../calls/use-calls.ts";
import { Button } from "../controls/button.tsx";
import { Confirm } from "../controls/dialog.tsx";
import { tell } from "../controls/notices.tsx";
import { useQueuePart } from "../live/use-live.tsx";
import { useWords } from "../words/use-words.tsx";

/** Tokens with what they may, when they were last used, and the way to revoke each. */
export function TokenList({ tokens }: { tokens: readonly TokenRecord[] }) {
  const w = useWords();
  const words = w.api;
  const act = useDo();
  const people = useQueuePart("people");
  const [revoking, setRevoking] = useState<TokenRecord | null>(null);
  if (tokens.length === 0)
    return <p className="rounded-md border border-dashed border-edge px-3 py-4 text-center text-muted">{words.none}</p>;
  return (
    <>
      <ul className="divide-y divide-line rounded-md border border-line">
        {tokens.map((token) => (
          <li key={token.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2">
            <div className="min-w-0 grow basis-60">
              <p className="flex flex-wrap items-baseline gap-x-2">
                <span className="font-medium break-words">{token.name}</span>
                <code className="font-mono text-xs text-muted">{token.hint}-…</code>
              </p>
              <p className="text-muted">
                {token.lastUsedAt === null ? words.neverUsed : words.lastUsed(w.f.date(token.lastUsedAt))} ·{" "}
                {token.level === "company"
                  ? words.createdBy(w.f.date(token.createdAt), people.get(token.personId)?.name ?? w.somebodyGone)
                  : words.created(w.f.date(token.createdAt))}
              </p>
              <details className="text-muted">
                <summary className="w-fit cursor-pointer">{words.count(token.scopes.length)}</summary>
                <p className="font-mono text-xs break-words">{token.scopes.join(", ")}</p>
              </details>
            </div>
            <Button aria-label={`${words.revoke}: ${token.name}`} onPress={() => setRevoking(token)}>
              {words.revoke}
            </Button>
          </li>
        ))}
      </ul>
      {revoking && (
        <Confirm
          title={words.revokeTitle(revoking.name)}
          text={words.revokeText}
          act={words.revoke}
          onClose={() => setRevoking(null)}
          onYes={async () => {
            const done = await act(() => call(CALLS.revokeToken, { params: { id: revoking.id } }), "tokens");
            setRevoking(null);
            if (done) tell(words.revoked(revoking.name));
          }}
        />
      )}
    </>
  );
}
