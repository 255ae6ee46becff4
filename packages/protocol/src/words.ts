import * as z from "zod/mini";
import { CASE_STATES, OUTCOMES, PRIORITIES } from "@beckon/domain/case.ts";
import { PARTS } from "@beckon/domain/colleague.ts";
import { ROLES } from "@beckon/domain/permissions.ts";

/** The building blocks that messages of every direction share. Instants are milliseconds since 1970, UTC. */

// Characters that turn the direction of all that follows them, also of what others wrote; Cs is half a character, which no database takes.
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;

/** One line of text a person types: trimmed, at most `max` characters, no control characters, and none that turns the text around it. */
export const line = (max: number, min = 0) =>
  z.string().check(
    z.overwrite((text) => text.replace(TURNING, "").trim()),
    z.minLength(min),
    z.maxLength(max),
    z.regex(/^[^\p{Cc}\p{Cs}]*$/u),
  );
/** Text a person types over several lines: trimmed, at most `max` characters. */
export const prose = (max: number, min = 0) =>
  z.string().check(z.trim(), z.minLength(min), z.maxLength(max), z.regex(/^[^\0\p{Cs}]*$/u));
/** An id made by the server or the client: letters, digits, `-`, `_`. */
export const id = z.string().check(z.minLength(1), z.maxLength(64), z.regex(/^[\w-]+$/));
/** No later than a date can be: whoever is told a later one could not show it. */
export const LAST_INSTANT = 8_640_000_000_000_000;
export const instant = z.number().check(z.int(), z.nonnegative(), z.lte(LAST_INSTANT));
/** The customer's own secret: 32 random bytes in base64url, made in the browser and kept there [S5]. */
export const secret = z.string().check(z.regex(/^[\w-]{43}$/));
/** E-mail addresses are checked for form only: what counts is whether mail arrives. */
export const email = z.string().check(
  z.trim(),
  z.toLowerCase(),
  z.maxLength(254),
  // Also met by what is much too long, so it must read every character once: no two parts may fit the same one.
  z.regex(/^[^\s@\p{Cc}\p{Cs}]+@[^\s@.\p{Cc}\p{Cs}]+(?:\.[^\s@.\p{Cc}\p{Cs}]+)+$/u),
);
export const optionalEmail = z.union([z.literal(""), email]);

/** What somebody can do, in a word or two; cases are matched with it letter by letter. */
export const skill = line(60, 1);

export const LANGUAGES = ["en", "de", "es"] as const;
export type Language = (typeof LANGUAGES)[number];
export const language = z.enum(LANGUAGES);
export const role = z.enum(ROLES);
export const access = z.enum(["read", "write"]);
export const priority = z.enum(PRIORITIES);
/** Typed tags of a case. More or longer ones than a case keeps get here, so that they are refused in words [Q7]. */
export const tags = z.array(line(200)).check(z.maxLength(200));
export const caseState = z.enum(CASE_STATES);
export const caseOutcome = z.enum(OUTCOMES);
export const party = z.enum(["customer", "expert"]);
/** What a colleague is brought in for [R9]. */
export const part = z.enum(PARTS);
export const presenceWord = z.enum(["never", "connected", "reconnecting", "left"]);
export const consentAnswer = z.enum(["allowed", "denied", "unanswered"]);

export const channel = z.enum(["web", "desktop"]);

/** What the customer's browser, or the desktop module, tells about itself. */
export const device = z.object({
  browser: line(120),
  system: line(120),
  language: line(35),
  screen: line(40),
  channel: z._default(channel, "web"),
});

/**
 * Which device it is: a secret of its own making, the same for all its cases, of which the server keeps the hash [K1]. The
 * desktop module adds what its computer is called, and its memory in bytes [K2].
 */
export const knownDevice = z.object({
  secret,
  host: z._default(line(100), ""),
  memory: z._default(z.nullable(z.number().check(z.int(), z.nonnegative())), null),
});

/** Addresses and short-lived credentials for finding a direct path or a relay between the two sides [X10]. */
export const iceServer = z.object({
  urls: z.array(line(300)),
  username: z.optional(line(200)),
  credential: z.optional(line(200)),
});
export type IceServer = z.infer<typeof iceServer>;
