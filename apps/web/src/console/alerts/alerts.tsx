import { isNoticeTime } from "@beckon/domain/notice.ts";
import { showSessionCode } from "@beckon/domain/session-code.ts";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useEffectEvent, useRef } from "react";
import { codeOf } from "../case/code.ts";
import { tell } from "../controls/notices.tsx";
import { useLive, useMe } from "../live/use-live.tsx";
import { callsNow } from "../live/waiting-calls.ts";
import { setTitleBadge } from "../shell/page-title.ts";
import { useSpoken, useWords } from "../words/use-words.tsx";
import { leadAmongTabs } from "./leading-tab.ts";
import { mayShowOnDesktop } from "./may-show.ts";
import { renewThisBrowser } from "./push-here.ts";
import { playSound } from "./sounds.ts";
import { useNoticeChoices, useNotices } from "./use-notices.ts";

/** Makes new waiting cases known: badge, sound, desktop notification [Q4]; tells who gave or took a case [A1]. Draws nothing. */
export function Alerts() {
  const w = useWords();
  const live = useLive();
  const navigate = useNavigate();
  const choices = useNoticeChoices();
  const { isPending } = useNotices();
  const memory = useRef({ calledAt: new Map<string, number>(), first: true });

  const look = useEffectEvent((leading: boolean) => {
    const { me, cards, people, groups } = live.queue.state();
    if (!me || isPending) return;
    const { calledAt, first } = memory.current;
    const { untaken, due } = callsNow(cards.values(), me.personId, calledAt, live.now(), first, choices);
    memory.current.first = false;
    setTitleBadge(choices.badge ? untaken.length : 0);
    const loudest = due[0];
    const status = people.get(me.personId)?.availability.status ?? "online";
    const isTime = isNoticeTime(choices, status === "offline" ? "online" : status, live.now());
    if (!loudest || !leading || !isTime) return;
    if (choices.sound) playSound(choices.sound);
    if (!choices.desktop || !mayShowOnDesktop()) return;
    for (const card of due.slice(0, 3)) {
      const title = w.alerts.waits(card.customerName || w.anonymous);
      const notification = new Notification(title, { body: groups.get(card.groupId)?.name ?? "", tag: card.id });
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
  useRenewal();
  return null;
}

/** This browser goes on showing notices with the sign-in it has now [N1]. */
function useRenewal(): void {
  const { language } = useSpoken();
  const me = useMe();
  const pushKey = useNotices().data?.pushKey;
  useEffect(() => {
    // Where it cannot be renewed now, the next visit does.
    if (pushKey) renewThisBrowser(pushKey, me.personId, language).catch(() => undefined);
  }, [pushKey, me.personId, language]);
}
