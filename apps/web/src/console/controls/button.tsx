import type { ComponentProps, ReactNode } from "react";
import { useState } from "react";
import { Icon } from "./icon.tsx";
import type { IconName } from "./icon.tsx";
import { useSlow } from "./slow.ts";
import { Spinner } from "./spinner.tsx";

const TONES = {
  accent: "bg-accent text-on-accent border-accent hover:bg-accent-hover hover:border-accent-hover",
  danger: "bg-danger text-on-danger border-danger hover:bg-danger-hover hover:border-danger-hover",
  plain: "bg-surface text-ink border-edge hover:bg-sunken",
  ghost: "bg-transparent text-ink border-transparent hover:bg-sunken",
} as const;
export type Tone = keyof typeof TONES;

/** The looks of a button, for links that look like one. */
export function buttonLook(tone: Tone, square = false): string {
  const size = square ? "size-8 justify-center pointer-coarse:size-10" : "h-8 px-3 pointer-coarse:h-10";
  return `inline-flex ${size} shrink-0 items-center gap-1.5 rounded-sm border font-medium whitespace-nowrap transition-colors duration-(--motion) select-none disabled:opacity-50 disabled:pointer-events-none aria-disabled:opacity-50 ${TONES[tone]}`;
}

type Props = Omit<ComponentProps<"button">, "onClick" | "children"> & {
  tone?: Tone;
  icon?: IconName;
  /** What a press does; while the promise it gives is open, the button waits and shows it after 400 ms. */
  onPress?: () => unknown;
  busy?: boolean;
  children?: ReactNode;
};

/** A button with words. */
export function Button({
  tone = "plain",
  icon,
  onPress,
  busy,
  children,
  className = "",
  type = "button",
  ...rest
}: Props) {
  const [waiting, press] = usePress(onPress);
  const slow = useSlow(busy === true || waiting);
  return (
    <button
      {...rest}
      type={type}
      className={`${buttonLook(tone)} ${className}`}
      aria-busy={slow || undefined}
      disabled={rest.disabled === true || waiting || busy === true}
      {...(onPress ? { onClick: press } : {})}
    >
      {slow ? <Spinner /> : icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

/** A button that shows only a sign; `label` says what it does, aloud and when pointed at. */
export function IconButton({
  label,
  icon,
  onPress,
  tone = "ghost",
  className = "",
  ...rest
}: Omit<Props, "children" | "icon"> & { label: string; icon: IconName }) {
  const [waiting, press] = usePress(onPress);
  const slow = useSlow(waiting);
  return (
    <button
      {...rest}
      type="button"
      aria-label={label}
      title={label}
      className={`${buttonLook(tone, true)} ${className}`}
      disabled={rest.disabled === true || waiting}
      {...(onPress ? { onClick: press } : {})}
    >
      {slow ? <Spinner /> : <Icon name={icon} />}
    </button>
  );
}

function usePress(onPress: (() => unknown) | undefined): [boolean, () => void] {
  const [waiting, setWaiting] = useState(false);
  return [
    waiting,
    () => {
      const going = onPress?.();
      if (!(going instanceof Promise)) return;
      setWaiting(true);
      void going.finally(() => setWaiting(false));
    },
  ];
}
