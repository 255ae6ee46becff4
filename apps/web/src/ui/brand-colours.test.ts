import { describe, expect, it } from "vitest";
import { contrast } from "@beckon/domain/contrast.ts";
import { brandColours } from "./brand-colours.ts";

describe("[U1] a module's accent", () => {
  const accents = ["#000000", "#ffffff", "#ffcc00", "#0a7d4f", "#767676", "#171a20"];
  it.each(accents)("%s makes buttons that stand out and read well, also under the pointer", (accent) => {
    for (const ground of ["#ffffff", "#171a20"]) {
      const { fill, hover, on, text } = brandColours(accent, ground);
      expect(contrast(fill, ground)).toBeGreaterThanOrEqual(3);
      expect(contrast(on, fill)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(on, hover)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5);
    }
  });
});
