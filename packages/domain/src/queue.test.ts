import { expect, it } from "vitest";
import fc from "fast-check";
import { PRIORITIES } from "./case.ts";
import { compareQueue, DEFAULT_WAIT_LIMITS, waitLevel } from "./queue.ts";

const queued = fc.record({
  id: fc.uuid(),
  priority: fc.constantFrom(...PRIORITIES),
  waitingSince: fc.option(fc.nat(1000)),
  createdAt: fc.nat(1000),
  customer: fc.constantFrom({ is: "never" } as const, { is: "connected" } as const, { is: "left" } as const),
});
type Queued = Parameters<typeof compareQueue>[0];
const waitOf = ({ customer, waitingSince }: Queued) => (customer.is === "left" ? Infinity : (waitingSince ?? Infinity));

it("[Q3] priority first, then the longest wait; those who do not wait, or have left, come last", () => {
  fc.assert(
    fc.property(fc.uniqueArray(queued, { selector: (q) => q.id, maxLength: 30 }), (list) => {
      const sorted = [...list].sort(compareQueue);
      for (const [i, b] of sorted.entries()) {
        const a = sorted[i - 1];
        if (!a) continue;
        expect(PRIORITIES.indexOf(a.priority)).toBeGreaterThanOrEqual(PRIORITIES.indexOf(b.priority));
        if (a.priority === b.priority) expect(waitOf(a)).toBeLessThanOrEqual(waitOf(b));
      }
      expect([...list].reverse().sort(compareQueue)).toEqual(sorted);
    }),
  );
});

it("[Q5] waiting grows pressing at two and at five minutes", () => {
  expect([0, 119_999, 120_000, 299_999, 300_000].map((ms) => waitLevel(ms, DEFAULT_WAIT_LIMITS))).toEqual([
    "calm",
    "calm",
    "warn",
    "warn",
    "alarm",
  ]);
});
