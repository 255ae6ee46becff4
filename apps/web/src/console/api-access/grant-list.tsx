import { CALLS } from "@beckon/protocol/calls.ts";
import type { GrantRecord } from "@beckon/protocol/tokens.ts";
import { useState } from "react";
import { call } from "../calls/call.ts";
import { useDo } from "../calls/use-calls.ts";
import { Button } from "../controls/button.tsx";
import { Confirm } from "../controls/dialog.tsx";
import { tell } from "../controls/notices.tsx";
import { useWords } from "../words/use-words.tsx";

/** What a person allowed apps, and the way to take each back. */
export function GrantList({ grants }: { grants: readonly GrantRecord[] }) {
  const w = useWords();
  const words = w.api;
  const act = useDo();
  const [revoking, setRevoking] = useState<GrantRecord | null>(null);
  return (
    <>
      <ul className="divide-y divide-line rounded-md border border-line">
        {grants.map((grant) => (
          <li key={grant.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2">
            <div className="min-w-0 grow basis-60">
              <p className="font-medium break-words">{grant.name}</p>
              <p className="text-muted">
                {grant.lastUsedAt === null ? words.neverUsed : words.lastUsed(w.f.date(grant.lastUsedAt))} ·{" "}
                {words.allowedAt(w.f.date(grant.createdAt))}
              </p>
              <details className="text-muted">
                <summary className="w-fit cursor-pointer">{words.count(grant.scopes.length)}</summary>
                <p className="font-mono text-xs break-words">{grant.scopes.join(", ")}</p>
              </details>
            </div>
            <Button aria-label={`${words.revoke}: ${grant.name}`} onPress={() => setRevoking(grant)}>
              {words.revoke}
            </Button>
          </li>
        ))}
      </ul>
      {revoking && (
        <Confirm
          title={words.revokeTitle(revoking.name)}
          text={words.revokeGrantText}
          act={words.revoke}
          onClose={() => setRevoking(null)}
          onYes={async () => {
            const done = await act(() => call(CALLS.revokeGrant, { params: { id: revoking.id } }), "grants", "apps");
            setRevoking(null);
            if (done) tell(words.revoked(revoking.name));
          }}
        />
      )}
    </>
  );
}
