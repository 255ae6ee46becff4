import { expect, it } from "vitest";
import { LANGUAGES } from "@beckon/protocol/words.ts";
import { wordsIn } from "./words.ts";

it("[X18] [R4] no name and no number of people moves the word Stop off the screen", () => {
  const long = "W".repeat(100);
  const marks = `A${"\u0301".repeat(99)}`;
  for (const language of LANGUAGES) {
    const { seen } = wordsIn(language);
    for (const names of [[long], Array.from({ length: 20 }, () => long), [marks, marks, marks, marks]])
      expect(seen(names, "Ctrl + Q").length).toBeLessThan(170);
    expect(seen([long], "Ctrl + Q")).toMatch(/(?:Stop|Stopp|Parar) \(Ctrl \+ Q\)$/);
  }
  expect(wordsIn("en").seen(["Ana Ortiz", "Ben"], "Q")).toBe("Ana Ortiz and Ben see your screen · Stop (Q)");
  expect(wordsIn("en").seen(["李小龍"], "Q")).toBe("李小龍 sees your screen · Stop (Q)");
});
