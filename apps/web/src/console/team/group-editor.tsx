import type { GroupAccess } from "@beckon/domain/permissions.ts";
import type { GroupRecord } from "@beckon/protocol/calls.ts";
import { CALLS } from "@beckon/protocol/calls.ts";
import { useState } from "react";
import { GroupAssignment } from "../assignment/group-assignment.tsx";
import { call } from "../calls/call.ts";
import { useDo } from "../calls/use-calls.ts";
import { Button, IconButton } from "../controls/button.tsx";
import { Confirm } from "../controls/dialog.tsx";
import { SelectField, TextField } from "../controls/field.tsx";
import { tell } from "../controls/notices.tsx";
import { textOf } from "../controls/text-of.ts";
import { useQueuePart } from "../live/use-live.tsx";
import { useWords } from "../words/use-words.tsx";

const MINUTE = 60_000;

/** A group's name, owner, limits on waiting, and with whom it is shared. */
export function GroupEditor({ group, mayManage }: { group: GroupRecord; mayManage: boolean }) {
  const w = useWords();
  const act = useDo();
  const people = useQueuePart("people");
  const [deleting, setDeleting] = useState(false);
  const params = { id: group.id };
  const others = [...people.values()].filter(
    ({ id, disabled }) => !disabled && id !== group.ownerId && !group.members.some(({ personId }) => personId === id),
  );
  const share = (personId: string, access: GroupAccess | null) =>
    act(() => call(CALLS.shareGroup, { params, body: { personId, access } }), "groups");

  return (
    <div className="flex flex-col gap-4 border-t border-line bg-ground px-3 py-3">
      <form
        key={`${group.name} ${group.ownerId} ${group.warnMs} ${group.alarmMs} ${group.validityMs} ${group.messageValidityMs}`}
        onSubmit={(event) => {
          event.preventDefault();
          const form = new FormData(event.currentTarget);
          const ownerId = textOf(form, "owner");
          const body = {
            name: textOf(form, "name"),
            ...(ownerId && ownerId !== group.ownerId ? { ownerId } : {}),
            warnMs: Math.round(Number(form.get("warn")) * MINUTE),
            alarmMs: Math.round(Number(form.get("alarm")) * MINUTE),
            validityMs: Math.round(Number(form.get("validity")) * 60 * MINUTE),
            messageValidityMs: Math.round(Number(form.get("messageValidity")) * 24 * 60 * MINUTE),
          };
          void act(() => call(CALLS.changeGroup, { params, body }), "groups").then((done) => done && tell(w.saved));
        }}
      >
        <fieldset disabled={!mayManage} className="grid items-end gap-3 sm:grid-cols-2">
          <TextField label={w.team.groupName} name="name" defaultValue={group.name} required maxLength={100} />
          <SelectField label={w.team.owner} name="owner" defaultValue={group.ownerId ?? ""}>
            {group.ownerId === null && <option value="">{w.team.noOwner}</option>}
            {[...people.values()].map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
          <TextField
            label={w.team.warnAfter}
            name="warn"
            type="number"
            min={0.1}
            step="any"
            required
            defaultValue={group.warnMs / MINUTE}
          />
          <TextField
            label={w.team.alarmAfter}
            name="alarm"
            type="number"
            min={0.1}
            step="any"
            required
            defaultValue={group.alarmMs / MINUTE}
          />
          <TextField
            label={w.team.validity}
            name="validity"
            type="number"
            min={0.1}
            max={24 * 365}
            step="any"
            required
            defaultValue={group.validityMs / MINUTE / 60}
          />
          <TextField
            label={w.waiting.validity}
            name="messageValidity"
            type="number"
            min={0.1}
            max={365}
            step="any"
            required
            defaultValue={group.messageValidityMs / MINUTE / 60 / 24}
          />
        </fieldset>
        {mayManage && (
          <div className="mt-3 flex justify-between gap-2">
            <Button tone="ghost" icon="trash" onPress={() => setDeleting(true)}>
              {w.delete}
            </Button>
            <Button type="submit">{w.save}</Button>
          </div>
        )}
      </form>

      <GroupAssignment key={JSON.stringify(group.assignment)} group={group} mayManage={mayManage} />

      <div className="flex flex-col gap-2">
        <h3 className="font-medium">{w.team.members}</h3>
        {group.members.length === 0 && <p className="text-muted">{w.team.notShared}</p>}
        <ul className="flex flex-col gap-1">
          {group.members.map(({ personId, access }) => {
            const name = people.get(personId)?.name ?? w.somebodyGone;
            return (
              <li key={personId} className="flex items-center gap-2">
                <span className="min-w-0 grow truncate">{name}</span>
                <select
                  aria-label={w.team.accessOf(name)}
                  disabled={!mayManage}
                  value={access}
                  onChange={({ target: { value } }) => void share(personId, value === "read" ? "read" : "write")}
                  className="field-box w-40"
                >
                  <option value="read">{w.team.access.read}</option>
                  <option value="write">{w.team.access.write}</option>
                </select>
                {mayManage && (
                  <IconButton label={w.team.unshare(name)} icon="close" onPress={() => share(personId, null)} />
                )}
              </li>
            );
          })}
        </ul>
        {mayManage && others.length > 0 && (
          <select
            aria-label={w.team.share}
            value=""
            onChange={({ target: { value } }) => value && void share(value, "write")}
            className="field-box w-full sm:w-64"
          >
            <option value="">{`${w.team.share} …`}</option>
            {others.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
      </div>
      {deleting && (
        <Confirm
          title={w.team.deleteGroup(group.name)}
          text={w.team.deleteGroupText}
          act={w.delete}
          onClose={() => setDeleting(false)}
          onYes={async () => {
            await act(() => call(CALLS.deleteGroup, { params }), "groups");
            setDeleting(false);
          }}
        />
      )}
    </div>
  );
}
