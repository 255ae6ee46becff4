import { isTimeZone } from "@beckon/domain/assignment/time-zone.ts";
import type { GroupRecord } from "@beckon/protocol/calls.ts";
import { CALLS } from "@beckon/protocol/calls.ts";
import { useState } from "react";
import { call } from "../calls/call.ts";
import { useDo } from "../calls/use-calls.ts";
import { Button } from "../controls/button.tsx";
import { SelectField, TextField } from "../controls/field.tsx";
import { tell } from "../controls/notices.tsx";
import { useQueuePart } from "../live/use-live.tsx";
import { useWords } from "../words/use-words.tsx";
import { HoursChoice } from "./hours-choice.tsx";
import { PolicyChoice } from "./policy-choice.tsx";

const SECOND = 1000;
const MINUTE = 60_000;

/** How a group's cases are handed out, where they go when nobody comes, and when it is open [A3, A5, A9, A12]. */
export function GroupAssignment({ group, mayManage }: { group: GroupRecord; mayManage: boolean }) {
  const w = useWords();
  const s = w.assignment.settings;
  const act = useDo();
  const groups = useQueuePart("groups");
  const [draft, setDraft] = useState(group.assignment);
  const { policy, hours, fallbackGroupId, escalateMs } = draft;
  const others = [...groups.values()].filter(({ id }) => id !== group.id);
  const ready = hours === null || (hours.weekly.length > 0 && isTimeZone(hours.timeZone));

  async function save() {
    const done = await act(
      () => call(CALLS.changeGroupAssignment, { params: { id: group.id }, body: draft }),
      "groups",
    );
    if (done) tell(s.saved(group.name));
  }

  return (
    <form
      aria-label={`${s.title}: ${group.name}`}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <fieldset disabled={!mayManage} className="flex min-w-0 flex-col gap-4">
        <div>
          <h3 className="font-medium">{s.title}</h3>
          <p className="text-muted">{s.who}</p>
        </div>
        <PolicyChoice
          value={policy.kind}
          onChange={(kind) => kind && setDraft({ ...draft, policy: { ...policy, kind } })}
        />
        <div className="grid items-start gap-3 sm:grid-cols-3">
          <TextField
            label={s.accept}
            hint={s.acceptHint}
            type="number"
            required
            min={1}
            max={3600}
            disabled={policy.kind === "offerToAll"}
            value={policy.acceptMs / SECOND || ""}
            onChange={({ target }) =>
              setDraft({ ...draft, policy: { ...policy, acceptMs: Math.round(target.valueAsNumber * SECOND) || 0 } })
            }
          />
          <TextField
            label={s.escalate}
            hint={s.escalateHint}
            type="number"
            required
            min={0.1}
            max={7 * 24 * 60}
            step="any"
            value={escalateMs / MINUTE || ""}
            onChange={({ target }) =>
              setDraft({ ...draft, escalateMs: Math.round(target.valueAsNumber * MINUTE) || 0 })
            }
          />
          <SelectField
            label={s.fallback}
            value={fallbackGroupId ?? ""}
            onChange={({ target }) => setDraft({ ...draft, fallbackGroupId: target.value || null })}
          >
            <option value="">{s.noFallback}</option>
            {fallbackGroupId !== null && !groups.has(fallbackGroupId) && (
              <option value={fallbackGroupId}>{w.audit.gone.group}</option>
            )}
            {others.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
        </div>
        <HoursChoice
          hours={hours}
          title={w.assignment.hours.title}
          none={[w.assignment.hours.always, w.assignment.hours.alwaysHint]}
          own={[w.assignment.hours.set, w.assignment.hours.setHint]}
          onChange={(next) => setDraft({ ...draft, hours: next })}
        />
        {mayManage && (
          <div className="flex justify-end">
            <Button type="submit" disabled={!ready}>
              {w.save}
            </Button>
          </div>
        )}
      </fieldset>
    </form>
  );
}
