import { PRIORITIES } from "@beckon/domain/case.ts";
import type { ContactCard } from "@beckon/protocol/contacts.ts";
import type { FormEvent } from "react";
import { useState } from "react";
import { Button } from "../controls/button.tsx";
import { Dialog } from "../controls/dialog.tsx";
import { SelectField, TextArea, TextField } from "../controls/field.tsx";
import { textOf } from "../controls/text-of.ts";
import { Toggle } from "../controls/toggle.tsx";
import { useDetail, useLive, useMe, useQueuePart, useSayRefusal } from "../live/use-live.tsx";
import { useWords } from "../words/use-words.tsx";
import { Invite } from "./invite.tsx";

/** Makes a case by hand [M3], or for a contact [K5]; afterwards shows how the customer joins it. */
export function NewCaseDialog({
  contact,
  onClose,
  onOpen,
}: {
  contact?: ContactCard;
  onClose: () => void;
  onOpen: (caseId: string) => void;
}) {
  const w = useWords();
  const [made, setMade] = useState<string | null>(null);
  return (
    <Dialog title={w.newCase.title} onClose={onClose}>
      {made === null ? (
        <Form contact={contact} onMade={setMade} />
      ) : (
        <Made caseId={made} onOpen={() => onOpen(made)} onAnother={() => setMade(null)} />
      )}
    </Dialog>
  );
}

function Form({ contact, onMade }: { contact: ContactCard | undefined; onMade: (caseId: string) => void }) {
  const w = useWords();
  const live = useLive();
  const me = useMe();
  const say = useSayRefusal();
  const groups = useQueuePart("groups");
  const mine = [...groups.values()].filter((group) => group.access === "write");
  const [toMe, setToMe] = useState(true);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<{ text: string; field: string } | null>(null);

  async function create(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => textOf(form, name);
    setBusy(true);
    setProblem(null);
    const reply = await live.link.request({
      type: "case/create",
      case: {
        groupId: text("group"),
        customerName: text("name"),
        customerEmail: text("email"),
        description: text("description"),
        priority: PRIORITIES.find((each) => each === text("priority")) ?? "normal",
        tags: [],
        assigneeId: toMe ? me.personId : null,
        contactId: contact?.id,
      },
    });
    setBusy(false);
    if (reply.ok && reply.value.caseId !== undefined) onMade(reply.value.caseId);
    else if (!reply.ok) {
      setProblem({ text: say(reply.refusal), field: reply.refusal.reason === "invalid" ? reply.refusal.field : "" });
    }
  }

  if (mine.length === 0) return <p>{w.newCase.noGroup}</p>;
  return (
    <form className="flex flex-col gap-4" onSubmit={(event) => void create(event)}>
      <TextField
        label={w.newCase.name}
        name="name"
        defaultValue={contact?.name}
        maxLength={100}
        autoComplete="off"
        autoFocus
      />
      <TextField
        label={w.newCase.email}
        name="email"
        type="email"
        defaultValue={contact?.email}
        maxLength={254}
        autoComplete="off"
        error={problem?.field === "customerEmail" ? problem.text : null}
      />
      <TextArea label={w.newCase.description} name="description" maxLength={4000} />
      <div className="grid grid-cols-2 gap-4">
        <SelectField label={w.newCase.group} name="group" defaultValue={contact?.groupId ?? undefined}>
          {mine.map((group) => (
            <option key={group.id} value={group.id}>
              {group.name}
            </option>
          ))}
        </SelectField>
        <SelectField label={w.newCase.priority} name="priority" defaultValue="normal">
          {PRIORITIES.map((priority) => (
            <option key={priority} value={priority}>
              {w.priorities[priority]}
            </option>
          ))}
        </SelectField>
      </div>
      <Toggle label={w.newCase.toMe} on={toMe} onChange={setToMe} />
      <div role="alert">{problem && <p className="text-danger-text">{problem.text}</p>}</div>
      <div className="flex justify-end">
        <Button type="submit" tone="accent" busy={busy}>
          {w.newCase.create}
        </Button>
      </div>
    </form>
  );
}

function Made({ caseId, onOpen, onAnother }: { caseId: string; onOpen: () => void; onAnother: () => void }) {
  const w = useWords();
  const detail = useDetail(caseId);
  return (
    <div className="flex flex-col gap-4">
      <p role="status">{w.newCase.done}</p>
      {detail && <Invite card={detail.card} joinUrl={detail.joinUrl} deviceLanguage={null} />}
      <div className="flex justify-end gap-2 border-t border-line pt-4">
        <Button onPress={onAnother}>{w.newCase.another}</Button>
        <Button tone="accent" onPress={onOpen}>
          {w.newCase.open}
        </Button>
      </div>
    </div>
  );
}
