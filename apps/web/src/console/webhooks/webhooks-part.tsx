import { CALLS } from "@beckon/protocol/calls.ts";
import type { WebhookRecord } from "@beckon/protocol/webhooks.ts";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ShownOnce } from "../api-access/shown-once.tsx";
import { call } from "../calls/call.ts";
import { useDo } from "../calls/use-calls.ts";
import { Button } from "../controls/button.tsx";
import { Confirm, Dialog } from "../controls/dialog.tsx";
import { tell } from "../controls/notices.tsx";
import { Arriving, Part } from "../shell/page.tsx";
import { useWords } from "../words/use-words.tsx";
import { WebhookDialog } from "./webhook-dialog.tsx";
import { WebhookRow } from "./webhook-row.tsx";

type Open = { what: "edit" | "rotate" | "delete"; webhook: WebhookRecord | undefined };

/** Who else is told what happens to cases, for administrators [W14]. */
export function WebhooksPart() {
  const w = useWords();
  const words = w.webhooks;
  const act = useDo();
  const webhooks = useQuery({
    queryKey: ["webhooks"],
    queryFn: () => call(CALLS.listWebhooks),
    select: (answer) => answer.webhooks,
    refetchInterval: 10_000,
  });
  const [open, setOpen] = useState<Open | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const close = () => setOpen(null);
  const { what, webhook } = open ?? {};
  return (
    <Part
      title={words.title}
      actions={
        <Button icon="plus" onPress={() => setOpen({ what: "edit", webhook: undefined })}>
          {words.newWebhook}
        </Button>
      }
    >
      <p className="text-muted">{words.intro}</p>
      {!webhooks.data ? (
        <Arriving query={webhooks} />
      ) : webhooks.data.length === 0 ? (
        <p className="rounded-md border border-dashed border-edge px-3 py-4 text-center text-muted">{words.none}</p>
      ) : (
        <ul className="divide-y divide-line rounded-md border border-line">
          {webhooks.data.map((each) => (
            <WebhookRow key={each.id} webhook={each} onOpen={(next) => setOpen({ what: next, webhook: each })} />
          ))}
        </ul>
      )}
      {what === "edit" && <WebhookDialog webhook={webhook} onClose={close} />}
      {what === "rotate" && webhook && (
        <Confirm
          title={words.rotateTitle(webhook.name)}
          text={words.rotateText}
          act={words.rotate}
          onClose={close}
          onYes={async () => {
            const made = await act(() => call(CALLS.rotateWebhookSecret, { params: { id: webhook.id } }), "webhooks");
            close();
            if (made) setSecret(made.secret);
          }}
        />
      )}
      {what === "delete" && webhook && (
        <Confirm
          title={words.deleteTitle(webhook.name)}
          text={words.deleteText}
          act={w.delete}
          onClose={close}
          onYes={async () => {
            const done = await act(() => call(CALLS.deleteWebhook, { params: { id: webhook.id } }), "webhooks");
            close();
            if (done) tell(words.deleted(webhook.name));
          }}
        />
      )}
      {secret !== null && (
        <Dialog title={words.rotate} onClose={() => setSecret(null)}>
          <ShownOnce
            intro={words.rotated}
            secrets={[{ label: words.secret, text: secret, copy: words.copySecret }]}
            onClose={() => setSecret(null)}
          />
        </Dialog>
      )}
    </Part>
  );
}
