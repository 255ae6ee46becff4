import { RECORDING_KEEPS, type RecordingPolicy } from "@beckon/domain/recording.ts";
import { CALLS } from "@beckon/protocol/calls.ts";
import { useState, type FormEvent } from "react";
import { call } from "../calls/call.ts";
import { useDo } from "../calls/use-calls.ts";
import { Button } from "../controls/button.tsx";
import { SelectField, TextField } from "../controls/field.tsx";
import { tell } from "../controls/notices.tsx";
import { useMe } from "../live/use-live.tsx";
import { useWords } from "../words/use-words.tsx";

/** What the company does with recordings; for administrators [R20]. */
export function RecordingPolicyForm() {
  const w = useWords();
  const words = w.desktop.recording;
  const act = useDo();
  const policy = useMe().company.recordings;
  const [keep, setKeep] = useState<RecordingPolicy["keep"]>(policy.keep);
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const days = Number(new FormData(event.currentTarget).get("days") ?? policy.days);
    setBusy(true);
    const kept = await act(() => call(CALLS.changeRecordingPolicy, { body: { keep, days } }));
    setBusy(false);
    if (kept) tell(words.changed);
  }

  return (
    <form className="flex max-w-lg flex-col gap-4" onSubmit={(event) => void submit(event)}>
      <p className="text-muted">{words.settingsIntro}</p>
      <SelectField
        label={words.keep}
        hint={words.keepHint[keep]}
        value={keep}
        onChange={({ target: { value } }) => setKeep(RECORDING_KEEPS.find((each) => each === value) ?? keep)}
      >
        {RECORDING_KEEPS.map((each) => (
          <option key={each} value={each}>
            {words.keeps[each]}
          </option>
        ))}
      </SelectField>
      {keep === "server" && (
        <TextField
          label={words.daysLabel}
          hint={words.daysHint}
          name="days"
          type="number"
          inputMode="numeric"
          required
          min={1}
          max={3650}
          defaultValue={policy.days}
          className="max-w-28"
        />
      )}
      <div>
        <Button type="submit" busy={busy}>
          {words.change}
        </Button>
      </div>
    </form>
  );
}
