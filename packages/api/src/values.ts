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
  .regex(/^g\d+$/)
  .meta({ examples: ["g12"] });
export const userId = z
  .string()
  .regex(/^u\d+$/)
  .meta({ examples: ["u7"] });
/** A person, or `u0`: nobody. */
export const userOrNobody = userId;
export const NOBODY = "u0";
