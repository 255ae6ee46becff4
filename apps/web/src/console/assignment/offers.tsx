import type { CaseCard } from "@beckon/protocol/down.ts";
import { useLocation, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useMadeKnown } from "../alerts/invitations.tsx";
import { Waiting } from "../case/waiting.tsx";
import { Button } from "../controls/button.tsx";
import { tell } from "../controls/notices.tsx";
import { useAsk, useMe, useQueuePart } from "../live/use-live.tsx";
import { useNow } from "../live/use-now.ts";
import { useKeys } from "../shell/use-keys.ts";
import { useWords } from "../words/use-words.tsx";
import { reasonSentence } from "./reason-sentence.ts";

type Offered = CaseCard & { offer: NonNullable<CaseCard["offer"]> };

/** Cases that the house holds out to this person, wherever in the console they are, until they answer or it goes on [A5]. */
export function Offers() {
  const w = useWords();
  const me = useMe();
  const now = useNow();
  const mine = [...useQueuePart("cards").values()]
    .filter((card): card is Offered => card.offer?.to === me.personId && card.offer.until > now)
    .sort((a, b) => a.offer.until - b.offer.until);
  useMadeKnown(
    mine.map((card) => ({
      id: `${card.id} ${card.offer.since}`,
      title: w.assignment.offer.title(card.customerName || w.anonymous),
    })),
  );
  return (
    <div className="pointer-events-none fixed inset-x-3 top-3 z-50 flex flex-col gap-2 sm:top-auto sm:bottom-4 sm:mx-auto sm:w-104">
      {mine.map((card, at) => (
        <OfferCard key={`${card.id} ${card.offer.since}`} card={card} first={at === 0} now={now} />
      ))}
    </div>
  );
}

function OfferCard({ card, first, now }: { card: Offered; first: boolean; now: number }) {
  const w = useWords();
  const o = w.assignment.offer;
  const ask = useAsk();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const groups = useQueuePart("groups");
  const modules = useQueuePart("modules");
  const [answering, setAnswering] = useState(false);
  const { offer } = card;
  const name = card.customerName || w.anonymous;
  const left = Math.max(0, offer.until - now);
  const place = [groups.get(card.groupId)?.name, card.moduleId === null ? undefined : modules.get(card.moduleId)?.name];

  async function answer(type: "case/accept" | "case/decline") {
    if (answering) return;
    setAnswering(true);
    const reply = await ask({ type, caseId: card.id });
    setAnswering(false);
    if (!reply.ok || type === "case/decline") return;
    tell(o.yours(name));
    // Whoever is in a session stays there.
    if (!pathname.startsWith("/console/session/"))
      void navigate({ to: "/console/queue/$caseId", params: { caseId: card.id } });
  }
  useKeys(first ? { [o.key]: () => void answer("case/accept") } : {});

  return (
    <section
      aria-label={o.title(name)}
      className="popup pointer-events-auto flex flex-col gap-2 overflow-hidden border-accent p-3 pt-0"
    >
      <span aria-hidden="true" className="-mx-3 block h-1 bg-accent-soft">
        <span
          className="block h-full bg-accent transition-[width] duration-1000 ease-linear motion-reduce:transition-none"
          style={{ width: `${Math.min(100, (100 * left) / (offer.until - offer.since))}%` }}
        />
      </span>
      {/* Heard once; the seconds beside it are for the eyes. */}
      <p role="alert" className="sr-only">
        {o.title(name)}. {o.why(reasonSentence(w, offer.reason))}
      </p>
      <div className="flex items-baseline gap-2">
        <p className="min-w-0 grow truncate text-md font-semibold">{name}</p>
        <span className="shrink-0 font-medium text-accent-text" role="timer" aria-live="off">
          {o.left(w.f.clock(left))}
        </span>
      </div>
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-muted">
        <span>{o.toYou}</span>
        <Waiting card={card} />
        <span className="min-w-0 truncate">{place.filter(Boolean).join(" · ")}</span>
      </p>
      {card.description !== "" && <p className="line-clamp-3 break-words">{card.description}</p>}
      <p className="text-xs text-muted">{o.why(reasonSentence(w, offer.reason))}</p>
      <div className="flex justify-end gap-2">
        <Button onPress={() => answer("case/decline")} disabled={answering}>
          {o.decline}
        </Button>
        <Button tone="accent" icon="check" onPress={() => answer("case/accept")} disabled={answering}>
          {o.accept}
          {first && (
            <kbd className="ml-1 rounded-sm border border-current px-1 font-mono text-xs opacity-80">{o.key}</kbd>
          )}
        </Button>
      </div>
    </section>
  );
}
