import { CALLS } from "@beckon/protocol/calls.ts";
import type { AppRecord } from "@beckon/protocol/tokens.ts";
import { call } from "../calls/call.ts";
import { useDo } from "../calls/use-calls.ts";
import { tell } from "../controls/notices.tsx";
import { useWords } from "../words/use-words.tsx";
import { EndableList } from "./endable-list.tsx";

/** The company's apps with their ids and addresses, and the way to delete each. */
export function AppList({ apps }: { apps: readonly AppRecord[] }) {
  const w = useWords();
  const words = w.api;
  const act = useDo();
  if (apps.length === 0)
    return (
      <p className="rounded-md border border-dashed border-edge px-3 py-4 text-center text-muted">{words.noApps}</p>
    );
  return (
    <EndableList
      items={apps}
      facts={(app) => (
        <>
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
        </>
      )}
      act={w.delete}
      title={words.deleteAppTitle}
      text={words.deleteAppText}
      onEnd={async ({ id, name }) => {
        const done = await act(() => call(CALLS.deleteApp, { params: { id } }), "apps", "grants");
        if (done) tell(words.appDeleted(name));
      }}
    />
  );
}
