import * as z from "zod";
import type { LogPlace, LogSpan } from "../people/event-log.ts";

/** Where a reading of the log stands: which span is read, and the entry it goes on after. */
export interface ReadingPlace {
  readonly span: LogSpan;
  readonly after: LogPlace | undefined;
}

const list = z.array(z.string().max(300)).max(1_000).optional();
const instant = z.int().min(-8.64e15).max(8.64e15);
const place = z.object({
  span: z.object({
    from: instant.optional(),
    to: instant,
    acts: list,
    emails: list,
    item: z.string().max(200).optional(),
  }),
  after: z.object({ at: instant, id: z.string().regex(/^\d{1,18}$/) }),
});

/** Writes a place as a token. It holds no secret and opens nothing: what may be read is asked anew each time. */
export function writePlace(reading: ReadingPlace): string {
  return Buffer.from(JSON.stringify(reading)).toString("base64url");
}

/** The place a token tells of; undefined when it tells of none. */
export function readPlace(token: string): ReadingPlace | undefined {
  try {
    return place.parse(JSON.parse(Buffer.from(token, "base64url").toString("utf8")));
  } catch {
    return undefined;
  }
}
