import type { Part } from "@beckon/domain/colleague.ts";
import { PARTS } from "@beckon/domain/colleague.ts";
import type { CaseCard } from "@beckon/protocol/down.ts";
import type { RemoteSession } from "@beckon/session/remote-session.ts";
import { useState } from "react";
import { byAvailability } from "../../availability/by-availability.ts";
import { Button } from "../../controls/button.tsx";
import { Dialog } from "../../controls/dialog.tsx";
import { SelectField } from "../../controls/field.tsx";
import { tell } from "../../controls/notices.tsx";
import { useAsk, useMe, useQueuePart } from "../../live/use-live.tsx";
import { useWords } from "../../words/use-words.tsx";
import { useSessionValue } from "../use-remote.ts";

/** Asks whom to bring into the session, and what for [R9]. */
export function BringInDialog({
  session,
  card,
  onClose,
}: {
  session: RemoteSession;
  card: CaseCard;
  onClose: () => void;
}) {
  const w = useWords();
  const me = useMe();
  const ask = useAsk();
  const people = useQueuePart("people");
  const controllable = useSessionValue(session, "host")?.offers.includes("control") ?? false;
  const others = [...people.values()]
    .filter(({ id, disabled }) => !disabled && id !== me.personId && card.colleagues.every((c) => c.personId !== id))
    .sort(byAvailability);
  const [chosen, setChosen] = useState(others[0]?.id ?? "");
  const [part, setPart] = useState<Part>("see");
  const invite = async () => {
    const reply = await ask({ type: "session/invite", caseId: card.id, personId: chosen, part });
    if (!reply.ok) return;
    tell(w.people.invited(people.get(chosen)?.name ?? w.somebodyGone));
    onClose();
  };

  return (
    <Dialog title={w.people.bringIn} onClose={onClose}>
      <p className="mb-4 text-muted">{others.length === 0 ? w.people.nobody : w.people.bringInText}</p>
      {others.length > 0 && (
        <form
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            void invite();
          }}
        >
          <SelectField label={w.people.whom} value={chosen} onChange={(event) => setChosen(event.target.value)}>
            {others.map(({ id, name, availability: { status } }) => (
              <option key={id} value={id}>
                {`${name} · ${w.availability.statuses[status]}`}
              </option>
            ))}
          </SelectField>
          <fieldset>
            <legend className="mb-1 font-medium">{w.people.why}</legend>
            {PARTS.map((one) => (
              <label
                key={one}
                className={`flex min-h-8 items-center gap-2 ${one === "control" && !controllable ? "text-muted" : ""}`}
              >
                <input
                  type="radio"
                  name="part"
                  checked={part === one}
                  disabled={one === "control" && !controllable}
                  onChange={() => setPart(one)}
                  className="size-4 accent-accent"
                />
                {w.people.parts[one]}
              </label>
            ))}
            <p className="text-xs text-muted">{controllable ? w.people.controlHint : w.people.noControl}</p>
          </fieldset>
          <div className="flex justify-end gap-2">
            <Button onPress={onClose}>{w.cancel}</Button>
            <Button tone="accent" type="submit">
              {w.people.invite}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
