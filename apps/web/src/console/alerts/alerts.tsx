import { showSessionCode } from "@beckon/domain/session-code.ts";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useEffectEvent, useRef } from "react";
import { codeOf } from "../case/code.ts";
import { tell } from "../controls/notices.tsx";
import { useLive } from "../live/use-live.tsx";
import { callsNow } from "../live/waiting-calls.ts";
import { setTitleBadge } from "../shell/page-title.ts";
import { preferences } from "../shell/preferences.ts";
import { useWords } from "../words/use-words.tsx";
import { playChime } from "./chime.ts";
import { leadAmongTabs } from "./leading-tab.ts";

/** Makes new waiting cases known: badge, sound, desktop notification [Q4]; tells who gave or took a case [A1]. Draws nothing. */
export function Alerts() {
  const w = useWords();
  const live = useLive();
  const navigate = useNavigate();
  const memory = useRef({ calledAt: new Map<string, number>(), first: true });

  const look = useEffectEvent((leading: boolean) => {
    const { me, cards } = live.queue.state();
    if (!me) return;
    const { calledAt, first } = memory.current;
    const { untaken, due } = callsNow(cards.values(), me.personId, calledAt, live.now(), first);
    memory.current.first = false;
    setTitleBadge(untaken.length);
    const loudest = due[0];
    if (!loudest || !leading) return;
    if (preferences().sound) playChime();
    if (!preferences().notifications || !("Notification" in window) || Notification.permission !== "granted") return;
    for (const card of due.slice(0, 3)) {
      const title = w.alerts.waits(card.customerName || w.anonymous);
      const notification = new Notification(title, { body: card.description.slice(0, 140), tag: card.id });
      notification.addEventListener("click", () => {
        window.focus();
        notification.close();
        void navigate({ to: "/console/queue/$caseId", params: { caseId: card.id } });
      });
    }
  });

  const hear = useEffectEvent((byId: string | null, to: string | null, code: string) => {
    const { me, people } = live.queue.state();
    if (!me || byId === me.personId) return;
    const by = (byId === null ? undefined : people.get(byId)?.name) ?? w.timeline.system;
    const shown = showSessionCode(codeOf({ code }));
    tell(to === me.personId ? w.alerts.assigned(shown, by) : w.alerts.taken(shown, by));
  });

  useEffect(() => {
    const tabs = leadAmongTabs("beckon.alerts");
    const again = () => look(tabs.leading());
    const stopWatching = live.queue.subscribe(again);
    const timer = setInterval(again, 1000);
    const stopHearing = live.link.on((message) => {
      if (message.type === "notice/assigned") hear(message.byId, message.to, message.code);
    });
    return () => {
      stopWatching();
      stopHearing();
      clearInterval(timer);
      tabs.stop();
      setTitleBadge(0);
    };
  }, [live]);
  return null;
}
