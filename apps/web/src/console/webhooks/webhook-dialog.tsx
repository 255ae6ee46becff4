import { LOGGED_KINDS, type LoggedKind } from "@beckon/domain/case-log.ts";
import { CALLS } from "@beckon/protocol/calls.ts";
import { LONGEST_WEBHOOK_ADDRESS, type WebhookRecord } from "@beckon/protocol/webhooks.ts";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ShownOnce } from "../api-access/shown-once.tsx";
import { call } from "../calls/call.ts";
import { Button } from "../controls/button.tsx";
import { Dialog } from "../controls/dialog.tsx";
import { TextField } from "../controls/field.tsx";
import { Toggle } from "../controls/toggle.tsx";
import { useFormCall } from "../sign-in/use-form-call.ts";
import { useWords } from "../words/use-words.tsx";

/** Makes a webhook and shows its secret this once, or changes one. */
export function WebhookDialog({ webhook, onClose }: { webhook: WebhookRecord | undefined; onClose: () => void }) {
  const { webhooks: words } = useWords();
  const queries = useQueryClient();
  const [kinds, setKinds] = useState<ReadonlySet<LoggedKind>>(new Set(webhook?.kinds ?? LOGGED_KINDS));
  const [enabled, setEnabled] = useState(webhook?.off === null || webhook === undefined);
  const [unticked, setUnticked] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const { busy, problem, submit } = useFormCall(async (field) => {
    setUnticked(kinds.size === 0);
    if (kinds.size === 0) return;
    const settings = { name: field("name").trim(), url: field("url").trim(), kinds: [...kinds] };
    if (webhook) {
      await call(CALLS.changeWebhook, { params: { id: webhook.id }, body: { ...settings, enabled } });
      onClose();
    } else setSecret((await call(CALLS.createWebhook, { body: settings })).secret);
    await queries.invalidateQueries({ queryKey: ["webhooks"] });
  });
  return (
    <Dialog title={webhook ? words.change(webhook.name) : words.newWebhook} onClose={onClose}>
      {secret === null ? (
        <form className="flex flex-col gap-4" onSubmit={submit}>
          <TextField
            label={words.name}
            hint={words.nameHint}
            name="name"
            defaultValue={webhook?.name}
            required
            maxLength={60}
            autoComplete="off"
            autoFocus
          />
          <TextField
            label={words.address}
            hint={words.addressHint}
            name="url"
            inputMode="url"
            defaultValue={webhook?.url}
            required
            maxLength={LONGEST_WEBHOOK_ADDRESS}
            autoComplete="off"
            spellCheck={false}
            error={problem?.field === "url" ? words.addressRefused : null}
          />
          <fieldset className="flex min-w-0 flex-col">
            <legend className="mb-1 font-medium">{words.kindsTitle}</legend>
            {LOGGED_KINDS.map((kind) => (
              <label key={kind} className="flex items-center gap-2 py-0.5 pointer-coarse:py-2">
                <input
                  type="checkbox"
                  className="size-4 shrink-0 accent-accent"
                  checked={kinds.has(kind)}
                  onChange={({ target: { checked } }) => {
                    const next = new Set(kinds);
                    if (checked) next.add(kind);
                    else next.delete(kind);
                    setKinds(next);
                  }}
                />
                {words.kinds[kind]}
              </label>
            ))}
          </fieldset>
          {webhook && <Toggle label={words.enabled} on={enabled} onChange={setEnabled} />}
          <div role="alert">
            {unticked && kinds.size === 0 && <p className="text-danger-text">{words.pick}</p>}
            {problem && problem.field !== "url" && <p className="text-danger-text">{problem.text}</p>}
          </div>
          <div className="flex justify-end">
            <Button type="submit" tone="accent" busy={busy}>
              {webhook ? words.save : words.create}
            </Button>
          </div>
        </form>
      ) : (
        <ShownOnce
          intro={words.once}
          secrets={[{ label: words.secret, text: secret, copy: words.copySecret }]}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}
