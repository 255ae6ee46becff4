import { expect, test } from "vitest";
import { openPair } from "./test-pair.ts";
import { drawScreen } from "./test-screens.ts";

test("[R15] what is on the screen is shown exactly, and so is what changes", async () => {
  const screen = drawScreen(333, 201, { slack: 3 });
  screen.text({ x: 0, y: 0, width: 333, height: 201 }, 0);
  const pair = openPair(screen);
  await pair.clock.run(50);
  expect(pair.wrongPixels()).toBe(0);
  screen.fill({ x: 70, y: 60, width: 5, height: 9 }, 0xff0000);
  await pair.clock.run(50);
  expect(pair.wrongPixels()).toBe(0);
});
