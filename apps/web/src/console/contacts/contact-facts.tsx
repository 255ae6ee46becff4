import type { Body } from "@beckon/protocol/calls.ts";
import { CALLS } from "@beckon/protocol/calls.ts";
import type { ContactDetail } from "@beckon/protocol/contacts.ts";
import type { ReactNode } from "react";
import { call } from "../calls/call.ts";
import { useDo } from "../calls/use-calls.ts";
import { EditableText } from "../case/editable-text.tsx";
import { useQueuePart } from "../live/use-live.tsx";
import { useWords } from "../words/use-words.tsx";
import { CONTACTS } from "./use-contacts.ts";

/** What is known of a contact; who may write to one of its groups corrects it in place. */
export function ContactFacts({ detail }: { detail: ContactDetail }) {
  const w = useWords();
  const act = useDo();
  const groups = useQueuePart("groups");
  const { contact, note, otherEmails, mayChange } = detail;
  const change = async (body: Body<(typeof CALLS)["changeContact"]>) =>
    (await act(() => call(CALLS.changeContact, { params: { id: contact.id }, body }), CONTACTS)) !== undefined;
  const text = (label: string, value: string, max: number, onSave: (to: string) => Promise<boolean>, lines = false) => (
    <EditableText label={label} value={value} mayEdit={mayChange} max={max} lines={lines} onSave={onSave} />
  );
  const filed = contact.groupId === null ? undefined : groups.get(contact.groupId);
  return (
    <dl className="grid grid-cols-[8rem_1fr] items-baseline gap-x-3 sm:max-w-2xl">
      <Fact name={w.contacts.name}>{text(w.contacts.name, contact.name, 100, (name) => change({ name }))}</Fact>
      <Fact name={w.contacts.email}>{text(w.contacts.email, contact.email, 254, (email) => change({ email }))}</Fact>
      {otherEmails.length > 0 && <Fact name={w.contacts.otherEmails}>{otherEmails.join(", ")}</Fact>}
      <Fact name={w.contacts.note}>{text(w.contacts.note, note, 4000, (to) => change({ note: to }), true)}</Fact>
      <Fact name={w.contacts.group}>
        {mayChange ? (
          <select
            aria-label={w.contacts.group}
            value={contact.groupId ?? ""}
            onChange={({ target: { value } }) => void change({ groupId: value === "" ? null : value })}
            className="-my-1 -ml-1.5 h-8 max-w-full rounded-sm border border-transparent bg-surface hover:border-edge pointer-coarse:h-10"
          >
            {(contact.groupId === null || contact.cases > 0) && <option value="">{w.contacts.notFiled}</option>}
            {[...groups.values()]
              .filter(({ id, access }) => access === "write" || id === contact.groupId)
              .map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
          </select>
        ) : (
          (filed?.name ?? w.contacts.notFiled)
        )}
      </Fact>
      <Fact name={w.contacts.since}>{w.f.date(contact.madeAt)}</Fact>
      <Fact name={w.contacts.lastSeen}>{w.f.date(contact.lastSeenAt)}</Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-h-7 min-w-0 py-1 break-words">{children}</dd>
    </>
  );
}
