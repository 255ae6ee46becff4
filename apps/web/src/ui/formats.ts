import type { Language } from "@beckon/protocol/words.ts";

type PluralForms = { one: string; other: string };

/** Plural forms, dates, times and spans of one language, by `Intl`. Instants and spans are milliseconds. */
export type Formats = ReturnType<typeof formatsOf>;

/** Makes the formats of a language; `timeZone` is the browser's own unless given. */
export function formatsOf(language: Language, timeZone?: string) {
  const rules = new Intl.PluralRules(language);
  const zone = timeZone === undefined ? {} : { timeZone };
  const time = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", ...zone });
  const date = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short", ...zone });
  const percent = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 0 });
  const weekday = new Intl.DateTimeFormat(language, { weekday: "long", hour: "2-digit", minute: "2-digit", ...zone });
  const number = new Intl.NumberFormat(language);
  const relative = new Intl.RelativeTimeFormat(language, { numeric: "always", style: "long" });
  const unit = (value: number, name: "second" | "minute" | "hour" | "day"): string =>
    new Intl.NumberFormat(language, { style: "unit", unit: name, unitDisplay: "long" }).format(value);

  return {
    language,
    /** Picks the form for a count; `#` in it stands for the number. */
    plural: (count: number, forms: PluralForms): string =>
      (rules.select(count) === "one" ? forms.one : forms.other).replace("#", number.format(count)),
    /** A share of one: "85 %". */
    percent: (share: number): string => percent.format(share),
    number: (value: number): string => number.format(value),
    /** Clock time, hours and minutes. */
    time: (at: number): string => time.format(at),
    date: (at: number): string => date.format(at),
    /** A moment of the coming days, as people say it: "Monday 09:00"; further away with its date. */
    coming: (at: number, now: number): string => (at - now < 6 * 86_400_000 ? weekday : date).format(at),
    /** How long ago, in the largest fitting unit: "2 minutes ago". */
    ago: (at: number, now: number): string => {
      const { value, name } = largestUnit(Math.max(0, now - at));
      return relative.format(-value, name);
    },
    /** A span in its largest fitting unit: "3 minutes". */
    span: (ms: number): string => {
      const { value, name } = largestUnit(Math.max(0, ms));
      return unit(value, name);
    },
    /** A size in its largest fitting unit: "512 B", "1.4 MB". */
    bytes: (bytes: number): string => {
      const units = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;
      const nth = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
      return new Intl.NumberFormat(language, {
        style: "unit",
        unit: units[nth] ?? "byte",
        maximumFractionDigits: nth < 2 ? 0 : 1,
      }).format(bytes / 1000 ** nth);
    },
    /** A size in megabytes: "43 MB". */
    megabytes: (bytes: number): string =>
      new Intl.NumberFormat(language, { style: "unit", unit: "megabyte", maximumFractionDigits: 0 }).format(
        bytes / 1e6,
      ),
    /** A running clock: `4:07`, `1:04:07`. */
    clock: (ms: number): string => {
      const seconds = Math.max(0, Math.floor(ms / 1000));
      const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
      const tail = String(s).padStart(2, "0");
      return h > 0 ? `${h}:${String(m).padStart(2, "0")}:${tail}` : `${m}:${tail}`;
    },
  };
}

function largestUnit(ms: number): { value: number; name: "second" | "minute" | "hour" | "day" } {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return { value: seconds, name: "second" };
  if (seconds < 3600) return { value: Math.floor(seconds / 60), name: "minute" };
  if (seconds < 86_400) return { value: Math.floor(seconds / 3600), name: "hour" };
  return { value: Math.floor(seconds / 86_400), name: "day" };
}
