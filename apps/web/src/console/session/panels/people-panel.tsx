import type { CaseCard } from "@beckon/protocol/down.ts";
import type { RemoteSession } from "@beckon/session/remote-session.ts";
import { useState } from "react";
import { Button, IconButton } from "../../controls/button.tsx";
import { Icon } from "../../controls/icon.tsx";
import { useAsk, useMe, useQueuePart } from "../../live/use-live.tsx";
import type { Words } from "../../words/use-words.tsx";
import { useWords } from "../../words/use-words.tsx";
import { useSessionValue } from "../use-remote.ts";
import { BringInDialog } from "./bring-in-dialog.tsx";
import { HandOverDialog } from "./hand-over-dialog.tsx";

/** Who is there and what each may do; the expert whose case it is brings in colleagues, ends their part, hands over [R9, R23, R24]. */
export function PeoplePanel({ session, card }: { session: RemoteSession; card: CaseCard }) {
  const w = useWords();
  const me = useMe();
  const ask = useAsk();
  const names = useQueuePart("people");
  const there = useSessionValue(session, "people");
  const [dialog, setDialog] = useState<"bringIn" | { handTo: string } | null>(null);
  const mine = card.expert.personId === me.personId;
  const nameOf = (personId: string) => names.get(personId)?.name ?? w.somebodyGone;
  const shown = (personId: string) => (personId === me.personId ? w.people.you(me.name) : nameOf(personId));
  const mayOf = (personId: string) => there.find(({ name }) => name === nameOf(personId))?.may;

  return (
    <section>
      <h3 className="mb-1 font-semibold">{w.desktop.rights.there}</h3>
      <ul>
        <Row name={card.customerName || w.anonymous} says={w.desktop.rights.customer} />
        {card.expert.personId !== null && (
          <Row
            name={shown(card.expert.personId)}
            says={`${w.people.has} · ${standing(w, card.expert.is, mayOf(card.expert.personId))}`}
          />
        )}
        {card.colleagues.map(({ personId, is }) => (
          <Row key={personId} name={shown(personId)} says={standing(w, is, mayOf(personId))}>
            {mine && is === "connected" && (
              <IconButton
                icon="handOver"
                label={w.people.handOver(nameOf(personId))}
                onPress={() => setDialog({ handTo: personId })}
              />
            )}
            {mine && (
              <IconButton
                icon="close"
                label={is === "never" ? w.people.takeBack(nameOf(personId)) : w.people.sendAway(nameOf(personId))}
                onPress={() => ask({ type: "session/dismiss", caseId: card.id, personId })}
              />
            )}
          </Row>
        ))}
      </ul>
      {mine && (
        <Button icon="plus" className="mt-2" onPress={() => setDialog("bringIn")}>
          {w.people.bringIn}
        </Button>
      )}
      {dialog === "bringIn" && <BringInDialog session={session} card={card} onClose={() => setDialog(null)} />}
      {typeof dialog === "object" && dialog !== null && (
        <HandOverDialog
          session={session}
          caseId={card.id}
          to={dialog.handTo}
          name={nameOf(dialog.handTo)}
          onClose={() => setDialog(null)}
        />
      )}
    </section>
  );
}

function Row({ name, says, children }: { name: string; says: string; children?: React.ReactNode }) {
  return (
    <li className="flex min-h-10 items-center gap-2 border-b border-line py-1 last:border-0">
      <Icon name="person" className="size-4 shrink-0 text-muted" />
      <span className="min-w-0 grow">
        <span className="block truncate">{name}</span>
        <span className="block text-xs text-muted">{says}</span>
      </span>
      {children}
    </li>
  );
}

function standing(w: Words, is: CaseCard["expert"]["is"], may: readonly string[] | undefined): string {
  const { stands } = w.people;
  if (is === "never") return stands.invited;
  if (is === "reconnecting") return stands.reconnecting;
  if (may === undefined) return stands.asking;
  if (may.includes("control")) return stands.controls;
  return may.includes("see") ? stands.sees : stands.nothing;
}
