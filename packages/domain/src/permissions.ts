/** The roles of people in a company, from the most to the least. */
export const ROLES = ["administrator", "supervisor", "expert"] as const;
export type Role = (typeof ROLES)[number];

/**
 * Who may do what: one sentence a line, read as "*roles* may *act*" [X2].
 * "Own" acts (closing a case that is theirs, leaving a group) are rules of the thing itself, not of the role.
 */
const MAY = {
  "case/create": ["administrator", "supervisor", "expert"],
  "case/work": ["administrator", "supervisor", "expert"],
  "case/assignOthers": ["administrator", "supervisor", "expert"],
  "case/closeAny": ["administrator", "supervisor"],
  "case/hearEscalations": ["administrator", "supervisor"],
  "case/delete": ["administrator", "supervisor", "expert"],
  "case/seeAllGroups": ["administrator"],
  "group/create": ["administrator", "supervisor", "expert"],
  "group/manageAny": ["administrator"],
  "module/manage": ["administrator", "supervisor"],
  "people/see": ["administrator", "supervisor", "expert"],
  "people/manage": ["administrator"],
  "board/see": ["administrator", "supervisor"],
  "report/see": ["administrator", "supervisor"],
  "people/setAvailability": ["administrator", "supervisor"],
  "company/manage": ["administrator"],
  "company/manageSignIn": ["administrator"],
  "audit/read": ["administrator"],
  "contact/change": ["administrator", "supervisor", "expert"],
  "contact/merge": ["administrator", "supervisor"],
  "contact/export": ["administrator", "supervisor"],
  "contact/erase": ["administrator", "supervisor"],
  "recording/viewAny": ["administrator", "supervisor"],
  "recording/delete": ["administrator", "supervisor"],
  "reply/manage": ["administrator", "supervisor"],
  "webhook/manage": ["administrator"],
  "token/manage": ["administrator"],
} as const satisfies Record<string, readonly Role[]>;

/** Something a role may or may not do. */
export type Act = keyof typeof MAY;
export const ACTS = Object.keys(MAY) as Act[];

/** Whether a role may do an act, by the table above. */
export function may(role: Role, act: Act): boolean {
  return (MAY[act] as readonly Role[]).includes(role);
}

/** Every act a role may do, for the console to grey by. */
export function actsOf(role: Role): Act[] {
  return ACTS.filter((act) => may(role, act));
}

/** What somebody may do with the cases of a group that is shared with them; its owner may write. */
export type GroupAccess = "read" | "write";

/** A signed-in person of a company: whose eyes every query looks through [X1]. */
export interface PersonScope {
  readonly kind: "person";
  readonly companyId: string;
  readonly personId: string;
  readonly role: Role;
  readonly name: string;
  /** The name of the integration that asks in their name, by a token of the web API. */
  readonly through?: string;
  /** Only cases that are theirs: assigned to them or made by them [W2]. */
  readonly reach?: "own";
}
