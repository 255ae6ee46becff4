import type { CaseCard } from "@beckon/protocol/down.ts";
import { useLocation, useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { Button } from "../controls/button.tsx";
import { Icon } from "../controls/icon.tsx";
import { useAsk, useMe, useQueuePart } from "../live/use-live.tsx";
import { useWords } from "../words/use-words.tsx";
import { mayShowOnDesktop } from "./may-show.ts";
import { playSound } from "./sounds.ts";
import { useNoticeChoices } from "./use-notices.ts";

/** Colleagues who ask this person into a session, wherever in the console they are, until it is answered or over [R9]. */
export function Invitations() {
  const w = useWords();
  const me = useMe();
  const ask = useAsk();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const people = useQueuePart("people");
  const asking = [...useQueuePart("cards").values()].flatMap((card) => {
    const mine = card.colleagues.find(({ personId, is }) => personId === me.personId && is === "never");
    const there = pathname === `/console/session/${card.id}`;
    return mine && !there ? [{ card, ...mine }] : [];
  });
  const title = ({ card, byId }: { card: CaseCard; byId: string }) =>
    w.people.invitation.title(people.get(byId)?.name ?? w.somebodyGone, card.customerName || w.anonymous);
  useMadeKnown(asking.map((one) => ({ id: one.card.id, title: title(one) })));

  return (
    <div role="alert" className="pointer-events-none fixed inset-x-3 top-3 z-60 flex flex-col items-center gap-2">
      {asking.map(({ card, byId, part }) => (
        <section
          key={card.id}
          aria-label={title({ card, byId })}
          className="popup pointer-events-auto flex max-w-xl flex-wrap items-center gap-x-3 gap-y-2 p-3"
        >
          <Icon name="team" className="size-5 shrink-0 text-accent-text" />
          <p className="min-w-48 grow basis-0">
            <span className="block font-semibold">{title({ card, byId })}</span>
            <span className="text-muted">{w.people.parts[part]}</span>
          </p>
          <span className="ml-auto flex gap-2">
            <Button onPress={() => ask({ type: "session/dismiss", caseId: card.id, personId: me.personId })}>
              {w.people.invitation.decline}
            </Button>
            <Button
              tone="accent"
              onPress={() => void navigate({ to: "/console/session/$caseId", params: { caseId: card.id } })}
            >
              {w.people.invitation.join}
            </Button>
          </span>
        </section>
      ))}
    </div>
  );
}

/** A tone and a notification on the desktop for each new one, as far as the person wants them. */
export function useMadeKnown(asking: readonly { id: string; title: string }[]): void {
  const { sound, desktop } = useNoticeChoices();
  const known = useRef(new Set<string>());
  useEffect(() => {
    const fresh = asking.filter(({ id }) => !known.current.has(id));
    known.current = new Set(asking.map(({ id }) => id));
    if (fresh.length === 0) return;
    if (sound) playSound(sound);
    if (!desktop || !mayShowOnDesktop()) return;
    for (const { id, title } of fresh) new Notification(title, { tag: `invitation ${id}` });
  });
}
