export type Party = "customer" | "expert";

/** How long a side whose connection dropped has to come back [C9]. */
export const GRACE_MS = 30_000;

/**
 * One side's connection to the session. `connection` names the live connection that holds the place; `arrived` is when
 * this stay began, and stays the same through drops and returns; no two experts who are there have the same.
 */
export type Presence =
  | { is: "never" }
  | { is: "connected"; connection: string; personId: string | null; arrived: number; since: number }
  | { is: "reconnecting"; connection: string; personId: string | null; arrived: number; since: number; leaveBy: number }
  | { is: "left"; personId: string | null; since: number };

/** Whether a side holds its place in the session: connected, or dropped and still within its grace. */
export function isPresent(presence: Presence): presence is Extract<Presence, { is: "connected" | "reconnecting" }> {
  return presence.is === "connected" || presence.is === "reconnecting";
}

/** A side that arrives now, beside others who may have arrived in the same moment. */
export function arriving(
  stay: { connection: string; personId: string | null },
  others: readonly Presence[],
  at: number,
): Presence {
  let arrived = at;
  while (others.some((other) => isPresent(other) && other.arrived === arrived)) arrived++;
  return { is: "connected", ...stay, arrived, since: at };
}

/** A side that was there and is back, by this connection. */
export function returning(side: Presence, connection: string, at: number): Presence {
  if (!isPresent(side)) return side;
  const { personId, arrived } = side;
  return { is: "connected", connection, personId, arrived, since: at };
}

/** A side whose connection dropped. */
export function dropping(side: Presence, leaveBy: number, at: number): Presence {
  return side.is === "connected" ? { ...side, is: "reconnecting", since: at, leaveBy } : side;
}
