import { CALLS } from "@beckon/protocol/calls.ts";
import type { GrantRecord } from "@beckon/protocol/tokens.ts";
import { call } from "../calls/call.ts";
import { useDo } from "../calls/use-calls.ts";
import { tell } from "../controls/notices.tsx";
import { useWords } from "../words/use-words.tsx";
import { EndableList } from "./endable-list.tsx";
import { GrantedScopes } from "./granted-scopes.tsx";

/** What a person allowed apps, and the way to take each back. */
export function GrantList({ grants }: { grants: readonly GrantRecord[] }) {
  const w = useWords();
  const words = w.api;
  const act = useDo();
  return (
    <EndableList
      items={grants}
      facts={(grant) => (
        <>
          <p className="text-muted">
            {grant.lastUsedAt === null ? words.neverUsed : words.lastUsed(w.f.date(grant.lastUsedAt))} ·{" "}
            {words.allowedAt(w.f.date(grant.createdAt))}
          </p>
          <GrantedScopes scopes={grant.scopes} />
        </>
      )}
      act={words.revoke}
      title={words.revokeTitle}
      text={words.revokeGrantText}
      onEnd={async ({ id, name }) => {
        const done = await act(() => call(CALLS.revokeGrant, { params: { id } }), "grants", "apps");
        if (done) tell(words.revoked(name));
      }}
    />
  );
}
