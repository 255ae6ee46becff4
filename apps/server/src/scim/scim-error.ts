import type { Refusal } from "@beckon/domain/refusal.ts";

type ScimType =
  | "invalidFilter"
  | "invalidSyntax"
  | "invalidPath"
  | "invalidValue"
  | "noTarget"
  | "uniqueness"
  | "mutability";

/** Why a SCIM request was not done, as RFC 7644 tells it. */
export class ScimError extends Error {
  readonly status: number;
  readonly scimType: ScimType | undefined;

  constructor(status: number, detail: string, scimType?: ScimType) {
    super(detail);
    this.status = status;
    this.scimType = scimType;
  }
}

/** The same for a refusal of the house. */
export function errorOf(refusal: Refusal): ScimError {
  if (refusal.reason === "notFound") return new ScimError(404, "There is no such resource.");
  if (refusal.reason === "inUse")
    return new ScimError(409, "The group still has cases, modules or contacts, so it cannot be deleted.", "mutability");
  if (refusal.reason !== "invalid") return new ScimError(403, "This cannot be done.");
  if (refusal.problem === "taken") return new ScimError(409, "Somebody has this address already.", "uniqueness");
  if (refusal.problem === "notAccepted")
    return new ScimError(409, "The last administrator of a company stays one.", "mutability");
  return new ScimError(400, `${refusal.field} is not accepted.`, "invalidValue");
}
