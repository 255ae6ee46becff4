import type { Party } from "@beckon/domain/case.ts";
import { expertsThere } from "../views/experts-there.ts";
import type { LiveParts } from "./live-parts.ts";

const KEPT_MS = 60_000;

/**
 * Passes a signal to the other party of a session, unread [X9]: straight when that connection is here, else through the
 * signal box to the server that holds it. The caller has checked that the sender holds its own party's place.
 */
export async function relay(
  parts: LiveParts,
  signal: { caseId: string; session: string; to: Party; body: string },
): Promise<void> {
  const { caseId, session, to } = signal;
  if (parts.hub.deliver(signal)) return;
  // For a side that is not there nothing is kept, or one customer alone could fill the database.
  const current = await parts.store.read({ kind: "house" }, caseId);
  const expert = current && expertsThere(current).find((one) => one.session === session);
  const side = to === "customer" ? current?.customer : expert?.presence;
  if (!expert || side?.is !== "connected") return;
  const id = parts.newId();
  await parts.signals.put({ id, ...signal, at: parts.now() });
  parts.announce({ about: "signal", signalId: id, caseId, to, session });
}

/** Forgets signals that nobody came for. */
export async function forgetOldSignals(parts: Pick<LiveParts, "signals" | "now">): Promise<void> {
  await parts.signals.forgetBefore(parts.now() - KEPT_MS);
}
