import { SCOPES, type Scope } from "@beckon/api/scopes.ts";
import { Button } from "../controls/button.tsx";
import { useWords } from "../words/use-words.tsx";

const KINDS = [...new Set(SCOPES.map((scope) => kindOf(scope)))];

/** Permissions to tick, each explained, grouped by what they are for. */
export function ScopeChoice({
  chosen,
  onChange,
  error,
}: {
  chosen: ReadonlySet<Scope>;
  onChange: (chosen: ReadonlySet<Scope>) => void;
  error?: string | null;
}) {
  const words = useWords().api;
  const all = chosen.size === SCOPES.length;
  return (
    <fieldset className="flex min-w-0 flex-col gap-3">
      <legend className="mb-1 font-medium">{words.permissions}</legend>
      <div>
        <Button onPress={() => onChange(new Set(all ? [] : SCOPES))}>{all ? words.untickAll : words.tickAll}</Button>
      </div>
      {KINDS.map((kind) => (
        <div key={kind} role="group" aria-label={words.kinds[kind]} className="flex flex-col">
          <p className="text-xs font-medium text-muted">{words.kinds[kind]}</p>
          {SCOPES.filter((scope) => kindOf(scope) === kind).map((scope) => (
            <label key={scope} className="flex items-baseline gap-2 py-0.5 pointer-coarse:py-2">
              <input
                type="checkbox"
                className="size-4 shrink-0 translate-y-0.5 accent-accent"
                checked={chosen.has(scope)}
                onChange={({ target: { checked } }) => {
                  const next = new Set(chosen);
                  if (checked) next.add(scope);
                  else next.delete(scope);
                  onChange(next);
                }}
              />
              <span>
                {words.scopes[scope]} <code className="font-mono text-xs break-words text-muted">{scope}</code>
              </span>
            </label>
          ))}
        </div>
      ))}
      <div role="alert">{error && <p className="text-danger-text">{error}</p>}</div>
    </fieldset>
  );
}

type Kind = Scope extends `${infer K}.${string}` ? K : never;

function kindOf(scope: Scope): Kind {
  return scope.split(".", 1)[0] as Kind;
}
