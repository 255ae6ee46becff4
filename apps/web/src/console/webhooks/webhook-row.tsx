import { CALLS } from "@beckon/protocol/calls.ts";
import type { WebhookRecord } from "@beckon/protocol/webhooks.ts";
import { useState } from "react";
import { call } from "../calls/call.ts";
import { useDo } from "../calls/use-calls.ts";
import { Button, IconButton } from "../controls/button.tsx";
import { Icon } from "../controls/icon.tsx";
import { tell } from "../controls/notices.tsx";
import { useWords } from "../words/use-words.tsx";
import { DeliveryList } from "./delivery-list.tsx";

/** One webhook: where it leads, how it goes, and what was sent there. */
export function WebhookRow({
  webhook,
  onOpen,
}: {
  webhook: WebhookRecord;
  onOpen: (what: "edit" | "rotate" | "delete") => void;
}) {
  const w = useWords();
  const words = w.webhooks;
  const act = useDo();
  const [shown, setShown] = useState(false);
  const { id, name, url, kinds, off, failingSince, waiting, oldSecretUntil } = webhook;
  const trouble = off
    ? words.off[off.because](w.f.date(off.since))
    : failingSince && words.failing(w.f.date(failingSince));
  const facts = [
    words.events(kinds.length),
    ...(waiting > 0 ? [words.waiting(waiting)] : []),
    ...(oldSecretUntil === null ? [] : [words.oldSecret(w.f.date(oldSecretUntil))]),
  ];
  return (
    <li className="flex flex-col gap-2 px-3 py-2">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <div className="min-w-0 grow basis-60">
          <p className="font-medium break-words">{name}</p>
          <p className="font-mono text-xs break-all text-muted">{url}</p>
          <p className="text-muted">{facts.join(" · ")}</p>
          <p className="flex items-start gap-1">
            {trouble ? (
              <span className="flex items-start gap-1 text-danger-text">
                <Icon name="warn" />
                {trouble}
              </span>
            ) : (
              <span className="flex items-start gap-1 text-muted">
                <Icon name="check" />
                {words.on}
              </span>
            )}
          </p>
        </div>
        <Button
          aria-label={`${words.sendTest}: ${name}`}
          onPress={async () => {
            const sent = await act(() => call(CALLS.testWebhook, { params: { id } }), "deliveries");
            if (!sent) return;
            setShown(true);
            tell(words.tested);
          }}
        >
          {words.sendTest}
        </Button>
        <Button aria-label={`${words.rotate}: ${name}`} onPress={() => onOpen("rotate")}>
          {words.rotate}
        </Button>
        <IconButton label={words.change(name)} icon="pen" onPress={() => onOpen("edit")} />
        <IconButton label={`${w.delete}: ${name}`} icon="trash" onPress={() => onOpen("delete")} />
      </div>
      <div>
        <Button
          tone="ghost"
          icon={shown ? "up" : "down"}
          aria-expanded={shown}
          aria-label={`${words.deliveries}: ${name}`}
          onPress={() => setShown(!shown)}
        >
          {words.deliveries}
        </Button>
      </div>
      {shown && <DeliveryList webhookId={id} name={name} />}
    </li>
  );
}
