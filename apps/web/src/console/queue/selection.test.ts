import { describe, expect, it } from "vitest";
import { toggled, withRange } from "./selection.ts";

describe("selecting rows", () => {
  it("[Q3] adds and takes out one", () => {
    expect([...toggled(new Set(["a"]), "b")]).toEqual(["a", "b"]);
    expect([...toggled(new Set(["a", "b"]), "a")]).toEqual(["b"]);
  });
  it("[Q3] adds all between two, in either direction", () => {
    const order = ["a", "b", "c", "d"];
    expect([...withRange(new Set(), order, "c", "a")]).toEqual(["a", "b", "c"]);
    expect([...withRange(new Set(["d"]), order, "a", "b")]).toEqual(["d", "a", "b"]);
  });
  it("[Q3] a range from a row that is gone selects the one that was pressed", () => {
    expect([...withRange(new Set(), ["a"], "gone", "a")]).toEqual(["a"]);
  });
});
