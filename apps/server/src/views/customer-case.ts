import type { Case } from "@beckon/domain/case.ts";
import type { Care } from "@beckon/domain/assignment/care.ts";
import type { Estimate } from "@beckon/domain/assignment/estimate.ts";
import { isPresent } from "@beckon/domain/case.ts";
import { mayClose } from "@beckon/domain/decide.ts";
import { isWaiting } from "@beckon/domain/queue.ts";
import type { Branding, CustomerCase, Invitation } from "@beckon/protocol/down.ts";
import { LANGUAGES } from "@beckon/protocol/words.ts";
import type { HistoryEntry } from "../desk/ports.ts";
import { attachmentsIn } from "./attachments-in.ts";
import { expertsThere } from "./experts-there.ts";

/** What a customer's page needs besides the case itself. */
export type CustomerSurroundings = {
  branding: Branding;
  survey: boolean;
  programOf: string | null;
  /** Names of the company's people, by id. */
  names: ReadonlyMap<string, string>;
  /** Place in the queue, from 1. */
  place: number | null;
  /** How long it may still be. */
  estimate: Estimate | null;
  /** What is being done for them. */
  care: Care | null;
};

/** The customer's own case: nothing of other customers, no notes of the team [Q1]. */
export function customerCase(
  current: Case,
  history: readonly HistoryEntry[],
  around: CustomerSurroundings,
): CustomerCase {
  const { expert, assigneeId } = current;
  const coming = isPresent(expert) ? expert.personId : assigneeId;
  return {
    caseId: current.id,
    version: current.version,
    code: current.code,
    state: current.life.state,
    branding: receivedBy(current, around.branding),
    customerName: current.customerName,
    customerEmail: current.customerEmail,
    expert: coming === null ? null : { name: around.names.get(coming) ?? "", presence: expert.is },
    sessions: expertsThere(current).map(({ session }) => session),
    place: isWaiting(current) ? around.place : null,
    estimate: isWaiting(current) && around.place !== null ? around.estimate : null,
    care: around.care,
    waitingSince: current.waitingSince,
    message: current.message,
    answered: answerIn(history),
    validUntil: current.validUntil,
    messages: history.flatMap(({ seq, at, actor, event }) => {
      if (event.is !== "said") return [];
      const name = actor.kind === "person" ? (around.names.get(actor.personId) ?? "") : current.customerName;
      return [{ seq, at, from: event.party, name, text: event.text }];
    }),
    attachments: attachmentsIn(history),
    mayClose: mayClose(current, { kind: "customer" }),
    rated: current.rating !== null,
    survey: around.survey,
    programOf: around.programOf,
  };
}

function answerIn(history: readonly HistoryEntry[]): CustomerCase["answered"] {
  const last = history.findLast(({ event }) => event.is === "messageAnswered" || event.is === "messageLeft")?.event;
  return last?.is === "messageAnswered" ? last.way : null;
}

/** What an integration has to say to whoever waits stands in place of the module's words, in every language. */
function receivedBy({ integration }: Case, branding: Branding): Branding {
  if (!integration?.waitingMessage) return branding;
  const translations = { ...branding.translations };
  for (const language of LANGUAGES) {
    const words = translations[language];
    if (words) translations[language] = { ...words, waiting: "" };
  }
  return { ...branding, waiting: integration.waitingMessage, translations };
}

/** Who is met behind a code, before anything is shared [S3]. */
export function invitation(current: Case, around: Pick<CustomerSurroundings, "branding" | "names">): Invitation {
  const expert = current.assigneeId ?? (current.createdBy.kind === "person" ? current.createdBy.personId : null);
  return {
    branding: around.branding,
    expert: expert === null ? null : (around.names.get(expert) ?? null),
    code: current.code,
  };
}
