import type { CustomerCase } from "@beckon/protocol/down.ts";
import { isOpen } from "@beckon/domain/case.ts";
import type { CustomerState } from "@beckon/customer/customer-state.ts";
import type { Language } from "@beckon/protocol/words.ts";
import { moduleWords } from "./module-words.ts";
import type { Words } from "./words.ts";

/** Whether a customer left a message and does not wait [H3]. */
export function hasLeftMessage({ message, waitingSince, expert }: CustomerCase): boolean {
  const here = expert?.presence === "connected" || expert?.presence === "reconnecting";
  return message !== null && waitingSince === null && !here;
}

/** How long it may still be, in words [H1]; empty for who does not wait in the line. */
export function estimateInWords({ room }: Words, { estimate }: CustomerCase): string {
  if (estimate === null) return "";
  return estimate.is === "range" ? room.range(estimate.from, estimate.to) : room[estimate.is];
}

/** What is being done for a waiting customer, in words [H2, A9, A12]; empty once somebody has the case. */
export function careInWords({ room, formats }: Words, { care }: CustomerCase, now: number): string {
  if (care === null) return "";
  if (care.is !== "closed") return room[care.is];
  return room.closed(care.opensAt === null ? null : formats.coming(care.opensAt, now));
}

/** Whether it is no use to name minutes: nobody is there to come. */
export function isNobodyThere({ care }: CustomerCase): boolean {
  return care?.is === "closed" || care?.is === "nobody";
}

/** Where a waiting customer stands, in one line: who is coming, else their place [A10]. */
export function placeInWords(words: Words, { expert, place }: CustomerCase): string {
  if (expert?.presence === "connected") return words.waiting.here(expert.name);
  if (expert?.presence === "reconnecting") return words.waiting.reconnecting(expert.name);
  if (expert) return words.waiting.coming(expert.name);
  if (place === null) return words.waiting.open;
  return place === 1 ? words.waiting.next : words.waiting.before(place - 1);
}

/** The tab's title: what somebody who looks at other tabs has to know. */
export function titleOf(words: Words, language: Language, { page, visit }: CustomerState): string {
  switch (page.is) {
    case "case": {
      const { expert, branding, state } = page.case;
      if (!isOpen(state)) return `${words.after.title} · ${branding.company}`;
      if (visit.is === "on") return words.session.tab(visit.opening.expert.name);
      if (visit.is === "asked" || visit.is === "resume") return words.waiting.tabHere(visit.opening.expert.name);
      if (hasLeftMessage(page.case)) return `${words.room.message.tab} · ${branding.company}`;
      if (expert)
        return (expert.presence === "connected" ? words.waiting.tabHere : words.waiting.tabComing)(expert.name);
      return `${words.waiting.tab} · ${branding.company}`;
    }
    case "module":
      return (
        moduleWords(page.module.branding, language).title || `${words.module.title} · ${page.module.branding.company}`
      );
    case "invitation":
      return page.invitation.branding.company;
    default:
      return words.join.title;
  }
}

/** What a screen reader is told by itself when it changes. */
export function announcementOf(words: Words, { page, visit, link }: CustomerState): string {
  if (link === "reconnecting")
    return `${words.connection.lost} ${page.is === "case" ? words.connection.keepPlace : ""}`;
  if (page.is !== "case" || !isOpen(page.case.state)) return "";
  if (visit.is === "asked") return words.consent.title(visit.opening.expert.name);
  if (visit.is === "on") return words.session.title(visit.opening.expert.name);
  if (hasLeftMessage(page.case)) return words.room.message.receivedTitle;
  const nobody = isNobodyThere(page.case) ? careInWords(words, page.case, Date.now()) : "";
  return `${placeInWords(words, page.case)} ${nobody}`.trim();
}
