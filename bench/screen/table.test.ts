import { afterEach, expect, it, vi } from "vitest";
import { BECKON, printResults, type Turn } from "./table.ts";

const printed: string[] = [];
vi.spyOn(console, "log").mockImplementation((line: string) => void printed.push(line));
afterEach(() => void (printed.length = 0));

const turn = (delays: readonly number[], more: Partial<Turn> = {}): Turn => ({
  delays,
  lastDelay: 50,
  frames: 20,
  painted: 22,
  bits: 4e6,
  processor: 0.2,
  exact: 1,
  db: Infinity,
  ...more,
});

it("ratios are of turns that belong together, and a goal that is missed says so", () => {
  const key = { line: "free", scene: "scrolling" } as const;
  printResults([
    { key: { ...key, contender: BECKON }, turns: [turn([40, 60]), turn([80, 120]), turn([60, 90], { exact: 0.9 })] },
    {
      key: { ...key, contender: "x11vnc + noVNC" },
      turns: [turn([80, 120]), turn([160, 240]), turn([120, 180], { bits: 1e6 })],
    },
  ]);
  const row = (start: string) => printed.find((line) => line.startsWith(`| ${start}`));
  expect(row("screen on the free line, scrolling: delay, median")).toContain("| 0.50 | ≤ 0.77 | met |");
  expect(row("screen on the free line, scrolling: bits")).toContain("| 1.00 | ≤ 0.77 | **missed** |");
  expect(row("screen on the free line, scrolling: share of one core")).toContain("| ≤ 40 % | met |");
  expect(row("screen: scenes after which a pixel")).toContain("| 1 of 3 |");
  expect(row("free | scrolling | x11vnc + noVNC")).toContain("(0.50) / ");
});

it("nothing is said of what was not measured", () => {
  printResults([{ key: { line: "thin", scene: "idle", contender: "x11vnc + noVNC" }, turns: [turn([10])] }]);
  expect(printed.filter((line) => line.startsWith("| screen"))).toEqual([]);
  expect(printed.at(-1)).toContain("| thin | idle | x11vnc + noVNC | 10.0 / 10.0 |");
});
