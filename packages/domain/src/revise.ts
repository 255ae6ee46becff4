import {
  actorOf,
  evolve,
  isOpen,
  type Asker,
  type Case,
  type CaseChange,
  type CaseFacts,
  type Command,
} from "./case.ts";
import { changedIntegration, type IntegrationChange } from "./integration.ts";
import { done, type Outcome } from "./refusal.ts";
import { tidyTags } from "./tags.ts";

/** How a case shall be: what an integration asks for at once, whatever it was before. What is left out stays. */
export type Revision = {
  facts: Partial<CaseFacts>;
  integration: IntegrationChange;
  assigneeId?: string | null;
  state?: "open" | "closed";
};

type Answer = (current: Case, command: Command) => Outcome<CaseChange[]>;

/**
 * Everything that makes a case what a revision asks for, or why one part of it cannot be: then nothing is done. An expired case
 * still counts as open for those who revise, as integrations expect: it is changed as it is, and closed.
 */
export function revise(current: Case, to: Revision, by: Asker, now: number, answer: Answer): Outcome<CaseChange[]> {
  const events: CaseChange[] = [];
  let after = current;
  for (const step of [reopened, edited, kept, assigned, closed]) {
    const outcome = step(after, to, answer);
    if (!outcome.ok) return outcome;
    events.push(...outcome.value);
    after = outcome.value.reduce((before, event) => evolve(before, event, actorOf(by), now), after);
  }
  return done(events);
}

type Step = (current: Case, to: Revision, answer: Answer) => Outcome<CaseChange[]>;

const reopened: Step = (current, { state }, answer) =>
  state !== "open" || isOpen(current.life.state) ? done([]) : answer(current, { do: "reopen" });

const edited: Step = (current, { facts }, answer) => {
  const tags = facts.tags && tidyTags(facts.tags);
  if (tags?.ok === false) return tags;
  const wanted = Object.entries(tags ? { ...facts, tags: tags.value } : facts);
  const isSo = (fact: string, value: unknown) =>
    JSON.stringify(value) === JSON.stringify(current[fact as keyof CaseFacts]);
  const changed = wanted.filter(([fact, value]) => !isSo(fact, value));
  if (changed.length === 0) return done([]);
  return answer(asOpen(current), { do: "edit", to: Object.fromEntries(changed), from: current });
};

const kept: Step = (current, { integration }) => {
  const to = changedIntegration(current, integration);
  return done(Object.keys(to).length === 0 ? [] : [{ is: "integrationChanged", to }]);
};

const assigned: Step = (current, { assigneeId: to }, answer) =>
  to === undefined || to === current.assigneeId
    ? done([])
    : answer(asOpen(current), { do: "assign", to, expected: current.assigneeId });

const closed: Step = (current, { state }, answer) =>
  state !== "closed" || current.life.state === "closed"
    ? done([])
    : answer(asOpen(current), { do: "close", outcome: null });

function asOpen(current: Case): Case {
  return current.life.state === "expired" ? { ...current, life: { state: "pending" } } : current;
}
