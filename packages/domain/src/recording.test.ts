import { expect, it } from "vitest";
import { recordingKeptUntil, recordingStateAt } from "./recording.ts";

const DAY = 24 * 3600_000;

it("[R20] a longer time said later keeps no recording longer than its customer was told, a shorter one at once", () => {
  expect(recordingKeptUntil(1000, 30, 30)).toBe(1000 + 30 * DAY);
  expect(recordingKeptUntil(1000, 30, 365)).toBe(1000 + 30 * DAY);
  expect(recordingKeptUntil(1000, 30, 7)).toBe(1000 + 7 * DAY);
});

it("[R22] a recording that was not ended counts as cut off after a minute of silence", () => {
  expect(recordingStateAt({ endedAt: null, touchedAt: 0 }, 59_999)).toBe("running");
  expect(recordingStateAt({ endedAt: null, touchedAt: 0 }, 60_000)).toBe("cutOff");
  expect(recordingStateAt({ endedAt: 5, touchedAt: 5 }, 90_000)).toBe("whole");
});
