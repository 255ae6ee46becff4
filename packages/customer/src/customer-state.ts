import type { ModulePage } from "@beckon/protocol/modules.ts";
import type { CustomerCase, CustomerDown, Invitation, WireRefusal } from "@beckon/protocol/down.ts";
import type { ChatLine } from "@beckon/protocol/peer.ts";
import type { LinkState } from "@beckon/session/server-link.ts";
import type { RemoteSession } from "@beckon/session/remote-session.ts";

/** Where the customer is. */
export type Page =
  | { is: "loading" }
  | { is: "join" }
  | { is: "invitation"; invitation: Invitation }
  | { is: "module"; module: ModulePage }
  | { is: "moduleUnknown" }
  | { is: "unreachable" }
  | { is: "case"; case: CustomerCase }
  /** Gave the place up without closing the case. */
  | { is: "left"; case: CustomerCase }
  | { is: "gone" }
  | { is: "elsewhere" }
  | { is: "outdated" };

/** An expert who pressed Connect. */
export type Opening = Extract<CustomerDown, { type: "session/open" }>;

/** Why nothing is shown, although an expert was or is there. */
export type VisitNote = "ended" | "stopped" | "denied" | "unanswered" | "mismatch";

/** A session as a page shows it. What a place cannot do (a microphone in the desktop module) does nothing there. */
export type VisitSession = Pick<RemoteSession, "get" | "on" | "say" | "grant" | "setMicrophone">;

/** What became of an expert's Connect [R1]. */
export type Visit<Session extends VisitSession = VisitSession> =
  | { is: "none" }
  /** Asked, not answered: counts as denied at `answerBy` (ms since 1970; no limit while the picker is open). */
  | { is: "asked"; opening: Opening; answerBy: number; picking: boolean; trouble: "cancelled" | "failed" | null }
  /** Allowed before this page was reloaded: the browser wants a click before it shows anything again. */
  | { is: "resume"; opening: Opening; picking: boolean; trouble: "cancelled" | "failed" | null }
  | { is: "on"; opening: Opening; remote: Session }
  /** Over or refused; while the expert's side is still `open`, the customer may start it after all. */
  | { is: "off"; opening: Opening; note: VisitNote; open: boolean };

/** A colleague whom the expert brought in [R9]: asked for (denied at `answerBy`, in ms since 1970), or there. */
export type ColleagueVisit<Session extends VisitSession = VisitSession> =
  | { is: "asked"; opening: Opening; answerBy: number }
  | { is: "on"; opening: Opening; remote: Session };

/** What was said from side to side, and by whom if not by the customer. */
export type SpokenLine = ChatLine & { name: string };

/** A message on its way to the server. */
export type Outgoing = { id: number; text: string; failed: boolean };

/** All that the page shows. */
export type CustomerState = {
  /** `none`: this page has not needed the server yet. */
  link: LinkState["is"] | "none";
  /** How far the server's clock is ahead of ours, in ms. */
  aheadMs: number;
  page: Page;
  visit: Visit;
  colleagues: readonly ColleagueVisit[];
  /** Why the last thing asked for was not done. */
  problem: WireRefusal | null;
  /** Something asked for is not answered yet. */
  busy: boolean;
  outbox: readonly Outgoing[];
  /** What was said from side to side in the sessions of this page; the server never had it [R2]. */
  spoken: readonly SpokenLine[];
  /** The desktop module was let to take the case over. */
  moving: boolean;
};
