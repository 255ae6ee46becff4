import type { ComponentProps, ReactNode, RefObject } from "react";
import { memo, useState } from "react";
import { hasTag } from "@beckon/domain/tags.ts";
import { useKnownTags } from "../case/tag-picker.tsx";
import { Button } from "../controls/button.tsx";
import { Icon } from "../controls/icon.tsx";
import { useQueuePart } from "../live/use-live.tsx";
import { useWords } from "../words/use-words.tsx";
import type { QueueFilters, StateFilter } from "./filters.ts";
import { isNarrowed, STATE_FILTERS } from "./filters.ts";

/** Narrows the queue; every choice goes into the address [Q3]. */
export const FilterBar = memo(function FilterBar({
  filters,
  states = STATE_FILTERS,
  more,
  onChange,
  searchRef,
}: {
  filters: QueueFilters;
  /** What the state can be narrowed to; the first is what an address without a state means. */
  states?: readonly StateFilter[];
  /** Further choices, of a list that has them. */
  more?: ReactNode;
  onChange: (filters: QueueFilters) => void;
  searchRef: RefObject<HTMLInputElement | null>;
}) {
  const w = useWords();
  const groups = useQueuePart("groups");
  const modules = useQueuePart("modules");
  const people = useQueuePart("people");
  const known = useKnownTags();
  const tags = (known.data ?? []).toSorted((a, b) => a.localeCompare(b));
  if (filters.tag !== undefined && !hasTag(tags, filters.tag)) tags.unshift(filters.tag);
  const [text, setText] = useState(filters.text ?? "");
  const [typing, setTyping] = useState(false);
  // While somebody types, the field is ahead of the address; otherwise it follows it.
  if (!typing && text !== (filters.text ?? "")) setText(filters.text ?? "");
  const [shown, setShown] = useState(false);

  function set(key: keyof QueueFilters, value: string) {
    const { [key]: _, ...rest } = filters;
    onChange(
      value === "" || (key === "state" && value === states[0]) ? rest : { ...rest, [key]: value as StateFilter },
    );
  }

  return (
    <search className="flex w-full flex-wrap items-center gap-2" aria-label={w.queue.filters}>
      <div className="relative grow basis-40 @5xl:max-w-64">
        <Icon
          name="search"
          className="pointer-events-none absolute top-2 left-2 size-4 text-muted pointer-coarse:top-3"
        />
        <input
          ref={searchRef}
          type="search"
          value={text}
          aria-label={w.queue.search}
          placeholder={w.queue.searchHint}
          maxLength={100}
          onFocus={() => setTyping(true)}
          onBlur={() => setTyping(false)}
          onChange={(event) => {
            setText(event.target.value);
            set("text", event.target.value);
          }}
          onKeyDown={(event) => {
            if (event.key === "Escape" || event.key === "Enter") event.currentTarget.blur();
          }}
          className="field-box pl-8 pointer-coarse:min-h-10"
        />
      </div>
      <Button className="@2xl:hidden" aria-expanded={shown} onPress={() => setShown(!shown)}>
        {w.queue.filters}
      </Button>
      <div className={`flex-wrap gap-2 @2xl:flex ${shown ? "flex" : "hidden"}`}>
        <Select
          label={w.queue.state}
          value={filters.state ?? states[0]}
          onChange={(event) => set("state", event.target.value)}
        >
          {states.map((state) => (
            <option key={state} value={state}>
              {w.queue.states[state]}
            </option>
          ))}
        </Select>
        <Select
          label={w.queue.assignee}
          value={filters.assignee ?? ""}
          onChange={(event) => set("assignee", event.target.value)}
        >
          <option value="">{w.queue.allAssignees}</option>
          <option value="me">{w.queue.assigneeMe}</option>
          <option value="nobody">{w.queue.assigneeNobody}</option>
          {[...people.values()].map((person) => (
            <option key={person.id} value={person.id}>
              {person.name}
            </option>
          ))}
        </Select>
        {groups.size > 1 && (
          <Select
            label={w.queue.group}
            value={filters.group ?? ""}
            onChange={(event) => set("group", event.target.value)}
          >
            <option value="">{w.queue.allGroups}</option>
            {[...groups.values()].map((group) => (
              <option key={group.id} value={group.id}>
                {group.name}
              </option>
            ))}
          </Select>
        )}
        {modules.size > 0 && (
          <Select
            label={w.queue.module}
            value={filters.module ?? ""}
            onChange={(event) => set("module", event.target.value)}
          >
            <option value="">{w.queue.allModules}</option>
            {[...modules.values()].map((module) => (
              <option key={module.id} value={module.id}>
                {module.name}
              </option>
            ))}
          </Select>
        )}
        {(tags.length > 0 || filters.tag !== undefined) && (
          <Select
            label={w.tags.label}
            value={tags.find((tag) => hasTag([filters.tag ?? ""], tag)) ?? ""}
            onFocus={() => void known.refetch()}
            onChange={(event) => set("tag", event.target.value)}
          >
            <option value="">{w.tags.all}</option>
            {tags.map((tag) => (
              <option key={tag} value={tag}>
                {tag}
              </option>
            ))}
          </Select>
        )}
        {more}
      </div>
      {isNarrowed(filters) && (
        <Button tone="ghost" icon="close" onPress={() => onChange({})}>
          {w.queue.clear}
        </Button>
      )}
    </search>
  );
});

/** One choice that narrows a list. */
export function Select({ label, ...rest }: { label: string } & ComponentProps<"select">) {
  return (
    <select
      aria-label={label}
      className="field-box w-auto max-w-32 text-ellipsis pointer-coarse:min-h-10 @5xl:max-w-44"
      {...rest}
    />
  );
}
