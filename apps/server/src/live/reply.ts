import type { Outcome } from "@beckon/domain/refusal.ts";
import { refused } from "@beckon/domain/refusal.ts";
import type { Answers, WireRefusal } from "@beckon/protocol/down.ts";
import type { LiveParts } from "./live-parts.ts";

/** Answers one request; a fault on our side is told as *unavailable* and never in its own words. */
export async function reply(
  parts: Pick<LiveParts, "directory" | "log">,
  to: { push(message: string): void },
  id: string,
  serve: () => Promise<Outcome<Answers>>,
  companyId?: string,
  caseId?: string,
): Promise<void> {
  let outcome: Outcome<Answers>;
  try {
    outcome = await serve();
  } catch (error) {
    parts.log.error({ err: error, request: id, caseId }, "A request could not be served");
    outcome = refused({ reason: "unavailable" });
  }
  if (outcome.ok) return to.push(JSON.stringify({ type: "reply", id, ok: true, value: outcome.value }));
  const refusal: WireRefusal = outcome.refusal;
  const byName = companyId === undefined ? undefined : await nameOf(parts.directory, companyId, refusal);
  to.push(
    JSON.stringify({ type: "reply", id, ok: false, refusal: byName === undefined ? refusal : { ...refusal, byName } }),
  );
}

/** The name of the person a refusal speaks of, so that it can be said in words [C11]. */
export async function nameOf(
  directory: LiveParts["directory"],
  companyId: string,
  refusal: WireRefusal,
): Promise<string | undefined> {
  if (!("byId" in refusal) || refusal.byId === null) return undefined;
  return (await directory.company(companyId)).peopleNames.get(refusal.byId);
}
