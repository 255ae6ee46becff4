import { CALLS } from "@beckon/protocol/calls.ts";
import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { call } from "../calls/call.ts";
import { Button, IconButton } from "../controls/button.tsx";
import { TextField } from "../controls/field.tsx";
import { useMe } from "../live/use-live.tsx";
import { useWords } from "../words/use-words.tsx";

const MOST = 20;

/** What somebody has to know for a module's cases, the most important first [A3]. */
export function RequiredSkills({
  skills,
  onChange,
}: {
  skills: readonly string[];
  onChange: (skills: string[]) => void;
}) {
  const w = useWords();
  const m = w.assignment.module;
  const me = useMe();
  const listed = useId();
  // They are matched letter by letter with what people have, so those are there to choose from.
  const workload = useQuery({
    queryKey: ["workload", me.personId],
    queryFn: () => call(CALLS.readWorkload, { params: { id: me.personId } }),
  });
  const [typed, setTyped] = useState("");
  const skill = typed.trim();
  const known = skills.some((one) => one.toLocaleLowerCase() === skill.toLocaleLowerCase());
  const mayAdd = skill !== "" && !known && skills.length < MOST;
  function add() {
    if (!mayAdd) return;
    onChange([...skills, skill]);
    setTyped("");
  }
  /** Exchanges two neighbours. */
  const swap = (at: number) => onChange(skills.with(at, skills[at + 1] ?? "").with(at + 1, skills[at] ?? ""));
  return (
    <div className="flex flex-col gap-1.5">
      <p className="font-medium">{m.skills}</p>
      <p className="text-xs text-muted">{m.skillsHint}</p>
      {skills.length === 0 && <p className="text-muted">{m.noSkills}</p>}
      <ol className="flex flex-col gap-1">
        {skills.map((one, at) => (
          <li key={one} className="flex items-center gap-1 rounded-sm border border-line bg-surface pl-3">
            <span className="w-5 text-muted">{w.f.number(at + 1)}</span>
            <span className="min-w-0 grow truncate">{one}</span>
            <IconButton label={m.up(one)} icon="up" disabled={at === 0} onPress={() => swap(at - 1)} />
            <IconButton label={m.down(one)} icon="down" disabled={at === skills.length - 1} onPress={() => swap(at)} />
            <IconButton
              label={m.remove(one)}
              icon="close"
              onPress={() => onChange(skills.filter((other) => other !== one))}
            />
          </li>
        ))}
      </ol>
      <div className="flex items-end gap-2">
        <TextField
          label={m.skill}
          list={listed}
          autoComplete="off"
          value={typed}
          maxLength={60}
          className="w-56"
          onChange={({ target }) => setTyped(target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            // Enter adds the skill; it does not send the form around it.
            event.preventDefault();
            add();
          }}
        />
        <datalist id={listed}>
          {(workload.data?.knownSkills ?? []).map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </datalist>
        <Button icon="plus" onPress={add} disabled={!mayAdd}>
          {m.addSkill}
        </Button>
      </div>
    </div>
  );
}
