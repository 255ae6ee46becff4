import { isOpen } from "@beckon/domain/case.ts";
import { compareQueue } from "@beckon/domain/queue.ts";
import type { CaseCard } from "@beckon/protocol/down.ts";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { byAvailability } from "../availability/by-availability.ts";
import { SelectField } from "../controls/field.tsx";
import { useQueuePart } from "../live/use-live.tsx";
import { Page, Part } from "../shell/page.tsx";
import { useWords } from "../words/use-words.tsx";
import { MovingProvider } from "./moving.tsx";
import { PersonTile } from "./person-tile.tsx";
import { TodaysFigures } from "./day-figures.tsx";
import { WaitingGroup } from "./waiting-group.tsx";

/** The supervisor's board: today's figures, who waits in which group, and who is on; cases are moved between them [Q6]. */
export function BoardPage() {
  const w = useWords();
  const { group: chosen } = useSearch({ from: "/signed/shell/console/board" });
  const navigate = useNavigate();
  const groups = useQueuePart("groups");
  const people = useQueuePart("people");
  const all = useQueuePart("cards");
  const group = chosen === undefined ? undefined : groups.get(chosen);
  const open = [...all.values()].filter((card) => isOpen(card.state));
  const shown = group ? open.filter((card) => card.groupId === group.id) : open;
  const staff = [...people.values()].filter((person) => !person.disabled).sort(byAvailability);
  const casesOf = (personId: string) => open.filter((card) => isOnDesk(card, personId)).sort(compareQueue);
  const off = staff.filter((person) => person.availability.status === "offline" && casesOf(person.id).length === 0);
  const tile = (person: (typeof staff)[number]) => (
    <PersonTile key={person.id} person={person} cards={casesOf(person.id)} />
  );
  return (
    <MovingProvider>
      <Page
        title={w.board.title}
        intro={w.board.intro}
        wide="full"
        actions={
          groups.size > 1 && (
            <SelectField
              label={w.board.group}
              hideLabel
              value={group?.id ?? ""}
              onChange={({ target: { value } }) =>
                void navigate({ to: "/console/board", search: value === "" ? {} : { group: value }, replace: true })
              }
            >
              <option value="">{w.board.allGroups}</option>
              {[...groups.values()].map((each) => (
                <option key={each.id} value={each.id}>
                  {each.name}
                </option>
              ))}
            </SelectField>
          )
        }
      >
        <Part title={w.board.today}>
          <TodaysFigures groupId={group?.id ?? null} cards={shown} />
        </Part>
        <div className="grid items-start gap-5 lg:grid-cols-2">
          <Part title={w.board.waits}>
            {[...groups.values()]
              .filter((each) => !group || each === group)
              .map((each) => (
                <WaitingGroup key={each.id} group={each} cards={open.filter((card) => card.groupId === each.id)} />
              ))}
          </Part>
          <Part title={w.board.isOn}>
            {staff.filter((person) => !off.includes(person)).map(tile)}
            {off.length > 0 && (
              <details className="rounded-md border border-line">
                <summary className="px-3 py-2 text-muted hover:bg-sunken">{w.board.offline(off.length)}</summary>
                <div className="flex flex-col gap-2 p-3 pt-1">{off.map(tile)}</div>
              </details>
            )}
          </Part>
        </div>
      </Page>
    </MovingProvider>
  );
}

/** Whether a case is what somebody works on now: what their load counts. */
function isOnDesk(card: CaseCard, personId: string): boolean {
  return card.assigneeId === personId && card.customer.is !== "left" && card.message === null;
}
