import type { Availability } from "@beckon/domain/assignment/candidate.ts";
import type { PersonCard } from "@beckon/protocol/down.ts";
import type { Words } from "../words/use-words.tsx";

const ORDER: readonly Availability[] = ["online", "busy", "away", "offline"];

/** Orders people by who can take a case: online first, those with room before those without, then by name. */
export function byAvailability(a: PersonCard, b: PersonCard): number {
  return (
    ORDER.indexOf(a.availability.status) - ORDER.indexOf(b.availability.status) ||
    Number(a.load >= a.capacity) - Number(b.load >= b.capacity) ||
    a.name.localeCompare(b.name)
  );
}

/** How somebody stands and how full they are, in a few words. */
export function sayAvailability(w: Words, { availability: { status }, load, capacity }: PersonCard): string {
  const stands = w.availability.statuses[status];
  return status === "offline" ? stands : `${stands} · ${w.availability.cases(load, capacity)}`;
}
