import { describe, expect, it } from "vitest";
import { findLayerFaults } from "./check-layers.ts";

function faults(files: Record<string, string>): string[] {
  return findLayerFaults(new Map(Object.entries(files)));
}

describe("the check of layers", () => {
  it.each([
    ["packages/domain/src/case.ts", "@beckon/protocol/up.ts"],
    ["packages/domain/src/case.ts", "node:crypto"],
    ["packages/protocol/src/up.ts", "ws"],
    ["apps/server/src/desk/desk.ts", "../store/case-rows.ts"],
    ["apps/server/src/desk/desk.ts", "kysely"],
    ["apps/server/src/live/hub.ts", "../store/case-rows.ts"],
    ["apps/server/src/http/routes.ts", "../main.ts"],
    ["apps/web/src/customer/page.tsx", "../console/queue.tsx"],
    ["apps/web/src/customer/page.tsx", "react"],
    ["apps/web/src/ui/button.ts", "../customer/page.tsx"],
    ["e2e/stories/alone/join.ts", "../../../packages/session/src/server-link.ts"],
  ])("finds that %s imports %s", (path, specifier) => {
    expect(faults({ [path]: `import {\n  thing,\n} from "${specifier}";` })).toHaveLength(1);
    expect(faults({ [path]: `export type { Thing } from "${specifier}";` })).toHaveLength(1);
  });

  it("finds a circle, but not one of types only", () => {
    const a = "packages/domain/src/a.ts";
    const b = "packages/domain/src/b.ts";
    expect(faults({ [a]: 'import { b } from "./b.ts";', [b]: 'import { a } from "./a.ts";' })).toEqual([
      `A circle of imports: ${a} → ${b} → ${a}`,
    ]);
    expect(faults({ [a]: 'import { b } from "./b.ts";', [b]: 'import type { a } from "./a.ts";' })).toEqual([]);
  });

  it("lets the right direction and the tests pass", () => {
    expect(
      faults({
        "apps/server/src/store/case-rows.ts": 'import type { Cases } from "../desk/ports.ts";\nimport pg from "pg";',
        "apps/server/src/main.ts": 'import { desk } from "./desk/desk.ts";\nimport { readConfig } from "./config.ts";',
        "apps/server/src/desk/desk.test.ts": 'import { createTestDatabase } from "../store/test-database.ts";',
        "apps/web/src/console/queue.tsx":
          'import { words } from "../ui/words.ts";\nimport { x } from "@beckon/session/server-link.ts";',
      }),
    ).toEqual([]);
  });
});
