import type { CaseCard } from "@beckon/protocol/down.ts";
import type { DragEvent, ReactNode } from "react";
import { createContext, use, useState } from "react";
import { byAvailability, sayAvailability } from "../availability/by-availability.ts";
import { tell } from "../controls/notices.tsx";
import type { Choice } from "../controls/picker.tsx";
import { Picker } from "../controls/picker.tsx";
import { useAsk, useQueuePart } from "../live/use-live.tsx";
import { useWords } from "../words/use-words.tsx";

/** Where a case can be moved: to a person, or to a group. */
export type Target = { personId: string } | { groupId: string };

type Moving = {
  /** The case that is being dragged. */
  dragged: CaseCard | null;
  drag: (card: CaseCard | null) => void;
  move: (card: CaseCard, to: Target) => Promise<void>;
  /** Asks where to, for those who do not drag. */
  choose: (card: CaseCard) => void;
};

const Context = createContext<Moving | null>(null);

/** How cases are moved on the board. */
export function useMoving(): Moving {
  const moving = use(Context);
  if (!moving) throw new Error("cases are moved outside of the board");
  return moving;
}

/** Whether a case is there already. */
export function isThere(card: CaseCard, to: Target): boolean {
  return "personId" in to ? card.assigneeId === to.personId : card.groupId === to.groupId;
}

/** Lets cases inside be moved by dragging and by choosing from a list; refusals are told in words [Q6]. */
export function MovingProvider({ children }: { children: ReactNode }) {
  const w = useWords();
  const ask = useAsk();
  const people = useQueuePart("people");
  const groups = useQueuePart("groups");
  const [dragged, drag] = useState<CaseCard | null>(null);
  const [choosing, choose] = useState<CaseCard | null>(null);

  async function move(card: CaseCard, to: Target) {
    if (isThere(card, to)) return;
    const request =
      "personId" in to
        ? ({ type: "case/assign", caseId: card.id, to: to.personId, expected: card.assigneeId } as const)
        : ({
            type: "case/edit",
            caseId: card.id,
            to: { groupId: to.groupId },
            from: { groupId: card.groupId },
          } as const);
    const reply = await ask(request);
    const name = "personId" in to ? people.get(to.personId)?.name : groups.get(to.groupId)?.name;
    if (reply.ok) tell(w.board.moved(card.customerName || w.anonymous, name ?? w.somebodyGone));
  }

  const choicesFor = (card: CaseCard): Choice[] => [
    ...[...people.values()]
      .filter((person) => !person.disabled && !isThere(card, { personId: person.id }))
      .sort(byAvailability)
      .map((person) => ({
        id: `person ${person.id}`,
        label: person.name,
        aside: sayAvailability(w, person),
        icon: "person" as const,
        onPick: () => move(card, { personId: person.id }),
      })),
    ...[...groups.values()]
      .filter((group) => group.access === "write" && !isThere(card, { groupId: group.id }))
      .map((group) => ({
        id: `group ${group.id}`,
        label: w.board.toGroup(group.name),
        icon: "queue" as const,
        onPick: () => move(card, { groupId: group.id }),
      })),
  ];

  return (
    <Context value={{ dragged, drag, move, choose }}>
      {children}
      {choosing && (
        <Picker
          label={w.board.moveTitle(choosing.customerName || w.anonymous)}
          placeholder={w.board.movePlaceholder}
          nothing={w.board.nothing}
          choices={choicesFor(choosing)}
          onClose={() => choose(null)}
        />
      )}
    </Context>
  );
}

/** What makes an element a place to drop a case on. `look` says which: nothing is dragged, it could come here, it is above. */
export function useDrop(to: Target) {
  const { dragged, drag, move } = useMoving();
  const [above, setAbove] = useState(false);
  const open = dragged !== null && !isThere(dragged, to);
  return {
    look: !open ? "" : above ? "outline-2 outline-accent bg-accent-soft" : "outline-2 outline-dashed outline-edge",
    props: {
      onDragOver(event: DragEvent) {
        if (!open) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = "move";
        setAbove(true);
      },
      onDragLeave(event: DragEvent) {
        if (!(event.relatedTarget instanceof Node) || !event.currentTarget.contains(event.relatedTarget))
          setAbove(false);
      },
      onDrop(event: DragEvent) {
        event.preventDefault();
        setAbove(false);
        if (dragged) void move(dragged, to);
        drag(null);
      },
    },
  };
}
