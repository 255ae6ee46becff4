/** The widths of the columns, for the head and every row alike; a column leaves when the list gets narrow. */
export const COLUMNS = {
  state: "w-28 shrink-0",
  code: "w-26 shrink-0 hidden @3xl:block",
  customer: "w-40 min-w-24 shrink",
  text: "min-w-0 grow basis-0 truncate",
  group: "w-28 shrink-0 hidden truncate @6xl:block",
  module: "w-32 shrink-0 hidden truncate @7xl:block",
  assignee: "w-32 shrink-0 hidden truncate @4xl:block",
  waiting: "w-24 shrink-0",
  priority: "w-4 shrink-0",
} as const;
