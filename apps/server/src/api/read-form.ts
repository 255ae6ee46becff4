import { Repeated } from "@beckon/api/lenient.ts";

/** What a form or an address says: `a[b]` and `a.b` are parts of `a`; `a[]`, `a[0]` and a name said again make a list [W1]. */
export function readForm(said: Iterable<readonly [string, string]>): Record<string, unknown> {
  const fields = new Map<string, string[]>();
  const parts = new Map<string, (readonly [string, string])[]>();
  for (const [name, value] of said) {
    const [, whole = name, bracketed, dotted = bracketed] =
      /^([^[\].]+)(?:\[([^[\]]*)\]|\.([^[\].]+))$/.exec(name) ?? [];
    if (dotted === undefined || /^\d*$/.test(dotted)) add(fields, whole, value);
    else add(parts, whole, [dotted, value] as const);
  }
  return Object.fromEntries<unknown>([
    ...[...fields].map(([name, values]) => [name, values.length === 1 ? values[0] : new Repeated(values)] as const),
    ...[...parts].map(([name, inner]) => [name, readForm(inner)] as const),
  ]);
}

function add<T>(lists: Map<string, T[]>, name: string, value: T): void {
  const list = lists.get(name);
  if (list) list.push(value);
  else lists.set(name, [value]);
}
