import { expect, test } from "vitest";
import { openEstimates } from "./photo-levels.ts";

const FILM = 400_000;

test("what a tiny photo's head costs says nothing about a film: it keeps the quality its line carries", () => {
  const estimates = openEstimates();
  const before = estimates.fitting(FILM, 60_000, "automatic");
  for (let n = 0; n < 100; n++) estimates.learnPhoto(48 * 48, before, 664);
  expect(estimates.fitting(FILM, 60_000, "automatic")).toBe(before);
});

test("a film that packs better than expected gets sharper until it fills its share, and blunter when it does not fit", () => {
  const estimates = openEstimates();
  const bytesOf = (scale: number) => (scale === 2 ? 5_000 : 15_000);
  const levels = Array.from({ length: 80 }, () => {
    const level = estimates.fitting(FILM, 16_000, "automatic");
    estimates.learnPhoto(FILM, level, bytesOf(level.scale));
    return level;
  });
  expect(levels[0]?.scale).toBe(2);
  expect(levels.at(-1)?.scale).toBe(1);
  for (let n = 0; n < 20; n++) estimates.learnPhoto(FILM, estimates.fitting(FILM, 6_000, "automatic"), 15_000);
  expect(estimates.fitting(FILM, 6_000, "automatic").scale).toBe(2);
});

test("[R15] smooth and saveData begin at more loss than automatic, however wide the line is", () => {
  const estimates = openEstimates();
  const quality = (choice: "automatic" | "smooth" | "saveData") => estimates.fitting(FILM, 1e9, choice).quality;
  expect(quality("automatic")).toBeGreaterThan(quality("smooth"));
  expect(quality("smooth")).toBeGreaterThan(quality("saveData"));
});
