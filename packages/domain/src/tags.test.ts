import { describe, expect, it } from "vitest";
import { hasTag, LONGEST_TAG, MOST_TAGS, tidyTags } from "./tags.ts";

describe("tags", () => {
  it("[Q7] are kept trimmed, as they were typed first, and never twice whatever their case", () => {
    expect(tidyTags(["  VPN ", "two \t  words", "vpn", "", "Über", "ÜBER"])).toEqual({
      ok: true,
      value: ["VPN", "two words", "Über"],
    });
    expect(hasTag(["VPN"], "vpn")).toBe(true);
    expect(hasTag(["VPN"], "vp")).toBe(false);
  });
  it("[Q7] too many and too long ones are refused, each in its own words", () => {
    const many = Array.from({ length: MOST_TAGS + 1 }, (_, at) => `tag ${at}`);
    expect(tidyTags(many)).toEqual({ ok: false, refusal: { reason: "invalid", field: "tags", problem: "tooMany" } });
    expect(tidyTags([...many.slice(1), "TAG 3"]).ok).toBe(true);
    expect(tidyTags(["x".repeat(LONGEST_TAG + 1)])).toEqual({
      ok: false,
      refusal: { reason: "invalid", field: "tags", problem: "tooLong" },
    });
  });
});
