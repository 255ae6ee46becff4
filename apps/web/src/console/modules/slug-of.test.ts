import { describe, expect, it } from "vitest";
import { slugOf } from "./slug-of.ts";

describe("an address made from a name", () => {
  it("[M3] holds only small letters, digits and dashes", () => {
    expect(slugOf("Müller & Söhne GmbH")).toBe("muller-sohne-gmbh");
    expect(slugOf("  Straße 7 ")).toBe("strasse-7");
    expect(slugOf("日本")).toBe("");
    expect(slugOf("x".repeat(63) + " y")).toBe("x".repeat(63));
  });
});
