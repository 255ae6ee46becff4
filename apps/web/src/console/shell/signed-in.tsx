import { CLOSE } from "@beckon/protocol/down.ts";
import { Outlet } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { Alerts } from "../alerts/alerts.tsx";
import { Escalations } from "../assignment/escalations.tsx";
import { Offers } from "../assignment/offers.tsx";
import { Invitations } from "../alerts/invitations.tsx";
import { useActivity } from "../availability/use-activity.ts";
import { CaseActsProvider } from "../case/acts.tsx";
import { Spinner } from "../controls/spinner.tsx";
import { useSlow } from "../controls/slow.ts";
import { openLive } from "../live/live.ts";
import { LiveContext, useLinkState, useQueuePart } from "../live/use-live.tsx";
import { useSpoken, useWords } from "../words/use-words.tsx";
import { LinkBanner } from "./link-banner.tsx";

/** Everything that needs a person: opens the live connection and waits for its first snapshot. */
export function SignedIn() {
  const { language } = useSpoken();
  const [live] = useState(() => openLive(language));
  useEffect(() => {
    const hurry = () => document.visibilityState === "visible" && live.link.retry();
    document.addEventListener("visibilitychange", hurry);
    window.addEventListener("online", hurry);
    return () => {
      document.removeEventListener("visibilitychange", hurry);
      window.removeEventListener("online", hurry);
      live.link.close();
    };
  }, [live]);
  return (
    <LiveContext value={live}>
      <Gate />
    </LiveContext>
  );
}

function Gate() {
  const w = useWords();
  const me = useQueuePart("me");
  const state = useLinkState();
  const slow = useSlow(me === null);
  useActivity();
  const out = state.is === "refused" && state.code === CLOSE.notSignedIn;
  useEffect(() => {
    if (!out) return;
    const back = encodeURIComponent(`${location.pathname}${location.search}`);
    location.assign(`/console/sign-in?out=true&back=${back}`);
  }, [out]);
  if (out) return null;
  if (!me) {
    return (
      <>
        <LinkBanner />
        <main className="grid h-dvh place-items-center" aria-busy="true">
          {slow && (
            <p className="flex items-center gap-2 text-muted" role="status">
              <Spinner /> {w.loading}
            </p>
          )}
        </main>
      </>
    );
  }
  return (
    <CaseActsProvider>
      <Alerts />
      <Invitations />
      <Offers />
      <Escalations />
      <Outlet />
    </CaseActsProvider>
  );
}
