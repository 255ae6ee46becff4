import { Dialog as Base } from "@base-ui/react/dialog";
import { useId, useState } from "react";
import { Icon } from "./icon.tsx";
import type { IconName } from "./icon.tsx";

export type Choice = {
  id: string;
  label: string;
  /** A word on the right: a key, a role, a state. */
  aside?: string;
  icon?: IconName;
  onPick: () => unknown;
};

/** Finds one thing among many by typing: people to assign, or everything the console can do. */
export function Picker({
  label,
  placeholder,
  nothing,
  choices,
  other,
  max,
  onClose,
}: {
  label: string;
  placeholder: string;
  nothing: string;
  choices: Choice[];
  /** What can be picked besides, made of what was typed. */
  other?: (text: string) => Choice | null;
  /** The most characters that can be typed. */
  max?: number;
  onClose: () => void;
}) {
  const listId = useId();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const words = text.toLocaleLowerCase().split(/\s+/);
  const found = choices.filter((choice) => {
    const said = `${choice.label} ${choice.aside ?? ""}`.toLocaleLowerCase();
    return words.every((word) => said.includes(word));
  });
  const typed = text.trim();
  const made = typed === "" ? null : other?.(typed);
  if (made) found.push(made);
  const current = found[Math.min(at, found.length - 1)];

  function pick(choice: Choice | undefined) {
    if (!choice) return;
    onClose();
    void choice.onPick();
  }
  function step(by: number) {
    if (found.length > 0) setAt((Math.min(at, found.length - 1) + by + found.length) % found.length);
  }

  return (
    <Base.Root open onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-black/40" />
        <Base.Popup
          aria-label={label}
          className="popup fixed top-[10dvh] left-1/2 z-50 flex max-h-[70dvh] w-[calc(100%-1.5rem)] max-w-lg -translate-x-1/2 flex-col"
        >
          <input
            autoFocus
            role="combobox"
            aria-label={label}
            aria-expanded="true"
            aria-controls={listId}
            aria-autocomplete="list"
            aria-activedescendant={current ? `${listId}-${current.id}` : undefined}
            placeholder={placeholder}
            value={text}
            maxLength={max}
            onChange={(event) => {
              setText(event.target.value);
              setAt(0);
            }}
            onKeyDown={(event) => {
              if (event.key === "ArrowDown") step(1);
              else if (event.key === "ArrowUp") step(-1);
              else if (event.key === "Enter") pick(current);
              else return;
              event.preventDefault();
            }}
            className="h-11 shrink-0 border-b border-line bg-transparent px-4 text-md outline-none"
          />
          <div id={listId} role="listbox" aria-label={label} className="overflow-y-auto p-1">
            {found.map((choice) => (
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the keys are the input's
              <div
                key={choice.id}
                id={`${listId}-${choice.id}`}
                role="option"
                aria-selected={choice === current}
                ref={(node) => {
                  if (choice === current) node?.scrollIntoView({ block: "nearest" });
                }}
                onPointerMove={() => setAt(found.indexOf(choice))}
                onClick={() => pick(choice)}
                className="flex h-9 items-center gap-2 rounded-sm px-3 aria-selected:bg-accent-soft"
              >
                {choice.icon && <Icon name={choice.icon} />}
                <span className="grow truncate">{choice.label}</span>
                {choice.aside && <span className="text-xs text-muted">{choice.aside}</span>}
              </div>
            ))}
          </div>
          {found.length === 0 && <p className="px-4 py-3 text-muted">{nothing}</p>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
