import { Menu as Base } from "@base-ui/react/menu";
import type { ReactNode } from "react";
import { useCallback, useState } from "react";
import { Icon } from "./icon.tsx";
import type { IconName } from "./icon.tsx";

export type MenuEntry =
  | {
      label: string;
      /** A second, smaller line. */
      hint?: string;
      icon?: IconName;
      /** Instead of an icon: a sign of its own. */
      sign?: ReactNode;
      danger?: boolean;
      checked?: boolean;
      disabled?: boolean;
      onSelect: () => unknown;
    }
  | "line";

/** A button that opens a list of things to do. */
export function Menu({
  label,
  trigger,
  look,
  entries,
}: {
  /** What the button is called, when what it shows does not say it. */
  label?: string;
  trigger: ReactNode;
  look: string;
  entries: MenuEntry[];
}) {
  // Everything on a page belongs to one of its landmarks; the list belongs to its button's.
  const [landmark, setLandmark] = useState<HTMLElement | null>(null);
  const findLandmark = useCallback(
    (node: HTMLElement | null) => setLandmark(node?.closest<HTMLElement>("nav, main, header, aside") ?? null),
    [],
  );
  return (
    <Base.Root>
      <Base.Trigger
        ref={findLandmark}
        {...(label === undefined ? {} : { "aria-label": label, title: label })}
        className={look}
      >
        {trigger}
      </Base.Trigger>
      <Base.Portal container={landmark} className="absolute">
        <Base.Positioner sideOffset={4} align="end" positionMethod="fixed" className="z-50 outline-none">
          <Base.Popup className="popup min-w-44 py-1">
            {entries.map((entry, at) =>
              entry === "line" ? (
                // oxlint-disable-next-line react/no-array-index-key -- a separator has no name
                <Base.Separator key={at} className="my-1 h-px bg-line" />
              ) : (
                <Base.Item
                  key={entry.label}
                  disabled={entry.disabled === true}
                  onClick={() => void entry.onSelect()}
                  className={`mx-1 flex min-h-8 items-center gap-2 rounded-sm px-2 outline-none select-none data-disabled:opacity-50 data-highlighted:bg-accent-soft ${entry.danger ? "text-danger-text" : ""}`}
                >
                  {entry.icon && <Icon name={entry.icon} />}
                  {entry.sign}
                  <span className="grow">
                    {entry.label}
                    {entry.hint && <span className="block pb-1 text-xs text-muted">{entry.hint}</span>}
                  </span>
                  {entry.checked && <Icon name="check" />}
                </Base.Item>
              ),
            )}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
