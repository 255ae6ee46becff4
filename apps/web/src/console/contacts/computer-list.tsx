import type { ComputerCard } from "@beckon/protocol/contacts.ts";
import { Link } from "@tanstack/react-router";
import { Icon } from "../controls/icon.tsx";
import { useWords } from "../words/use-words.tsx";
import type { ContactFilters } from "./contact-filters.ts";
import { contactName } from "./contact-name.ts";
import { EmptyList } from "./empty-list.tsx";
import { FoundList } from "./found-list.tsx";
import { useComputers } from "./use-contacts.ts";

/** The computers of a group, seen last first [K2]. */
export function ComputerList({ filters }: { filters: ContactFilters }) {
  const w = useWords();
  return (
    <FoundList
      found={useComputers(filters)}
      searched={Boolean(filters.text)}
      empty={<EmptyList icon="computer" title={w.contacts.noComputers} text={w.contacts.noComputersText} />}
    >
      {(rows) => <Computers computers={rows} withContact />}
    </FoundList>
  );
}

/** Computers with what they told of themselves. */
export function Computers({
  computers,
  withContact = false,
}: {
  computers: readonly ComputerCard[];
  withContact?: boolean;
}) {
  const w = useWords();
  return (
    <ul aria-label={w.contacts.computers} className="divide-y divide-line rounded-md border border-line">
      {computers.map((computer) => (
        <li key={computer.id} className="flex gap-3 px-3 py-2">
          <Icon name="computer" className="mt-0.5 size-5 text-muted" />
          <div className="flex min-w-0 grow flex-col gap-0.5">
            <p className="font-medium break-words">{computer.host || w.contacts.unknownComputer}</p>
            <p className="text-muted break-words">{factsOf(computer).join(" · ")}</p>
            {withContact && (
              <Link
                to="/console/contacts/$contactId"
                params={{ contactId: computer.contactId }}
                className="self-start text-accent-text underline underline-offset-2"
              >
                {contactName(w, { name: computer.contactName, email: computer.contactEmail })}
              </Link>
            )}
          </div>
          <p className="shrink-0 text-right text-xs text-muted">
            <span className="sr-only">{w.contacts.lastSeen}: </span>
            {w.f.date(computer.lastSeenAt)}
          </p>
        </li>
      ))}
    </ul>
  );

  function factsOf({ system, memory, screen, program }: ComputerCard): string[] {
    const size = memory === null ? "" : `${w.contacts.memory}: ${w.f.bytes(memory)}`;
    return [system, size, screen, program].filter((fact) => fact !== "");
  }
}
