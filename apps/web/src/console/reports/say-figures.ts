import type { ReportFigures, ReportStep } from "@beckon/protocol/reports.ts";
import type { Words } from "../words/use-words.tsx";

/** What stands where there is nothing to count. */
export const NONE = "–";

/** How many of those who were picked up or abandoned were picked up in time; null where there are none [F1]. */
export function targetShare({ withinTarget, pickedUp, abandoned }: ReportFigures): number | null {
  return pickedUp + abandoned === 0 ? null : withinTarget / (pickedUp + abandoned);
}

/** A share as people read it. */
export function sayShare(w: Words, share: number | null): string {
  return share === null ? NONE : w.f.percent(share);
}

/** A duration as a clock. */
export function sayClock(w: Words, ms: number | null): string {
  return ms === null ? NONE : w.f.clock(ms);
}

/** A mean of stars, to one decimal. */
export function sayStars(w: Words, stars: number | null): string {
  return stars === null ? NONE : `${w.f.number(Math.round(stars * 10) / 10)} ★`;
}

/** A piece of time by where it begins: "14:00", "12 Mar", "March 2026". */
export function sayPiece(language: string, step: ReportStep, at: number): string {
  const how: Intl.DateTimeFormatOptions =
    step === "hour"
      ? { hour: "2-digit", minute: "2-digit" }
      : step === "month"
        ? { month: "short", year: "numeric" }
        : { day: "numeric", month: "short" };
  return new Intl.DateTimeFormat(language, how).format(at);
}

/** The same in full, for what is read alone. */
export function sayPieceInFull(language: string, step: ReportStep, at: number): string {
  const day: Intl.DateTimeFormatOptions = { weekday: "short", day: "numeric", month: "short", year: "numeric" };
  const how = step === "hour" ? { ...day, hour: "2-digit" as const, minute: "2-digit" as const } : day;
  return step === "month" ? sayPiece(language, step, at) : new Intl.DateTimeFormat(language, how).format(at);
}

/** Monday is 1. */
export function sayWeekday(language: string, weekday: number, how: "long" | "short"): string {
  return new Intl.DateTimeFormat(language, { weekday: how, timeZone: "UTC" }).format(Date.UTC(2024, 0, weekday));
}
