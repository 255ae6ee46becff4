import type { Scope } from "@beckon/api/scopes.ts";
import { CALLS } from "@beckon/protocol/calls.ts";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { call } from "../calls/call.ts";
import { Button } from "../controls/button.tsx";
import { Dialog } from "../controls/dialog.tsx";
import { TextArea, TextField } from "../controls/field.tsx";
import { Toggle } from "../controls/toggle.tsx";
import { useFormCall } from "../sign-in/use-form-call.ts";
import { useWords } from "../words/use-words.tsx";
import { ScopeChoice } from "./scope-choice.tsx";
import { ShownOnce } from "./shown-once.tsx";

/** Registers an app, and shows its id and secret, the secret this once. */
export function AppDialog({ onClose }: { onClose: () => void }) {
  const { api: words } = useWords();
  const queries = useQueryClient();
  const [scopes, setScopes] = useState<ReadonlySet<Scope>>(new Set());
  const [confidential, setConfidential] = useState(true);
  const [unticked, setUnticked] = useState(false);
  const [made, setMade] = useState<{ clientId: string; clientSecret: string | null } | null>(null);
  const { busy, problem, submit } = useFormCall(async (field) => {
    setUnticked(scopes.size === 0);
    if (scopes.size === 0) return;
    const redirectUris = field("addresses").split(/\s+/).filter(Boolean);
    const body = { name: field("name").trim(), redirectUris, scopes: [...scopes], confidential };
    const { app, clientSecret } = await call(CALLS.createApp, { body });
    setMade({ clientId: app.clientId, clientSecret });
    await queries.invalidateQueries({ queryKey: ["apps"] });
  });
  const inAddresses = problem?.field?.startsWith("redirectUris") ?? false;
  return (
    <Dialog title={words.newApp} onClose={onClose} wide>
      {made === null ? (
        <form className="flex flex-col gap-4" onSubmit={submit}>
          <TextField
            label={words.name}
            hint={words.appNameHint}
            name="name"
            required
            maxLength={100}
            autoComplete="off"
            autoFocus
            error={problem?.field === "name" ? problem.text : null}
          />
          <TextArea
            label={words.addresses}
            hint={words.addressesHint}
            name="addresses"
            required
            rows={2}
            spellCheck={false}
            error={inAddresses ? words.addressRefused : null}
          />
          <Toggle
            label={words.confidential}
            hint={words.confidentialHint}
            on={confidential}
            onChange={setConfidential}
          />
          <ScopeChoice chosen={scopes} onChange={setScopes} error={unticked && scopes.size === 0 ? words.pick : null} />
          <div role="alert">
            {problem && problem.field !== "name" && !inAddresses && <p className="text-danger-text">{problem.text}</p>}
          </div>
          <div className="flex justify-end">
            <Button type="submit" tone="accent" busy={busy}>
              {words.register}
            </Button>
          </div>
        </form>
      ) : (
        <ShownOnce
          secrets={[
            { label: words.clientId, text: made.clientId, copy: words.copyId },
            ...(made.clientSecret === null
              ? []
              : [{ label: words.clientSecret, text: made.clientSecret, copy: words.copySecret }]),
          ]}
          {...(made.clientSecret === null ? { intro: words.noSecret } : {})}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}
