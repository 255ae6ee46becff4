import { CALLS } from "@beckon/protocol/calls.ts";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { call } from "../calls/call.ts";
import { useDo } from "../calls/use-calls.ts";
import { Button } from "../controls/button.tsx";
import { CopyButton } from "../controls/copy-button.tsx";
import { Confirm } from "../controls/dialog.tsx";
import { Arriving, Part } from "../shell/page.tsx";
import { useWords } from "../words/use-words.tsx";

/** The company's directory: where it finds us, and the token by which it comes, shown once [I6]. */
export function ScimPart() {
  const w = useWords();
  const words = w.companySignIn;
  const act = useDo();
  const scim = useQuery({ queryKey: ["scim"], queryFn: () => call(CALLS.readScim) });
  const [token, setToken] = useState<string | null>(null);
  const [asking, setAsking] = useState<"make" | "remove" | null>(null);

  async function make() {
    setAsking(null);
    const made = await act(() => call(CALLS.makeScimToken), "scim");
    if (made) setToken(made.token);
  }
  async function remove() {
    setAsking(null);
    setToken(null);
    await act(() => call(CALLS.removeScimToken), "scim");
  }

  const kept = scim.data?.token;
  return (
    <Part title={words.scim}>
      <p className="max-w-prose text-muted">{words.scimIntro}</p>
      {scim.data ? (
        <div className="flex max-w-2xl flex-col gap-4">
          <div className="flex flex-col gap-1">
            <p className="font-medium">{words.scimUrl}</p>
            <div className="flex flex-wrap items-center gap-2">
              <code className="min-w-0 grow rounded-sm bg-sunken px-2 py-1.5 font-mono text-xs break-all">
                {scim.data.url}
              </code>
              <CopyButton text={scim.data.url} label={w.copyLink} />
            </div>
            <p className="text-xs text-muted">{words.scimHint}</p>
          </div>
          <p>
            {kept
              ? `${words.scimMade(kept.hint, w.f.date(kept.createdAt))} ${kept.lastUsedAt === null ? words.scimUnused : words.scimUsed(w.f.date(kept.lastUsedAt))}`
              : words.scimNone}
          </p>
          <div aria-live="polite" className="empty:hidden">
            {token !== null && (
              <div className="flex flex-col gap-2 rounded-md border border-line bg-surface p-3">
                <p className="font-medium">{words.scimOnce}</p>
                <div className="flex flex-wrap items-center gap-2">
                  <code className="min-w-0 grow rounded-sm bg-sunken px-2 py-1.5 font-mono text-xs break-all">
                    {token}
                  </code>
                  <CopyButton text={token} label={words.scimCopy} />
                </div>
              </div>
            )}
          </div>
          <div className="flex flex-wrap gap-2">
            <Button onPress={kept ? () => setAsking("make") : make}>{kept ? words.scimAgain : words.scimMake}</Button>
            {kept && (
              <Button tone="ghost" onPress={() => setAsking("remove")}>
                {words.scimRemove}
              </Button>
            )}
          </div>
        </div>
      ) : (
        <Arriving query={scim} />
      )}
      {asking === "make" && (
        <Confirm
          title={words.scimAgain}
          text={words.scimAgainText}
          act={words.scimAgain}
          onClose={() => setAsking(null)}
          onYes={make}
        />
      )}
      {asking === "remove" && (
        <Confirm
          title={words.scimRemove}
          text={words.scimRemoveText}
          act={words.scimRemove}
          onClose={() => setAsking(null)}
          onYes={remove}
        />
      )}
    </Part>
  );
}
