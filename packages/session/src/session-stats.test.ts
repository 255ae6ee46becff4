import { expect, it } from "vitest";
import type { LinkReading } from "./link.ts";
import { compareReadings, readStats } from "./session-stats.ts";

const reading = (second: number, sent: number, lost: number, bytes = second * 1_000): LinkReading => ({
  path: "direct",
  rttMs: 40,
  framesPerSecond: null,
  width: null,
  height: null,
  bytes,
  at: second * 1_000,
  packets: { sent, lost },
});

it("bits are those of the last second, loss is that of all readings kept", () => {
  const history = [reading(0, 0, 0), reading(1, 100, 4), reading(2, 200, 4)];
  expect(compareReadings(reading(3, 300, 4), history)).toMatchObject({ bitsPerSecond: 8_000, lossShare: 0.02 });
  expect(compareReadings(reading(0, 0, 0), [])).toMatchObject({ bitsPerSecond: null, lossShare: null });
});

it("what is only under way is not lost, and few packets say nothing", () => {
  const unanswered = [reading(0, 0, 0), reading(1, 50, 1)];
  expect(compareReadings(reading(2, 51, 0), unanswered).lossShare).toBe(0);
  expect(compareReadings(reading(2, 51, 1), unanswered).lossShare).toBe(0.02);
  expect(compareReadings(reading(2, 14, 7), [reading(0, 0, 0), reading(1, 14, 7)]).lossShare).toBeNull();
});

it("another connection's counts are no loss, and nothing is said where nobody counts", () => {
  const history = [reading(0, 500, 50), reading(1, 600, 60)];
  expect(compareReadings(reading(2, 3, 0), history).lossShare).toBeNull();
  expect(compareReadings({ ...reading(2, 0, 0), packets: null }, history).lossShare).toBeNull();
});

it("a video's own packets are counted, else the checks of the path", () => {
  const pair = { id: "p", type: "candidate-pair", nominated: true, state: "succeeded", timestamp: 5 };
  const report = (...entries: object[]) =>
    new Map(entries.map((entry, n) => [String(n), entry])) as unknown as RTCStatsReport;
  const checks = { ...pair, requestsSent: 20, responsesReceived: 19 };
  const video = { id: "v", type: "inbound-rtp", kind: "video", packetsReceived: 990, packetsLost: 10 };
  expect(readStats(report(checks)).packets).toEqual({ sent: 20, lost: 1 });
  expect(readStats(report(checks, video)).packets).toEqual({ sent: 1_000, lost: 10 });
  expect(readStats(report(pair)).packets).toBeNull();
});
