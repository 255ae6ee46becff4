import { isOpen } from "@beckon/domain/case.ts";
import type {
  CaseCard,
  CaseDetail,
  ConsoleDown,
  GroupCard,
  Me,
  ModuleCard,
  PersonCard,
} from "@beckon/protocol/down.ts";

/** All that this console knows of its company's queue, as one value that never changes: a change makes a new one. */
export type QueueState = {
  /** Null until the first snapshot has arrived. */
  me: Me | null;
  cards: ReadonlyMap<string, CaseCard>;
  people: ReadonlyMap<string, PersonCard>;
  groups: ReadonlyMap<string, GroupCard>;
  modules: ReadonlyMap<string, ModuleCard>;
  /** Details of the cases being watched. */
  details: ReadonlyMap<string, CaseDetail>;
};

const EMPTY: QueueState = {
  me: null,
  cards: new Map(),
  people: new Map(),
  groups: new Map(),
  modules: new Map(),
  details: new Map(),
};

export type QueueStore = {
  /** What is known now; the same object until something changed. */
  state: () => QueueState;
  /** Calls back after changes, at most once a frame. Returns the way to stop that. */
  subscribe: (changed: () => void) => () => void;
  /** Takes one message in; those that are none of the queue's business change nothing. */
  receive: (message: ConsoleDown) => void;
  /** Forgets a case's details, when nobody looks at them any more. */
  forgetDetail: (caseId: string) => void;
};

/**
 * Holds the live queue [Q2]: of each thing the highest version, everything replaced by a snapshot. However many
 * messages arrive, watchers are told once a frame, so that a busy queue stays smooth.
 * @param nextFrame runs a function before the next picture is drawn.
 */
export function makeQueueStore(nextFrame: (then: () => void) => void): QueueStore {
  let shown = EMPTY;
  let cards = new Map<string, CaseCard>();
  let people = new Map<string, PersonCard>();
  let details = new Map<string, CaseDetail>();
  let rest: Pick<QueueState, "me" | "groups" | "modules"> = EMPTY;
  const changed = { cards: false, people: false, details: false, rest: false };
  const watchers = new Set<() => void>();
  let asked = false;

  function tellSoon() {
    if (asked) return;
    asked = true;
    nextFrame(() => {
      asked = false;
      shown = {
        ...rest,
        cards: changed.cards ? new Map(cards) : shown.cards,
        people: changed.people ? new Map(people) : shown.people,
        details: changed.details ? new Map(details) : shown.details,
      };
      changed.cards = changed.people = changed.details = false;
      for (const watcher of watchers) watcher();
    });
  }

  function keepCard(card: CaseCard) {
    const known = cards.get(card.id);
    if (known && known.version >= card.version) return;
    cards.set(card.id, card);
    changed.cards = true;
    tellSoon();
  }

  return {
    state: () => shown,
    subscribe(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    receive(message) {
      switch (message.type) {
        case "queue/snapshot":
          cards = new Map(message.cards.map((card) => [card.id, card]));
          people = new Map(message.people.map((person) => [person.id, person]));
          // An ended case may be too old for a snapshot; whoever watches it asks again.
          details = new Map([...details].filter(([id, { card }]) => cards.has(id) || !isOpen(card.state)));
          rest = {
            me: message.me,
            groups: new Map(message.groups.map((group) => [group.id, group])),
            modules: new Map(message.modules.map((module) => [module.id, module])),
          };
          changed.cards = changed.people = changed.details = true;
          tellSoon();
          return;
        case "queue/card":
          keepCard(message.card);
          return;
        case "queue/gone":
          changed.cards = cards.delete(message.caseId) || changed.cards;
          changed.details = details.delete(message.caseId) || changed.details;
          tellSoon();
          return;
        case "people/card":
          people.set(message.person.id, message.person);
          changed.people = true;
          tellSoon();
          return;
        case "case/detail": {
          const { card } = message.detail;
          const known = details.get(card.id);
          if (known && known.card.version > card.version) return;
          details.set(card.id, message.detail);
          changed.details = true;
          keepCard(card);
          tellSoon();
          return;
        }
        case "welcome":
        case "reply":
        case "pong":
        case "session/signal":
        case "session/over":
        case "notice/assigned":
        case "notice/escalated":
          return;
      }
    },
    forgetDetail(caseId) {
      if (!details.delete(caseId)) return;
      changed.details = true;
      tellSoon();
    },
  };
}
