import { useWords } from "../words/use-words.tsx";

/** How much something may do, and on demand what. */
export function GrantedScopes({ scopes }: { scopes: readonly string[] }) {
  const words = useWords().api;
  return (
    <details className="text-muted">
      <summary className="w-fit cursor-pointer">{words.count(scopes.length)}</summary>
      <p className="font-mono text-xs break-words">{scopes.join(", ")}</p>
    </details>
  );
}
