import type { CaseCard, PersonCard } from "@beckon/protocol/down.ts";
import { useStandingEntries } from "../availability/standing-entries.tsx";
import { StatusMark } from "../availability/status-mark.tsx";
import { buttonLook } from "../controls/button.tsx";
import { Icon } from "../controls/icon.tsx";
import { Menu } from "../controls/menu.tsx";
import { Initials } from "../shell/initials.tsx";
import { useWords } from "../words/use-words.tsx";
import { BoardCase } from "./board-case.tsx";
import { useDrop } from "./moving.tsx";

/** One person: how they stand, since when and why, how full they are, and their cases; a case can be dropped here. */
export function PersonTile({ person, cards }: { person: PersonCard; cards: readonly CaseCard[] }) {
  const w = useWords();
  const { look, props } = useDrop({ personId: person.id });
  const entries = useStandingEntries(person);
  const { availability, load, capacity } = person;
  const { status, because, since } = availability;
  const why = because === null || because === "choice" ? [] : [w.availability.because[because]];
  return (
    <section
      aria-label={person.name}
      {...props}
      className={`flex flex-col gap-2 rounded-md border border-line p-3 ${look}`}
    >
      <header className="flex items-center gap-2.5">
        <Initials name={person.name} />
        <div className="min-w-0 grow">
          <h3 className="truncate font-semibold">{person.name}</h3>
          <p className="flex flex-wrap items-center gap-x-1.5 text-muted">
            <StatusMark status={status} />
            <span>{[w.availability.statuses[status], ...why].join(" · ")}</span>
            {since > 0 && <span className="text-xs">{w.board.since(w.f.time(since))}</span>}
          </p>
        </div>
        <span className="flex flex-col items-end gap-1">
          <span className={load >= capacity ? "font-semibold" : "text-muted"}>
            {w.availability.cases(load, capacity)}
          </span>
          <Fill load={load} capacity={capacity} />
        </span>
        <Menu
          label={`${w.more}: ${person.name}`}
          look={buttonLook("ghost", true)}
          trigger={<Icon name="more" />}
          entries={entries}
        />
      </header>
      {cards.length > 0 && (
        <ul className="flex flex-col gap-1.5">
          {cards.map((card) => (
            <BoardCase key={card.id} card={card} showsAssignee={false} />
          ))}
        </ul>
      )}
    </section>
  );
}

const MOST_BOXES = 8;

/** How full somebody is, a box a case; the words beside it say the same. */
function Fill({ load, capacity }: { load: number; capacity: number }) {
  const boxes = Math.max(load, capacity);
  if (boxes === 0 || boxes > MOST_BOXES) return null;
  return (
    <span aria-hidden="true" className="flex gap-0.5">
      {Array.from({ length: boxes }, (_, at) => (
        <span
          // oxlint-disable-next-line react/no-array-index-key -- a box is its place
          key={at}
          className={`h-1.5 w-3 rounded-xs border ${at >= capacity ? "border-alarm bg-alarm" : at < load ? "border-accent bg-accent" : "border-edge"}`}
        />
      ))}
    </span>
  );
}
