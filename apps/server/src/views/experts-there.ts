import type { Case, Presence } from "@beckon/domain/case.ts";
import { isPresent } from "@beckon/domain/case.ts";
import type { Colleague } from "@beckon/domain/colleague.ts";

/** An expert who is in a case's session: the one who has it, or a colleague they brought in [R9]. */
export type ExpertThere = {
  session: string;
  presence: Extract<Presence, { is: "connected" | "reconnecting" }>;
  colleague: Pick<Colleague, "part" | "byId"> | null;
};

/** Everybody who is there besides the customer, whoever has the case first. */
export function expertsThere({ id, expert, colleagues }: Case): ExpertThere[] {
  const all = [{ presence: expert, colleague: null }, ...colleagues.map((one) => ({ ...one, colleague: one }))];
  return all.flatMap(({ presence, colleague }) =>
    isPresent(presence) ? [{ session: sessionId(id, presence.arrived), presence, colleague }] : [],
  );
}

/** Whoever holds a place by this connection. */
export function expertOn(current: Case, connection: string): ExpertThere | undefined {
  return expertsThere(current).find(({ presence }) => presence.connection === connection);
}

/** Names one stay of an expert in a case: the same through drops and returns, another after they left. */
function sessionId(caseId: string, arrived: number): string {
  return `${caseId}-${arrived}`;
}

/** The case and the beginning of the stay that a session's name is made of. */
export function stayOf(session: string): { caseId: string; arrived: number } {
  const cut = session.lastIndexOf("-");
  return { caseId: session.slice(0, cut), arrived: Number(session.slice(cut + 1)) };
}
