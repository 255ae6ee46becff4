import { initialsOf } from "../../ui/initials.ts";

/** A person's initials in a circle; their name always stands beside it. */
export function Badge({ name, large }: { name: string; large?: boolean }) {
  return (
    <span class={large ? "badge badge-large" : "badge"} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}
