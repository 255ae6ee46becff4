/**
 * Why something asked for was not done: the closed list of reasons, in the terms of the field.
 * A refusal is an answer, not a failure: nothing was changed. `byId` names the person who was first.
 */
export type Refusal =
  | { reason: "notFound" }
  | { reason: "notSignedIn" }
  | { reason: "notAllowed" }
  | { reason: "alreadyTaken"; byId: string; at: number }
  | { reason: "changedMeanwhile"; byId: string | null; at: number }
  | { reason: "offerOver" }
  | { reason: "notOpen"; state: "closed" | "expired"; byId: string | null; at: number }
  | { reason: "alreadyOpen" }
  | { reason: "inSession"; byId: string | null; at: number }
  | { reason: "notConnected" }
  | { reason: "sessionFull" }
  | { reason: "codeNotValid" }
  | { reason: "tooManyTries"; retryAfterSeconds: number }
  | { reason: "moduleSuspended" }
  | { reason: "inUse" }
  | { reason: "casesOpen" }
  | { reason: "partlySeen" }
  | { reason: "assigneeCannotSee" }
  | { reason: "invalid"; field: string; problem: FieldProblem }
  | { reason: "recordingsOff" }
  | { reason: "noSpace" }
  | { reason: "otherKey" }
  | { reason: "damaged" }
  | { reason: "unavailable" };

/** What is wrong with one field of a form. */
export type FieldProblem =
  | "required"
  | "tooLong"
  | "tooMany"
  | "tooShort"
  | "malformed"
  | "unknown"
  | "taken"
  | "notAccepted"
  | "circular";

/** The answer to a request: what came of it, or why it was refused. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

/** Wraps a result. */
export function done<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

/** Wraps a refusal. */
export function refused(refusal: Refusal): { ok: false; refusal: Refusal } {
  return { ok: false, refusal };
}

/** What came of a request, told otherwise; a refusal stays as it is. */
export function mapOutcome<A, B>(outcome: Outcome<A>, change: (value: A) => B): Outcome<B> {
  return outcome.ok ? done(change(outcome.value)) : outcome;
}
