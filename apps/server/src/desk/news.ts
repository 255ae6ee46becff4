import type { Case, Party } from "@beckon/domain/case.ts";
import type { OfferEnd } from "@beckon/domain/offer.ts";

/** What other parts of the house, and other servers, are told after something was committed: ids only. */
export type News =
  /** A case changed; `from` names the group it was moved out of. `case` is for this server's own use and never sent. */
  | { about: "case"; caseId: string; from?: string; case?: Case }
  /** Somebody was given a case, or it was taken from them [A1]. */
  | { about: "assigned"; caseId: string; to: string | null; from: string | null; byId: string | null }
  /** What the house held out to somebody was answered, or not [A5]. */
  | { about: "offerEnded"; caseId: string; to: string; because: OfferEnd }
  /** Nobody came within the group's limit [A9]. */
  | { about: "escalated"; caseId: string; from: string; to: string | null; waitedMs: number }
  | { about: "caseDeleted"; caseId: string; companyId: string; groupId: string }
  /** People, groups, shares or modules of a company changed: everybody's rights and lists are read again. */
  | { about: "directory"; companyId: string }
  /** A person's sign-in sessions or right to be here changed: their live connections are checked again. */
  | { about: "person"; personId: string; companyId: string }
  /** Something waits in the signals table for a party of this case. */
  | { about: "signal"; signalId: string; caseId: string; to: Party; session: string }
  /** A person came or went, stands otherwise, or has more or fewer cases [A11]. */
  | { about: "presence"; personId: string; companyId: string }
  /** Integrations have more to read of what happened to cases [W13]. */
  | { about: "events" }
  /** One side of a session waits for the other at the server that is reached at `at`, to be joined by way of it [R17]. */
  | { about: "relay"; pair: string; party: Party; at: string };

/** Tells the news to this server's live connections and to the other servers; never throws, never waits. */
export type Announce = (news: News) => void;

/** Carries news between the servers of one database, in the order they were sent; what is lost shows as a gap. */
export interface Bus {
  send(news: News): void;
  /** Resolves once listening began. `onGap`: news may have been missed; everything shown has to be read again. */
  listen(onNews: (news: News) => void, onGap: () => void): Promise<void>;
  close(): Promise<void>;
}
