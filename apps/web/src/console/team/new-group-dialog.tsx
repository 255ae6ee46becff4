import { CALLS } from "@beckon/protocol/calls.ts";
import { useQueryClient } from "@tanstack/react-query";
import { call } from "../calls/call.ts";
import { Button } from "../controls/button.tsx";
import { Dialog } from "../controls/dialog.tsx";
import { TextField } from "../controls/field.tsx";
import { useFormCall } from "../sign-in/use-form-call.ts";
import { useWords } from "../words/use-words.tsx";

/** Makes a group; whoever makes it owns it. */
export function NewGroupDialog({ onClose }: { onClose: () => void }) {
  const w = useWords();
  const queries = useQueryClient();
  const { busy, problem, submit } = useFormCall(async (field) => {
    await call(CALLS.createGroup, { body: { name: field("name") } });
    await queries.invalidateQueries({ queryKey: ["groups"] });
    onClose();
  });
  return (
    <Dialog title={w.team.newGroup} onClose={onClose}>
      <form className="flex flex-col gap-4" onSubmit={submit}>
        <TextField label={w.team.groupName} name="name" required maxLength={100} autoFocus error={problem?.text} />
        <div className="flex justify-end">
          <Button type="submit" tone="accent" busy={busy}>
            {w.team.create}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
