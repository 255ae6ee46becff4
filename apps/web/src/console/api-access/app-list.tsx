import { CALLS } from "@beckon/protocol/calls.ts";
import type { AppRecord } from "@beckon/protocol/tokens.ts";
import { useState } from "react";
import { call } from "../calls/call.ts";
import { useDo } from "../calls/use-calls.ts";
import { Button } from "../controls/button.tsx";
import { Confirm } from "../controls/dialog.tsx";
import { tell } from "../controls/notices.tsx";
import { useWords } from "../words/use-words.tsx";

/** The company's apps with their ids and addresses, and the way to delete each. */
export function AppList({ apps }: { apps: readonly AppRecord[] }) {
  const w = useWords();
  const words = w.api;
  const act = useDo();
  const [deleting, setDeleting] = useState<AppRecord | null>(null);
  if (apps.length === 0)
    return (
      <p className="rounded-md border border-dashed border-edge px-3 py-4 text-center text-muted">{words.noApps}</p>
    );
  return (
    <>
      <ul className="divide-y divide-line rounded-md border border-line">
        {apps.map((app) => (
          <li key={app.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2">
            <div className="min-w-0 grow basis-60">
              <p className="font-medium break-words">{app.name}</p>
              <p className="text-muted">
                {words.created(w.f.date(app.createdAt))} · {words.allowed(app.allowed)}
                {!app.confidential && <> · {words.withoutSecret}</>}
              </p>
              <details className="text-muted">
                <summary className="w-fit cursor-pointer">{words.appDetails}</summary>
                <dl className="flex flex-col gap-1 pt-1 text-xs">
                  <dt>{words.clientId}</dt>
                  <dd className="font-mono break-all">{app.clientId}</dd>
                  <dt>{words.addresses}</dt>
                  {app.redirectUris.map((address) => (
                    <dd key={address} className="font-mono break-all">
                      {address}
                    </dd>
                  ))}
                  <dt>{words.permissions}</dt>
                  <dd className="font-mono break-words">{app.scopes.join(", ")}</dd>
                </dl>
              </details>
            </div>
            <Button aria-label={`${w.delete}: ${app.name}`} onPress={() => setDeleting(app)}>
              {w.delete}
            </Button>
          </li>
        ))}
      </ul>
      {deleting && (
        <Confirm
          title={words.deleteAppTitle(deleting.name)}
          text={words.deleteAppText}
          act={w.delete}
          onClose={() => setDeleting(null)}
          onYes={async () => {
            const done = await act(() => call(CALLS.deleteApp, { params: { id: deleting.id } }), "apps", "grants");
            setDeleting(null);
            if (done) tell(words.appDeleted(deleting.name));
          }}
        />
      )}
    </>
  );
}
