import { CALLS } from "@beckon/protocol/calls.ts";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { call } from "../calls/call.ts";
import { Button } from "../controls/button.tsx";
import { Dialog } from "../controls/dialog.tsx";
import { SelectField, TextArea, TextField } from "../controls/field.tsx";
import { tell } from "../controls/notices.tsx";
import { useQueuePart } from "../live/use-live.tsx";
import { useFormCall } from "../sign-in/use-form-call.ts";
import { useWords } from "../words/use-words.tsx";
import { CONTACTS } from "./use-contacts.ts";

/** Makes a contact by hand, filed in a group. */
export function NewContactDialog({ groupId, onClose }: { groupId: string | undefined; onClose: () => void }) {
  const w = useWords();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const groups = useQueuePart("groups");
  const { busy, problem, submit } = useFormCall(async (field) => {
    const body = { name: field("name"), email: field("email"), note: field("note"), groupId: field("group") };
    const { id } = await call(CALLS.createContact, { body });
    await queries.invalidateQueries({ queryKey: [CONTACTS] });
    tell(w.contacts.created);
    onClose();
    await navigate({ to: "/console/contacts/$contactId", params: { contactId: id } });
  });
  const at = (field: string) => (problem?.field === field ? problem.text : null);
  return (
    <Dialog title={w.contacts.newContact} onClose={onClose}>
      <form className="flex flex-col gap-4" onSubmit={submit}>
        <TextField
          label={w.contacts.name}
          name="name"
          maxLength={100}
          autoComplete="off"
          autoFocus
          error={at("name")}
        />
        <TextField
          label={w.contacts.email}
          name="email"
          type="email"
          maxLength={254}
          autoComplete="off"
          error={at("email")}
        />
        <TextArea label={w.contacts.note} name="note" maxLength={4000} />
        <SelectField label={w.contacts.group} name="group" defaultValue={groupId}>
          {[...groups.values()]
            .filter(({ access }) => access === "write")
            .map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
        </SelectField>
        <div role="alert">
          {problem && problem.field !== "name" && problem.field !== "email" && (
            <p className="text-danger-text">{problem.text}</p>
          )}
        </div>
        <div className="flex justify-end">
          <Button type="submit" tone="accent" busy={busy}>
            {w.contacts.create}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
