/** The widths of the columns, for the head and every row alike; a column leaves when the list gets narrow. */
export const COLUMNS = {
  state: "w-28 shrink-0",
  code: "w-23 shrink-0 hidden @3xl:block",
  customer: "w-36 min-w-24 shrink",
  text: "min-w-0 grow basis-0 truncate",
  group: "w-24 shrink-0 hidden truncate @min-[60rem]:block @7xl:w-32",
  module: "w-28 shrink-0 hidden truncate @min-[60rem]:block @7xl:w-36",
  channel: "w-20 shrink-0 hidden truncate @min-[72rem]:block",
  assignee: "w-28 shrink-0 hidden truncate @4xl:block @7xl:w-36",
  waiting: "w-24 shrink-0",
  priority: "w-4 shrink-0",
} as const;
