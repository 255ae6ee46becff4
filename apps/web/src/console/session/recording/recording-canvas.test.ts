import { describe, expect, it } from "vitest";
import { fitInto, frameFor } from "./recording-canvas.ts";

describe("what a recording shows", () => {
  it("has the picture's shape, at most 1080 lines, in even numbers", () => {
    expect(frameFor(1280, 801)).toEqual({ width: 1280, height: 802 });
    expect(frameFor(3840, 2160)).toEqual({ width: 1920, height: 1080 });
    expect(frameFor(5000, 1000)).toEqual({ width: 1920, height: 384 });
    expect(frameFor(0, 0)).toEqual({ width: 2, height: 2 });
  });
  it("shows a picture of another shape whole, in the middle", () => {
    expect(fitInto({ width: 1920, height: 1080 }, 1000, 1080)).toEqual({ x: 460, y: 0, width: 1000, height: 1080 });
    expect(fitInto({ width: 1920, height: 1080 }, 3840, 1080)).toEqual({ x: 0, y: 270, width: 1920, height: 540 });
  });
});
