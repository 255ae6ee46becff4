import { ROLES } from "@beckon/domain/permissions.ts";
import { CALLS } from "@beckon/protocol/calls.ts";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { call } from "../calls/call.ts";
import { Button } from "../controls/button.tsx";
import { Dialog } from "../controls/dialog.tsx";
import { SelectField, TextField } from "../controls/field.tsx";
import { useQueuePart } from "../live/use-live.tsx";
import { useFormCall } from "../sign-in/use-form-call.ts";
import { useWords } from "../words/use-words.tsx";
import { LinkShown } from "./link-shown.tsx";

/** Makes a link by which somebody joins the company. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const w = useWords();
  const groups = useQueuePart("groups");
  const queries = useQueryClient();
  const [url, setUrl] = useState<string | null>(null);
  const [groupIds, setGroupIds] = useState<string[]>([...groups.keys()]);
  const { busy, problem, submit } = useFormCall(async (field) => {
    const role = ROLES.find((each) => each === field("role")) ?? "expert";
    const made = await call(CALLS.invite, { body: { email: field("email"), role, groupIds } });
    setUrl(made.url);
    await queries.invalidateQueries({ queryKey: ["invitations"] });
  });
  return (
    <Dialog title={w.team.inviteTitle} onClose={onClose}>
      {url === null ? (
        <form className="flex flex-col gap-4" onSubmit={submit}>
          <p className="text-muted">{w.team.inviteText}</p>
          <TextField
            label={w.team.email}
            name="email"
            type="email"
            required
            autoComplete="off"
            autoFocus
            error={problem?.field === "email" ? problem.text : null}
          />
          <SelectField label={w.team.role} name="role" defaultValue="expert">
            {ROLES.map((role) => (
              <option key={role} value={role}>
                {w.roles[role]}
              </option>
            ))}
          </SelectField>
          {groups.size > 0 && (
            <fieldset className="flex flex-col gap-1">
              <legend className="mb-1 font-medium">{w.team.inviteGroups}</legend>
              {[...groups.values()].map(({ id, name }) => (
                <label key={id} className="flex items-center gap-2 py-0.5">
                  <input
                    type="checkbox"
                    className="size-4 accent-accent"
                    checked={groupIds.includes(id)}
                    onChange={({ target: { checked } }) =>
                      setGroupIds(checked ? [...groupIds, id] : groupIds.filter((each) => each !== id))
                    }
                  />
                  {name}
                </label>
              ))}
            </fieldset>
          )}
          <div role="alert">{problem && <p className="text-danger-text">{problem.text}</p>}</div>
          <div className="flex justify-end">
            <Button type="submit" tone="accent" busy={busy}>
              {w.team.makeLink}
            </Button>
          </div>
        </form>
      ) : (
        <LinkShown url={url} onClose={onClose} />
      )}
    </Dialog>
  );
}
