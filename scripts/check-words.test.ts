import { expect, it } from "vitest";
import { findWordFaults } from "./check-words.ts";

const faults = (path: string, source = "") => findWordFaults(new Map([[path, source]]));

it.each(["const ticketId = 1;", "type SupportAgent = {};", "// the conversation", '"Tickets"', "agent_id"])(
  "finds the forbidden word in %s",
  (source) => {
    expect(faults("apps/server/src/desk/desk.ts", source)).toHaveLength(1);
  },
);

it.each(["navigator.userAgent", '"User-Agent"', "user_agent", "// the ticket icon", "reagent", "ticketing"])(
  "lets %s pass",
  (source) => {
    expect(faults("apps/server/src/desk/desk.ts", source)).toEqual([]);
  },
);

it.each([
  "apps/server/src/utils/time.ts",
  "apps/server/src/desk/case-manager.ts",
  "apps/server/src/desk/CaseDesk.ts",
  "apps/web/src/console/types.ts",
  "apps/server/src/desk/ticket-list.ts",
])("finds the bad name of %s", (path) => {
  expect(faults(path)).toHaveLength(1);
});
