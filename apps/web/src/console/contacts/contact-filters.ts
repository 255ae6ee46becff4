/** What narrows Computers & Contacts; each stands in the address bar. */
export type ContactFilters = { group?: string; text?: string; show?: "computers" };

/** Reads the filters from an address; what makes no sense there is left out. */
export function readContactFilters(search: Record<string, unknown>): ContactFilters {
  const { group, text, show } = search;
  // An address such as `?text=123` arrives as a number.
  const said = typeof text === "number" ? String(text) : text;
  return {
    ...(typeof group === "string" && group !== "" ? { group } : {}),
    ...(typeof said === "string" && said !== "" ? { text: said.slice(0, 100) } : {}),
    ...(show === "computers" ? { show } : {}),
  };
}
