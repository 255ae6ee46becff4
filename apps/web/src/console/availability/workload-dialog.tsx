import { DEFAULT_CAPACITY, MOST_CAPACITY } from "@beckon/domain/availability.ts";
import type { Answer } from "@beckon/protocol/calls.ts";
import { CALLS } from "@beckon/protocol/calls.ts";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { call } from "../calls/call.ts";
import { Button } from "../controls/button.tsx";
import { Dialog } from "../controls/dialog.tsx";
import { TextField } from "../controls/field.tsx";
import { Arriving } from "../shell/page.tsx";
import { useFormCall } from "../sign-in/use-form-call.ts";
import { areWhole, HoursField } from "./own-hours.tsx";
import { useWords } from "../words/use-words.tsx";

type Person = { id: string; name: string };
type Known = Answer<typeof CALLS.readWorkload>;

/** How many cases somebody is given at once, what they can do, and when [A3, A4]. */
export function WorkloadDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const w = useWords();
  const kept = useQuery({
    queryKey: ["workload", person.id],
    queryFn: () => call(CALLS.readWorkload, { params: { id: person.id } }),
  });
  return (
    <Dialog title={w.availability.workload.title(person.name)} onClose={onClose} wide>
      {kept.data ? <WorkloadForm person={person} known={kept.data} onClose={onClose} /> : <Arriving query={kept} />}
    </Dialog>
  );
}

function WorkloadForm({ person, known, onClose }: { person: Person; known: Known; onClose: () => void }) {
  const w = useWords();
  const words = w.availability.workload;
  const queries = useQueryClient();
  const [skills, setSkills] = useState(known.skills.join(", "));
  const [hours, setHours] = useState(known.hours);
  const listed = skillsIn(skills);
  const { busy, problem, submit } = useFormCall(async (field) => {
    const capacity = Number(field("capacity"));
    await call(CALLS.changeWorkload, { params: { id: person.id }, body: { capacity, skills: listed, hours } });
    await queries.invalidateQueries({ queryKey: ["workload"] });
    onClose();
  });
  const more = known.knownSkills.filter((each) => !listed.includes(each));
  return (
    <form className="flex flex-col gap-4" onSubmit={submit}>
      <TextField
        label={words.capacity}
        hint={words.capacityHint}
        name="capacity"
        type="number"
        min={0}
        max={MOST_CAPACITY}
        step={1}
        required
        placeholder={String(DEFAULT_CAPACITY)}
        defaultValue={known.capacity}
        className="max-w-24"
      />
      <TextField
        label={words.skills}
        hint={words.skillsHint}
        name="skills"
        autoComplete="off"
        value={skills}
        onChange={(event) => setSkills(event.target.value)}
      />
      {more.length > 0 && (
        <div role="group" aria-label={words.known} className="flex flex-wrap gap-1.5">
          {more.map((each) => (
            <Button key={each} icon="plus" onPress={() => setSkills([...listed, each].join(", "))}>
              {each}
            </Button>
          ))}
        </div>
      )}
      <HoursField hours={hours} onChange={setHours} />
      <div role="alert">{problem && <p className="text-danger-text">{problem.text}</p>}</div>
      <div className="flex justify-end gap-2">
        <Button onPress={onClose}>{w.cancel}</Button>
        <Button type="submit" tone="accent" busy={busy} disabled={!areWhole(hours)}>
          {w.save}
        </Button>
      </div>
    </form>
  );
}

function skillsIn(text: string): string[] {
  return text
    .split(/[,;\n]/)
    .map((each) => each.trim())
    .filter((each) => each !== "");
}
