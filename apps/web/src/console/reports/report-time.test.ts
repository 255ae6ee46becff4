import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { daysOf, lastMonths, piecesOf, rangeOf, readTime } from "./report-time.ts";

afterEach(() => void vi.unstubAllEnvs());
const at = (text: string) => new Date(text).getTime();
const DAY = 86_400_000;

describe("the time of a report", () => {
  it("[F2] is the viewer's days, also when the clock changes in them", () => {
    vi.stubEnv("TZ", "Europe/Berlin");
    const now = at("2026-03-30T10:30:00");
    const week = rangeOf("7", now);
    expect(week).toMatchObject({ from: at("2026-03-24T00:00:00"), to: at("2026-03-31T00:00:00"), step: "day" });
    expect(week.to - week.from).toBe(7 * DAY - 3_600_000);
    // Compared as far into the time before as it is now.
    expect(week).toMatchObject({ beforeFrom: at("2026-03-17T00:00:00"), beforeTo: at("2026-03-23T10:30:00") });
    const short = rangeOf("2026-03-29..2026-03-29", now);
    expect(piecesOf(short)).toHaveLength(23);
    expect(piecesOf(rangeOf("2026-10-25..2026-10-25", now))).toHaveLength(25);
    expect(short).toMatchObject({ step: "hour", beforeFrom: at("2026-03-28T00:00:00"), beforeTo: short.from });
  });

  it("[F2] a month is compared with the one before, and never with itself", () => {
    vi.stubEnv("TZ", "America/New_York");
    expect(rangeOf("2026-02", at("2026-05-01T12:00:00"))).toMatchObject({
      from: at("2026-02-01T00:00:00"),
      to: at("2026-03-01T00:00:00"),
      beforeFrom: at("2026-01-01T00:00:00"),
      beforeTo: at("2026-02-01T00:00:00"),
    });
    const march = rangeOf("2026-03", at("2026-03-31T12:00:00"));
    expect(march).toMatchObject({ beforeFrom: at("2026-02-01T00:00:00"), beforeTo: at("2026-03-01T00:00:00") });
    expect(lastMonths(at("2026-01-31T12:00:00"), 3)).toEqual(["2026-01", "2025-12", "2025-11"]);
  });

  it("[F2] what an address says and makes no sense is the usual time", () => {
    for (const wrong of [
      "",
      "x",
      "0",
      "2026-13",
      "2026-02-30..2026-03-01",
      "2026-03-02..2026-03-01",
      "0001-01-01..9999-01-01",
      undefined,
    ])
      expect(readTime(wrong)).toBe("30");
    for (const right of ["1", "90", "2026-02", "2026-03-01..2026-03-01"]) expect(readTime(right)).toBe(right);
    expect(readTime(7)).toBe("7");
  });

  it("[F2] its pieces cover it without a gap in every zone, and days are found again in date fields", () => {
    const day = fc.date({ min: new Date("2020-01-01"), max: new Date("2030-01-01"), noInvalidDate: true });
    fc.assert(
      fc.property(
        fc.constantFrom("UTC", "Europe/Berlin", "America/Sao_Paulo", "Asia/Kathmandu", "Pacific/Apia"),
        day,
        fc.nat(700),
        (zone, first, length) => {
          vi.stubEnv("TZ", zone);
          const name = (date: Date) => date.toISOString().slice(0, 10);
          const last = new Date(first.getTime() + length * DAY);
          const range = rangeOf(`${name(first)}..${name(last)}`, at("2026-01-01T00:00:00"));
          expect(daysOf(`${name(first)}..${name(last)}`, 0)).toEqual({ first: name(first), last: name(last) });
          const pieces = piecesOf(range);
          expect(pieces[0]).toBeLessThanOrEqual(range.from);
          expect(pieces.at(-1)).toBeLessThan(range.to);
          expect(pieces.length).toBeLessThanOrEqual(95);
          expect(pieces.every((piece, n) => n === 0 || piece > (pieces[n - 1] ?? 0))).toBe(true);
          expect(range.beforeFrom).toBeLessThanOrEqual(range.beforeTo);
          expect(range.beforeTo).toBeLessThanOrEqual(range.from);
        },
      ),
      { numRuns: 300 },
    );
  });
});
