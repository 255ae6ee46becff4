import type { WireRefusal } from "@beckon/protocol/down.ts";
import type { RemoteSession, SessionValues } from "@beckon/session/remote-session.ts";
import { joinSession } from "@beckon/session/remote-session.ts";
import type { Reply } from "@beckon/session/server-link.ts";
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { useLive } from "../live/use-live.tsx";

export type Remote =
  | { is: "joining" }
  | { is: "refused"; refusal: WireRefusal }
  | { is: "joined"; session: RemoteSession }
  /** The server took this window's part away: the case was closed, or the same person joined in another window. */
  | { is: "takenAway" };

/**
 * Takes the expert's side of a case's session, and takes it again after the link to the server was gone. The session
 * ends when the page is left; a reload of the page is no leaving, it comes back by itself.
 */
export function useRemote(caseId: string): { remote: Remote; end: () => void; again: () => void } {
  const live = useLive();
  const [remote, setRemote] = useState<Remote>({ is: "joining" });
  const [attempt, setAttempt] = useState(0);
  const current = useRef<{ id: string; session: RemoteSession } | null>(null);

  useEffect(() => {
    let over = false;
    let taken = false;
    const take = (reply: Reply) => {
      if (over) return;
      if (!reply.ok) {
        // A link that is gone for the moment is no refusal: the next `onOpen` tries again.
        if (current.current && reply.refusal.reason === "unavailable") return;
        setRemote({ is: "refused", refusal: reply.refusal });
        return;
      }
      const { joined } = reply.value;
      if (!joined) return;
      if (current.current?.id === joined.session) {
        current.current.session.retry();
        return;
      }
      const session = joinSession({
        session: joined.session,
        iceServers: joined.iceServers,
        relay: {
          url: `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/live/relay`,
          token: joined.relayToken,
        },
        signal: (body) => live.link.send({ type: "session/signal", caseId, session: joined.session, body }),
      });
      current.current = { id: joined.session, session };
      setRemote({ is: "joined", session });
    };
    const stopHearing = live.link.on((message) => {
      if (message.type === "session/signal" && message.caseId === caseId) {
        current.current?.session.handleSignal(message.body);
      } else if (message.type === "session/over" && message.caseId === caseId && current.current) {
        if (current.current.session.get("state").is === "ended") return;
        // Not `end()`: that would end it for the customer, too, who may be talking to the other window by now.
        current.current = null;
        taken = true;
        setRemote({ is: "takenAway" });
      }
    });
    const stopOpening = live.onOpen((request) => {
      // A session that has ended stays so: coming back to it would ask the customer again.
      if (current.current && current.current.session.get("state").is !== "ended")
        void request({ type: "session/join", caseId }).then(take);
    });
    void live.link.request({ type: "session/join", caseId }).then(take);
    return () => {
      over = true;
      stopHearing();
      stopOpening();
      if (current.current && current.current.session.get("state").is !== "ended") current.current.session.end();
      current.current = null;
      if (!taken) void live.link.request({ type: "session/leave", caseId });
    };
  }, [live, caseId, attempt]);

  return {
    remote,
    end: useCallback(() => {
      current.current?.session.end();
      void live.link.request({ type: "session/leave", caseId });
    }, [live, caseId]),
    again: useCallback(() => {
      setRemote({ is: "joining" });
      setAttempt((count) => count + 1);
    }, []),
  };
}

/** One value of a session; the component follows its changes. */
export function useSessionValue<N extends keyof SessionValues>(session: RemoteSession, name: N): SessionValues[N] {
  return useSyncExternalStore(
    useCallback((changed: () => void) => session.on(name, changed), [session, name]),
    () => session.get(name),
  );
}
