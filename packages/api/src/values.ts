import * as z from "zod";

/** The building blocks of the web API's shapes. */

const SECOND = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/** An instant as the API writes it: ISO 8601, UTC, to the second. */
export const time = z
  .string()
  .regex(SECOND)
  .meta({ format: "date-time", examples: ["2024-04-16T20:40:38Z"] });

/** Writes an instant (milliseconds since 1970) as the API does; nothing for none. */
export function writeTime(at: number): string;
export function writeTime(at: number | null | undefined): string | undefined;
export function writeTime(at: number | null | undefined): string | undefined {
  return at === null || at === undefined ? undefined : `${new Date(at).toISOString().slice(0, 19)}Z`;
}

export const groupId = z
  .string()
  .toLowerCase()
  .regex(/^g\d+$/)
  .meta({ examples: ["g12"] });
export const userId = z
  .string()
  .toLowerCase()
  .regex(/^u\d+$/)
  .meta({ examples: ["u7"] });
/** A person, or `u0`: nobody. */
export const userOrNobody = userId;
export const NOBODY = "u0";

// Characters that turn the direction of all that follows them.
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;

/** One line of text as an integration sends it: control characters become spaces, and it is trimmed. */
export const typedLine = (most: number) =>
  z
    .string()
    .overwrite((text) =>
      text
        .replace(TURNING, "")
        .replace(/\p{Cc}+/gu, " ")
        .trim(),
    )
    .max(most);
/** Text over several lines, trimmed. */
export const typedText = (most: number) => z.string().trim().max(most);

/** An e-mail address, in small letters; empty for none. */
export const typedEmail = z
  .string()
  .overwrite((text) => text.trim().toLowerCase())
  .max(254)
  .regex(/^$|^[^\s@\p{Cc}]+@[^\s@.\p{Cc}]+(?:\.[^\s@.\p{Cc}]+)+$/u);

/** An instant as clients write them: ISO 8601, UTC unless it says otherwise. Read as milliseconds since 1970. */
export const typedTime = z
  .string()
  .max(40)
  .regex(/^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?( ?(Z|[+-]\d\d:?\d\d))?)?$/i)
  .meta({ format: "date-time", examples: ["2024-04-16T20:40:38Z"] })
  .transform((text, context) => {
    const [, day = "", clock = "00:00", zone = ""] = /^(\S{10})(?:[T ]([\d:.]+) ?(\S*))?$/i.exec(text) ?? [];
    const at = Date.parse(`${day}T${clock}${zone.toUpperCase() || "Z"}`);
    if (!Number.isNaN(at)) return at;
    context.issues.push({ code: "custom", message: "is no instant", input: text });
    return z.NEVER;
  });

/** A language as clients write it (`de`, `de-DE`, `zh_CN`, `auto`); what people here cannot read stands for none. */
export const language = z
  .string()
  .max(35)
  .meta({ examples: ["de"] });
