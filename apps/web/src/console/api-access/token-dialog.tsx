import type { Scope } from "@beckon/api/scopes.ts";
import { CALLS } from "@beckon/protocol/calls.ts";
import type { TokenRecord } from "@beckon/protocol/tokens.ts";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { call } from "../calls/call.ts";
import { Button } from "../controls/button.tsx";
import { Dialog } from "../controls/dialog.tsx";
import { TextField } from "../controls/field.tsx";
import { useFormCall } from "../sign-in/use-form-call.ts";
import { useWords } from "../words/use-words.tsx";
import { ScopeChoice } from "./scope-choice.tsx";
import { ShownOnce } from "./shown-once.tsx";

/** Makes a token with a name and ticked permissions, and shows it, this once. */
export function TokenDialog({ level, onClose }: { level: TokenRecord["level"]; onClose: () => void }) {
  const { api: words } = useWords();
  const queries = useQueryClient();
  const [scopes, setScopes] = useState<ReadonlySet<Scope>>(new Set());
  const [unticked, setUnticked] = useState(false);
  const [token, setToken] = useState<string | null>(null);
  const { busy, problem, submit } = useFormCall(async (field) => {
    setUnticked(scopes.size === 0);
    if (scopes.size === 0) return;
    const made = await call(CALLS.createToken, { body: { level, name: field("name").trim(), scopes: [...scopes] } });
    setToken(made.token);
    await queries.invalidateQueries({ queryKey: ["tokens"] });
  });
  return (
    <Dialog title={level === "company" ? words.newCompanyToken : words.newToken} onClose={onClose} wide>
      {token === null ? (
        <form className="flex flex-col gap-4" onSubmit={submit}>
          <TextField
            label={words.name}
            hint={words.nameHint}
            name="name"
            required
            maxLength={100}
            autoComplete="off"
            autoFocus
            error={problem?.field === "name" ? problem.text : null}
          />
          <ScopeChoice chosen={scopes} onChange={setScopes} error={unticked && scopes.size === 0 ? words.pick : null} />
          <div role="alert">
            {problem && problem.field !== "name" && <p className="text-danger-text">{problem.text}</p>}
          </div>
          <div className="flex justify-end">
            <Button type="submit" tone="accent" busy={busy}>
              {words.create}
            </Button>
          </div>
        </form>
      ) : (
        <ShownOnce secrets={[{ label: words.token, text: token, copy: words.copy }]} onClose={onClose} />
      )}
    </Dialog>
  );
}
