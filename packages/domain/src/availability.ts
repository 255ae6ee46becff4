import type { Availability } from "./assignment/candidate.ts";

/** How somebody says they stand towards new cases [A11]. */
export type Choice = Exclude<Availability, "offline">;
export const CHOICES = ["online", "away", "busy"] as const satisfies readonly Choice[];

/** Why somebody is away: they said so, they touched no console for a while, or they missed offers. */
export const AWAY_BECAUSE = ["choice", "inactivity", "missed"] as const;
export type AwayBecause = (typeof AWAY_BECAUSE)[number];

/** How somebody stands and since when; `because` is null unless they are away. */
export type Standing = { status: Availability; because: AwayBecause | null; since: number };

/** How long nobody need touch a console before they count as away [A11]. */
export const IDLE_AFTER_MS = 15 * 60_000;
/** How many cases somebody is given at once unless it was set otherwise, and the most that can be set. */
export const DEFAULT_CAPACITY = 3;
export const MOST_CAPACITY = 50;
