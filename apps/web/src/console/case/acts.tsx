import type { CaseOutcome } from "@beckon/domain/case.ts";
import { OUTCOMES } from "@beckon/domain/case.ts";
import type { CaseCard } from "@beckon/protocol/down.ts";
import type { ConsoleRequest } from "@beckon/protocol/up.ts";
import { showSessionCode } from "@beckon/domain/session-code.ts";
import { hasTag } from "@beckon/domain/tags.ts";
import { useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { createContext, use, useState } from "react";
import { byAvailability, sayAvailability } from "../availability/by-availability.ts";
import { Button } from "../controls/button.tsx";
import { Confirm, Dialog } from "../controls/dialog.tsx";
import { tell } from "../controls/notices.tsx";
import { Picker } from "../controls/picker.tsx";
import { useAsk, useLive, useMe, useQueuePart, useSayRefusal } from "../live/use-live.tsx";
import { useWords } from "../words/use-words.tsx";
import { codeOf } from "./code.ts";
import { PriorityPicker } from "./priority-picker.tsx";
import { TagPicker } from "./tag-picker.tsx";

/** What can be done with cases from anywhere in the console. Refusals are told in words [C11]. */
export type CaseActs = {
  take: (card: CaseCard) => Promise<void>;
  /** Asks whom to give them to. */
  assign: (cards: CaseCard[]) => void;
  /** Asks for a tag, and puts it on them; on one case that has it, takes it away [Q7]. */
  tag: (cards: CaseCard[]) => void;
  /** Puts a tag on a case, or takes it away. */
  toggleTag: (card: CaseCard, tag: string) => Promise<void>;
  /** Asks which priority they should have. */
  prioritise: (cards: CaseCard[]) => void;
  /** Asks for the outcome, then closes. `after` runs after it was asked. */
  close: (cards: CaseCard[], after?: () => void) => void;
  /** Asks for confirmation, then deletes [C12]. */
  remove: (cards: CaseCard[], after?: () => void) => void;
};

type Facts = Extract<ConsoleRequest, { type: "case/edit" }>["to"];
type Asking = {
  what: "assign" | "tag" | "prioritise" | "close" | "remove";
  cards: CaseCard[];
  after?: (() => void) | undefined;
};

const Context = createContext<CaseActs | null>(null);

/** What can be done with cases. */
export function useCaseActs(): CaseActs {
  const acts = use(Context);
  if (!acts) throw new Error("case acts are used outside of their provider");
  return acts;
}

/** Holds the dialogs that acts on cases need. */
export function CaseActsProvider({ children }: { children: ReactNode }) {
  const w = useWords();
  const live = useLive();
  const me = useMe();
  const ask = useAsk();
  const say = useSayRefusal();
  const queries = useQueryClient();
  const [asking, setAsking] = useState<Asking | null>(null);
  const done = () => setAsking(null);

  /** Sends one request a case and sums up what came of it. */
  async function each(cards: CaseCard[], requestOf: (card: CaseCard) => ConsoleRequest) {
    if (cards.length === 1 && cards[0]) {
      await ask(requestOf(cards[0]));
      return;
    }
    const replies = await Promise.all(
      cards.map(async (card) => ({ card, reply: await live.link.request(requestOf(card)) })),
    );
    const refused = replies.flatMap(({ card, reply }) =>
      reply.ok ? [] : [w.queue.bulkRefused(showSessionCode(codeOf(card)), say(reply.refusal))],
    );
    const summary = w.queue.bulkDone(cards.length - refused.length, cards.length);
    tell([summary, ...refused.slice(0, 5)].join("\n"), refused.length > 0);
  }

  async function putTag(cards: CaseCard[], tag: string) {
    const without = cards.filter((card) => !hasTag(card.tags, tag));
    const [single] = cards.length === 1 ? cards : [];
    if (single && without.length === 0) {
      const tags = single.tags.filter((each) => !hasTag([each], tag));
      await each(cards, (card) => changing(card, { tags }, { tags: card.tags }));
    } else await each(without, (card) => changing(card, { tags: [...card.tags, tag] }, { tags: card.tags }));
    await queries.invalidateQueries({ queryKey: ["tags"] });
  }

  const acts: CaseActs = {
    tag: (cards) => setAsking({ what: "tag", cards }),
    toggleTag: (card, tag) => putTag([card], tag),
    prioritise: (cards) => setAsking({ what: "prioritise", cards }),
    async take(card) {
      // What is a colleague's is not taken by a slip of the hand: it must be assigned on purpose.
      const expected = card.assigneeId === me.personId ? me.personId : null;
      const reply = await ask({ type: "case/assign", caseId: card.id, to: me.personId, expected });
      if (reply.ok) tell(w.queue.tookIt(showSessionCode(codeOf(card))));
    },
    assign: (cards) => setAsking({ what: "assign", cards }),
    close: (cards, after) => setAsking({ what: "close", cards, after }),
    remove: (cards, after) => setAsking({ what: "remove", cards, after }),
  };

  return (
    <Context value={acts}>
      {children}
      {asking?.what === "assign" && (
        <AssignPicker
          cards={asking.cards}
          onClose={done}
          onPick={(to) =>
            each(asking.cards, (card) => ({ type: "case/assign", caseId: card.id, to, expected: card.assigneeId }))
          }
        />
      )}
      {asking?.what === "tag" && (
        <TagPicker cards={asking.cards} onClose={done} onPick={(tag) => putTag(asking.cards, tag)} />
      )}
      {asking?.what === "prioritise" && (
        <PriorityPicker
          cards={asking.cards}
          onClose={done}
          onPick={(priority) => each(asking.cards, (card) => changing(card, { priority }, { priority: card.priority }))}
        />
      )}
      {asking?.what === "close" && (
        <CloseDialog
          count={asking.cards.length}
          onClose={done}
          onPick={async (outcome) => {
            await each(asking.cards, (card) => ({ type: "case/close", caseId: card.id, outcome }));
            done();
            asking.after?.();
          }}
        />
      )}
      {asking?.what === "remove" && (
        <Confirm
          title={w.queue.deleteTitle(asking.cards.length)}
          text={w.queue.deleteText(asking.cards.length)}
          act={w.delete}
          onClose={done}
          onYes={async () => {
            await each(asking.cards, (card) => ({ type: "case/delete", caseId: card.id }));
            done();
            asking.after?.();
          }}
        />
      )}
    </Context>
  );
}

/** A change with the values it was made from: what changed meanwhile is not overwritten [C11]. */
function changing(card: CaseCard, to: Facts, from: Facts): ConsoleRequest {
  return { type: "case/edit", caseId: card.id, to, from };
}

function AssignPicker({
  cards,
  onPick,
  onClose,
}: {
  cards: CaseCard[];
  onPick: (to: string | null) => unknown;
  onClose: () => void;
}) {
  const w = useWords();
  const people = useQueuePart("people");
  const me = useMe();
  const others = [...people.values()]
    .filter((person) => !person.disabled && person.id !== me.personId)
    .sort(byAvailability);
  return (
    <Picker
      label={w.queue.assignTitle(cards.length)}
      placeholder={w.queue.assignPlaceholder}
      nothing={w.queue.noPerson}
      onClose={onClose}
      choices={[
        { id: "me", label: `${me.name} (${w.you})`, icon: "person", onPick: () => onPick(me.personId) },
        ...(me.may.includes("case/assignOthers")
          ? others.map((person) => ({
              id: person.id,
              label: person.name,
              aside: sayAvailability(w, person),
              icon: "person" as const,
              onPick: () => onPick(person.id),
            }))
          : []),
        { id: "nobody", label: w.nobody, icon: "close", onPick: () => onPick(null) },
      ]}
    />
  );
}

function CloseDialog({
  count,
  onPick,
  onClose,
}: {
  count: number;
  onPick: (outcome: CaseOutcome | null) => Promise<void>;
  onClose: () => void;
}) {
  const w = useWords();
  return (
    <Dialog title={w.queue.closeTitle(count)} onClose={onClose}>
      <p className="mb-3">{w.queue.closeText}</p>
      <div className="flex flex-wrap gap-2">
        {OUTCOMES.map((outcome) => (
          <Button key={outcome} tone={outcome === "solved" ? "accent" : "plain"} onPress={() => onPick(outcome)}>
            {w.outcomes[outcome]}
          </Button>
        ))}
        <Button tone="ghost" onPress={() => onPick(null)}>
          {w.noOutcome}
        </Button>
      </div>
    </Dialog>
  );
}
