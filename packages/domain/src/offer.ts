import type { Reason } from "./assignment/reason.ts";

/**
 * A waiting case that the house holds out to one person [A5]: theirs when they accept in time, and the next one's when
 * they do not. Taking it by hand, or connecting, answers it as well.
 */
export type Offer = { to: string; since: number; until: number; reason: Reason };

/** How an offer ended. `taken`: somebody had the case otherwise; `withdrawn`: it was no longer to be given, or not to them. */
export type OfferEnd = "accepted" | "declined" | "missed" | "taken" | "withdrawn";

/** Somebody did not want the case, or did not answer in time; kept until somebody has it, or it is moved. */
export type Pass = { personId: string; because: "declined" | "missed"; at: number };

/** A case that waits for days is not to grow without end: of its passes the latest are kept. */
const MOST_PASSES = 100;

/** What happens to offers. `escalated`: nobody came within the group's limit [A9]; `to`: the group it moved to, if any. */
export type OfferEvent =
  | { is: "offered"; to: string; until: number; reason: Reason }
  | { is: "offerEnded"; to: string; because: OfferEnd }
  | { is: "escalated"; from: string; to: string | null; waitedMs: number };

/** What a case knows of being given by the house. */
export type Offered = { offer: Offer | null; passes: readonly Pass[]; escalatedAt: number | null };

/** A case that was offered to nobody. */
export const NOT_OFFERED: Offered = { offer: null, passes: [], escalatedAt: null };

/** The offer that ran out [A5]. */
export function sweepOffer(offer: Offer | null, now: number): OfferEvent[] {
  return offer && offer.until <= now ? [{ is: "offerEnded", to: offer.to, because: "missed" }] : [];
}

/** Says what is known of offers after one of their events. */
export function evolveOffer({ passes, escalatedAt }: Offered, event: OfferEvent, at: number): Offered {
  switch (event.is) {
    case "offered":
      return { passes, escalatedAt, offer: { to: event.to, since: at, until: event.until, reason: event.reason } };
    case "offerEnded": {
      const { to: personId, because } = event;
      if (because !== "declined" && because !== "missed") return { passes, escalatedAt, offer: null };
      return { escalatedAt, offer: null, passes: [...passes, { personId, because, at }].slice(-MOST_PASSES) };
    }
    case "escalated":
      return { offer: null, passes: [], escalatedAt: at };
  }
}
