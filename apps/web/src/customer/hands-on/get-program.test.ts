import { expect, it } from "vitest";
import { systemHere } from "./get-program.ts";

it("[M7] a visitor is offered the program for their own system, and none where there is none", () => {
  const of = (about: string, touchPoints = 0) => systemHere(`Mozilla/5.0 (${about}) AppleWebKit/537.36`, touchPoints);
  expect(of("Windows NT 10.0; Win64; x64")).toBe("windows-x64");
  expect(of("X11; Linux x86_64")).toBe("linux-x64");
  expect(of("X11; Linux aarch64")).toBeUndefined();
  expect(of("Macintosh; Intel Mac OS X 10_15_7")).toBe("macos-arm64");
  expect(of("Macintosh; Intel Mac OS X 10_15_7", 5)).toBeUndefined();
  expect(of("Linux; Android 15; Pixel 9")).toBeUndefined();
  expect(of("iPhone; CPU iPhone OS 18_0 like Mac OS X")).toBeUndefined();
});
