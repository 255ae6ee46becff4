import { Popover } from "@base-ui/react/popover";
import type { ReactNode } from "react";
import { useState } from "react";
import { buttonLook } from "../../controls/button.tsx";
import type { IconName } from "../../controls/icon.tsx";
import { Icon } from "../../controls/icon.tsx";

const LOOK = `${buttonLook("ghost", true)} relative aria-pressed:bg-accent-soft aria-pressed:text-accent-text data-popup-open:bg-sunken`;

/** A sign in the session's bar. `on` is told as pressed, `count` stands at its corner. */
export function ToolButton({
  icon,
  label,
  on,
  count = 0,
  disabled = false,
  onPress,
}: {
  icon: IconName;
  label: string;
  on?: boolean;
  count?: number;
  disabled?: boolean;
  onPress: () => void;
}) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      aria-pressed={on}
      disabled={disabled}
      onClick={onPress}
      className={LOOK}
    >
      <Icon name={icon} />
      {count > 0 && (
        <span className="absolute -top-0.5 -right-0.5 rounded-full bg-accent px-1 text-[0.625rem] font-semibold text-on-accent">
          {count}
        </span>
      )}
    </button>
  );
}

/** A sign in the session's bar that opens something below it. */
export function ToolPopover({
  icon,
  label,
  title = label,
  look = LOOK,
  shown,
  children,
}: {
  icon: IconName;
  label: string;
  title?: string;
  look?: string;
  /** Words beside the sign. */
  shown?: ReactNode;
  children: (close: () => void) => ReactNode;
}) {
  const [open, setOpen] = useState(false);
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger className={look} aria-label={label} title={label}>
        <Icon name={icon} />
        {shown}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={8} collisionPadding={8} className="z-50">
          <Popover.Popup className="popup max-h-[calc(100dvh-5rem)] w-80 max-w-[calc(100vw-1rem)] overflow-y-auto p-4">
            <Popover.Title className="mb-2 font-semibold">{title}</Popover.Title>
            {children(() => setOpen(false))}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** Parts what stands in the bar. */
export function BarLine() {
  return <span aria-hidden="true" className="mx-1 hidden h-5 w-px bg-line sm:block" />;
}
