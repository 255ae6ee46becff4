/** The ids of the selected rows. */
export type Selection = ReadonlySet<string>;

/** Adds a row to the selection, or takes it out. */
export function toggled(selection: Selection, id: string): Selection {
  const next = new Set(selection);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** Adds all rows between two, both included, in the order they are shown. */
export function withRange(selection: Selection, order: readonly string[], from: string, to: string): Selection {
  const [a, b] = [order.indexOf(from), order.indexOf(to)];
  if (a < 0 || b < 0) return toggled(selection, to);
  return new Set([...selection, ...order.slice(Math.min(a, b), Math.max(a, b) + 1)]);
}
