import { SCOPES } from "@beckon/api/scopes.ts";
import { Icon } from "../controls/icon.tsx";
import { useWords } from "../words/use-words.tsx";

/** Permissions in words, for somebody who is to allow them. */
export function ScopeList({ scopes }: { scopes: readonly string[] }) {
  const words = useWords().api;
  return (
    <ul aria-label={words.permissions} className="flex flex-col gap-1 rounded-md border border-line px-3 py-2">
      {SCOPES.filter((scope) => scopes.includes(scope)).map((scope) => (
        <li key={scope} className="flex items-baseline gap-2">
          <Icon name="check" className="size-3.5 shrink-0 translate-y-0.5 text-muted" />
          {words.scopes[scope]}
        </li>
      ))}
    </ul>
  );
}
