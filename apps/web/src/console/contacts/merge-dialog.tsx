import { CALLS } from "@beckon/protocol/calls.ts";
import type { ContactCard } from "@beckon/protocol/contacts.ts";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { call, Refused } from "../calls/call.ts";
import { useDo } from "../calls/use-calls.ts";
import { Button } from "../controls/button.tsx";
import { Dialog } from "../controls/dialog.tsx";
import { TextField } from "../controls/field.tsx";
import { tell } from "../controls/notices.tsx";
import { useSayRefusal } from "../live/use-live.tsx";
import { Arriving } from "../shell/page.tsx";
import { useWords } from "../words/use-words.tsx";
import { contactName } from "./contact-name.ts";
import { CONTACTS, useContacts } from "./use-contacts.ts";

/** Finds the double of a contact, shows what the two become, and merges them [K3]. */
export function MergeDialog({ contact, onClose }: { contact: ContactCard; onClose: () => void }) {
  const w = useWords();
  const [other, setOther] = useState<ContactCard | null>(null);
  return (
    <Dialog title={w.contacts.mergeTitle} onClose={onClose}>
      {other ? (
        <Preview contact={contact} other={other} onBack={() => setOther(null)} onClose={onClose} />
      ) : (
        <Choose contact={contact} onChoose={setOther} />
      )}
    </Dialog>
  );
}

function Choose({ contact, onChoose }: { contact: ContactCard; onChoose: (other: ContactCard) => void }) {
  const w = useWords();
  const [text, setText] = useState(contact.name);
  const { query, rows } = useContacts({ text });
  const others = rows?.filter(({ id }) => id !== contact.id);
  return (
    <div className="flex flex-col gap-3">
      <p>{w.contacts.mergeText(contactName(w, contact))}</p>
      <TextField
        label={w.contacts.mergeSearch}
        type="search"
        value={text}
        maxLength={100}
        autoComplete="off"
        autoFocus
        onChange={({ target: { value } }) => setText(value)}
      />
      {!others ? (
        <Arriving query={query} />
      ) : others.length === 0 ? (
        <p role="status" className="text-muted">
          {w.contacts.mergeNone}
        </p>
      ) : (
        <ul className="max-h-72 divide-y divide-line overflow-y-auto rounded-md border border-line">
          {others.map((other) => (
            <li key={other.id}>
              <button
                type="button"
                onClick={() => onChoose(other)}
                className="flex w-full flex-wrap items-baseline gap-x-3 px-3 py-2 text-left -outline-offset-2 hover:bg-sunken"
              >
                <span className="font-medium">{contactName(w, other)}</span>
                {other.name !== "" && <span className="text-muted">{other.email}</span>}
                <span className="ml-auto text-xs text-muted">{w.contacts.counts(other.cases, other.open)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Preview({
  contact,
  other,
  onBack,
  onClose,
}: {
  contact: ContactCard;
  other: ContactCard;
  onBack: () => void;
  onClose: () => void;
}) {
  const w = useWords();
  const act = useDo();
  const say = useSayRefusal();
  const params = { id: contact.id };
  const preview = useQuery({
    queryKey: [CONTACTS, "merge", contact.id, other.id],
    queryFn: () => call(CALLS.previewMerge, { params, query: { otherId: other.id } }),
    retry: false,
  });
  const becomes = preview.data;
  const rows: [string, string][] = becomes
    ? [
        [w.contacts.name, becomes.name],
        [w.contacts.email, [becomes.email, ...becomes.otherEmails].filter((each) => each !== "").join(", ")],
        [w.contacts.note, becomes.note],
        [w.contacts.cases, w.f.number(becomes.cases)],
        [w.contacts.computers, w.f.number(becomes.computers)],
      ]
    : [];
  return (
    <div className="flex flex-col gap-3">
      <h2 className="font-semibold">{w.contacts.mergeBecomes}</h2>
      {preview.error instanceof Refused ? (
        <p role="alert" className="text-danger-text">
          {say(preview.error.refusal)}
        </p>
      ) : (
        !becomes && <Arriving query={preview} />
      )}
      <dl className="grid grid-cols-[8rem_1fr] gap-x-3 gap-y-1">
        {rows.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="min-w-0 break-words whitespace-pre-wrap">{value || "–"}</dd>
          </div>
        ))}
      </dl>
      {becomes && <p className="text-muted">{w.contacts.mergeFinal}</p>}
      <div className="flex justify-end gap-2">
        <Button onPress={onBack}>{w.contacts.other}</Button>
        <Button
          tone="accent"
          disabled={!becomes}
          onPress={async () => {
            const body = { otherId: other.id };
            const merged = await act(() => call(CALLS.mergeContacts, { params, body }), CONTACTS);
            if (merged === undefined) return;
            tell(w.contacts.merged);
            onClose();
          }}
        >
          {w.contacts.mergeAct}
        </Button>
      </div>
    </div>
  );
}
