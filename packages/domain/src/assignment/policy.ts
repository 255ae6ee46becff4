/** How a group, or a module in its place, hands out its cases [A3]. */
export const ASSIGNMENT_KINDS = ["offerToAll", "roundRobin", "leastBusy", "skills"] as const;
export type AssignmentKind = (typeof ASSIGNMENT_KINDS)[number];

/** A policy of assignment; `acceptMs` is how long an offer stands [A5]. */
export type AssignmentPolicy = { kind: AssignmentKind; acceptMs: number };

export const DEFAULT_ACCEPT_MS = 30_000;
export const DEFAULT_POLICY: AssignmentPolicy = { kind: "offerToAll", acceptMs: DEFAULT_ACCEPT_MS };

/** How many offers missed in a row set somebody to away [A5]; one that was declined is not missed. */
export const MISSES_UNTIL_AWAY = 3;

/** Whoever passed on a case is not asked for it again before this, and then only when everybody else was asked. */
export const ASK_AGAIN_MS = 120_000;

/** How long the expert a customer had is asked first when they come back [A7]. */
export const LAST_EXPERT_MS = 24 * 60 * 60 * 1000;
