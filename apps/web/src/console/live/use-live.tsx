import type { Act } from "@beckon/domain/permissions.ts";
import type { CaseDetail, Me } from "@beckon/protocol/down.ts";
import type { ConsoleRequest } from "@beckon/protocol/up.ts";
import type { LinkState, Reply } from "@beckon/session/server-link.ts";
import { createContext, use, useEffect, useSyncExternalStore } from "react";
import { sayRefusal } from "../../ui/refusals.ts";
import { tell } from "../controls/notices.tsx";
import { useWords } from "../words/use-words.tsx";
import type { Live } from "./live.ts";
import type { QueueState } from "./queue-store.ts";

/** The live connection of everything inside. */
export const LiveContext = createContext<Live | null>(null);

/** The live connection. */
export function useLive(): Live {
  const live = use(LiveContext);
  if (!live) throw new Error("the live connection is used outside of its provider");
  return live;
}

/** One part of what is known; the component is drawn again only when that part changed. */
export function useQueuePart<P extends keyof QueueState>(part: P): QueueState[P] {
  const { queue } = useLive();
  return useSyncExternalStore(queue.subscribe, () => queue.state()[part]);
}

/** Who is signed in. Only below the shell, which waits for the first snapshot. */
export function useMe(): Me {
  const me = useQueuePart("me");
  if (!me) throw new Error("nobody is known to be signed in yet");
  return me;
}

/** Whether the person signed in may do an act; the console greys by it [X2]. */
export function useMay(act: Act): boolean {
  return useQueuePart("me")?.may.includes(act) ?? false;
}

/** How the link to the server is. */
export function useLinkState(): LinkState {
  const { link } = useLive();
  return useSyncExternalStore(
    (changed) => link.subscribe(changed),
    () => link.state,
  );
}

/** A case with all that is known of it, from now on live; undefined until it has arrived. */
export function useDetail(caseId: string): CaseDetail | undefined {
  const live = useLive();
  useEffect(() => live.watch(caseId), [live, caseId]);
  return useQueuePart("details").get(caseId);
}

/** Sends a request; when it is refused, says why in words. */
export function useAsk(): (request: ConsoleRequest) => Promise<Reply> {
  const live = useLive();
  const say = useSayRefusal();
  return async (request) => {
    const reply = await live.link.request(request);
    if (!reply.ok) tell(say(reply.refusal), true);
    return reply;
  };
}

/** Says a refusal in words, with the name of whoever was first. */
export function useSayRefusal(): (refusal: Extract<Reply, { ok: false }>["refusal"]) => string {
  const live = useLive();
  const w = useWords();
  return (refusal) => {
    const byId = "byId" in refusal ? refusal.byId : null;
    const byName = refusal.byName ?? (byId === null ? undefined : live.queue.state().people.get(byId)?.name);
    return sayRefusal(w.refusals, byName === undefined ? refusal : { ...refusal, byName }, live.now());
  };
}
