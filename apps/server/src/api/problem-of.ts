import type { Refusal } from "@beckon/domain/refusal.ts";
import type { ProblemName } from "@beckon/api/problem.ts";

/** A failure of an API call: its name, its HTTP status, and what happened in words for people [W3]. */
export interface ApiProblem {
  readonly name: ProblemName;
  readonly status: number;
  readonly description: string;
  readonly retryAfterSeconds?: number;
}

/** What a refusal of the house is in the API's words. */
export function problemOf(refusal: Refusal): ApiProblem {
  switch (refusal.reason) {
    case "notFound":
    case "codeNotValid":
      return {
        name: "not_found",
        status: 404,
        description: "There is no such thing here, or the token may not see it.",
      };
    case "notSignedIn":
      return { name: "invalid_token", status: 401, description: "The token is not valid." };
    case "notAllowed":
    case "partlySeen":
      return { name: "invalid_permission", status: 403, description: "Whoever the token stands for may not do this." };
    case "tooManyTries":
      return {
        name: "rate_limit_reached",
        status: 429,
        retryAfterSeconds: refusal.retryAfterSeconds,
        description: `Too many requests: try again in ${refusal.retryAfterSeconds} s.`,
      };
    case "invalid":
      return {
        name: "invalid_request",
        status: 400,
        description: `${FIELDS[refusal.field] ?? refusal.field}: ${PROBLEM_WORDS[refusal.problem]}`,
      };
    case "assigneeCannotSee":
      return {
        name: "invalid_request",
        status: 400,
        description: "assigned_userid: this person does not see the group.",
      };
    case "unavailable":
      return { name: "internal_error", status: 503, description: "Not available now: try again in a moment." };
    case "noSpace":
      return { name: "invalid_request", status: 507, description: "There is no space left for this." };
    default:
      return { name: "invalid_request", status: 409, description: CONFLICT_WORDS[refusal.reason] };
  }
}

/** What the house's fields are called in the API, where it is otherwise. */
const FIELDS: Readonly<Record<string, string>> = {
  personId: "userid",
  disabled: "active",
  groupId: "groupid",
  assigneeId: "assigned_userid",
  validUntil: "valid_until",
  customerName: "end_customer.name",
  customerEmail: "end_customer.email",
};

const PROBLEM_WORDS = {
  required: "is missing.",
  tooLong: "is too long.",
  tooMany: "has too many entries.",
  tooShort: "is too short, or lies in the past.",
  malformed: "does not have the form it needs.",
  unknown: "does not exist.",
  taken: "is taken already.",
  notAccepted: "is not accepted.",
  circular: "leads back to itself.",
} as const;

const CONFLICT_WORDS = {
  alreadyTaken: "Somebody else took it first.",
  changedMeanwhile: "It was changed meanwhile: read it again.",
  offerOver: "The offer is over.",
  notOpen: "It is closed or expired: reopen it first.",
  alreadyOpen: "It is open.",
  inSession: "Somebody is in a remote session in it: end that first.",
  notConnected: "Nobody is connected.",
  sessionFull: "There are too many people in the session.",
  moduleSuspended: "The module is suspended.",
  inUse: "It is still in use: empty it first.",
  casesOpen: "Cases of theirs are open: close them first.",
  recordingsOff: "Recordings are switched off.",
  otherKey: "It is locked with another key.",
  damaged: "It is damaged.",
} as const;
