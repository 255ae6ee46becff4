import { Icon } from "../views/icon.tsx";

/** Something that is on or off, and changes at once. */
export function Switch(props: {
  label: string;
  icon: Parameters<typeof Icon>[0]["name"];
  on: boolean;
  /** Cannot be turned just now. */
  held?: boolean;
  onTurn: (on: boolean) => void;
}) {
  return (
    <button
      type="button"
      class="switch"
      role="switch"
      aria-checked={props.on}
      aria-disabled={props.held === true}
      onClick={() => props.held !== true && props.onTurn(!props.on)}
    >
      <Icon name={props.icon} />
      <span class="switch-label">{props.label}</span>
      <span class="switch-track" aria-hidden="true" />
    </button>
  );
}
