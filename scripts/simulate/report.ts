import { PRIORITIES } from "@beckon/domain/case.ts";
import { REASONS, type Reason } from "@beckon/domain/assignment/reason.ts";
import type { DayFigures, PersonFigures } from "./figures.ts";
import { figuresOf } from "./figures.ts";
import type { Played } from "./simulate.ts";

const SAID: Record<Reason["because"], string> = {
  lastExpert: "the customer had them before",
  onlyOne: "nobody else could be asked",
  longestFree: "free the longest",
  leastBusy: "least busy",
};

/** What is said of a day that was played, in Markdown. */
export function reportOf(played: Played): string {
  const { day, breaches, plans } = played;
  const figures = figuresOf(played);
  const policies = day.groups.map(({ id, policy, acceptSeconds }) => `${id}: ${policy}, ${acceptSeconds} s to accept`);
  return [
    `## ${day.title}`,
    day.about,
    `Seed ${day.seed}, ${day.date}, ${day.timeZone}; ${policies.join("; ")}.`,
    ...sentences(figures, plans),
    waitTable(figures),
    peopleTable(figures.people),
    breaches.length === 0
      ? "**Rule breaches: none.**"
      : `**Rule breaches: ${breaches.length}.** ${countBreaches(played)}`,
  ].join("\n\n");
}

function sentences(figures: DayFigures, plans: number): string[] {
  const { cases, cameBack, waits, gaveUp, stillWaiting, escalated, moved, withdrawn, byHand, people } = figures;
  const sum = (key: "offers" | "declined" | "missed") => people.reduce((all, one) => all + one[key], 0);
  const reasons = REASONS.flatMap((because) => {
    const count = figures.reasons.get(because) ?? 0;
    return count > 0 ? [`${SAID[because]} ${count}`] : [];
  });
  return [
    `${cases} cases, ${cameBack} of them of customers who came back. ${waits.length} were helped, ${gaveUp.length} left before anybody came, ${stillWaiting} still waited at midnight. ${escalated} escalated, ${moved} of them to another group.`,
    `${plans} plans made ${sum("offers")} offers: ${reasons.join(", ")}; ${figures.askedAgain} to somebody who had passed on that case before. ${sum("declined")} were declined, ${sum("missed")} missed, ${withdrawn} withdrawn.${byHand > 0 ? ` ${byHand} cases were taken by hand.` : ""}`,
  ];
}

function waitTable({ waits, gaveUp }: DayFigures): string {
  const timesOf = (which: (wait: DayFigures["waits"][number]) => boolean) => waits.filter(which).map(({ ms }) => ms);
  const groups = [...new Set(waits.map(({ groupId }) => groupId))].toSorted();
  const rows = [
    ["all", timesOf(() => true)] as const,
    ...(groups.length > 1 ? groups.map((id) => [id, timesOf(({ groupId }) => groupId === id)] as const) : []),
    ...PRIORITIES.toReversed().map((one) => [`priority ${one}`, timesOf(({ priority }) => priority === one)] as const),
    ["left before anybody came", gaveUp] as const,
  ].filter(([, times]) => times.length > 0);
  const lines = rows.map(([name, times]) => {
    const shown = [0.5, 0.9, 1].map((share) => minutes(quantile(times, share)));
    return `| ${[name, times.length, ...shown].join(" | ")} |`;
  });
  return [
    "| waited until the expert was there, min:s | cases | median | p90 | max |",
    "|---|---|---|---|---|",
    ...lines,
  ].join("\n");
}

function peopleTable(people: readonly PersonFigures[]): string {
  const lines = people.map(
    (one) =>
      `| ${[one.id, one.cases, hours(one.withCustomersMs), `${one.mostAtOnce} of ${one.atOnce}`, one.offers, one.declined, one.missed, one.setAway].join(" | ")} |`,
  );
  const head = "| person | cases | with customers, h | most at once | offers | declined | missed | set to away |";
  return [head, "|---|---|---|---|---|---|---|---|", ...lines].join("\n");
}

function countBreaches({ breaches }: Played): string {
  const counts = new Map<string, number>();
  for (const { rule } of breaches) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return [...counts].map(([rule, count]) => `${rule} ${count}`).join(", ");
}

/** The smallest value that at least this share of the values does not exceed. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

function minutes(ms: number): string {
  if (Number.isNaN(ms)) return "–";
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function hours(ms: number): string {
  return (ms / 3_600_000).toFixed(1);
}
