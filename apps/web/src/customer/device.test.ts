import { describe, expect, it } from "vitest";
import { browserOf, systemOf } from "./device.ts";

const known: [string, string, string][] = [
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36 Edg/138.0.0.0",
    "Edge 138",
    "Windows",
  ],
  ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox 140", "Linux"],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
    "Safari 18",
    "iOS",
  ],
  ["something else", "?", "?"],
];

describe("what the browser tells about itself", () => {
  it.each(known)("%s", (userAgent, browser, system) => {
    expect(browserOf(userAgent)).toBe(browser);
    expect(systemOf(userAgent)).toBe(system);
  });
});
