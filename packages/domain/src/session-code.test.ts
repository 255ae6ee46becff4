import { expect, it } from "vitest";
import fc from "fast-check";
import { drawSessionCode, parseSessionCode, showSessionCode } from "./session-code.ts";

it("[S1] a code is read however it is typed", () => {
  for (const typed of ["s123456789", "123456789", "S123-456-789", " s 123 456 789 ", "123–456–789", "s123.456.789"]) {
    expect(parseSessionCode(typed)).toBe("s123456789");
  }
});

it("[S1] what is no code is none", () => {
  for (const typed of ["", "s12345678", "s1234567890", "x123456789", "12345678a", "ss123456789", "1".repeat(1000)]) {
    expect(parseSessionCode(typed)).toBeUndefined();
  }
});

it("[S1] what is shown can be typed back", () => {
  fc.assert(
    fc.property(fc.nat(999_999_999), (n) => {
      const code = drawSessionCode(() => n);
      expect(showSessionCode(code)).toMatch(/^s\d{3}-\d{3}-\d{3}$/);
      expect(parseSessionCode(showSessionCode(code))).toBe(code);
    }),
  );
});
