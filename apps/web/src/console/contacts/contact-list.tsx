import type { ContactCard } from "@beckon/protocol/contacts.ts";
import { Link } from "@tanstack/react-router";
import { Initials } from "../shell/initials.tsx";
import { useWords } from "../words/use-words.tsx";
import type { ContactFilters } from "./contact-filters.ts";
import { contactName } from "./contact-name.ts";
import { EmptyList } from "./empty-list.tsx";
import { FoundList } from "./found-list.tsx";
import { useContacts } from "./use-contacts.ts";

/** The contacts of a group, seen last first [K1]. */
export function ContactList({ filters }: { filters: ContactFilters }) {
  const w = useWords();
  return (
    <FoundList
      found={useContacts(filters)}
      searched={Boolean(filters.text)}
      empty={<EmptyList icon="person" title={w.contacts.noContacts} text={w.contacts.noContactsText} />}
    >
      {(rows) => (
        <ul aria-label={w.contacts.contacts} className="divide-y divide-line rounded-md border border-line">
          {rows.map((contact) => (
            <ContactRow key={contact.id} contact={contact} />
          ))}
        </ul>
      )}
    </FoundList>
  );
}

function ContactRow({ contact }: { contact: ContactCard }) {
  const w = useWords();
  const name = contactName(w, contact);
  return (
    <li>
      <Link
        to="/console/contacts/$contactId"
        params={{ contactId: contact.id }}
        className="flex items-center gap-3 px-3 py-2 -outline-offset-2 hover:bg-ground"
      >
        <Initials name={name} />
        <span className="flex min-w-0 grow flex-col">
          <span className="truncate font-medium">{name}</span>
          {contact.email !== "" && name !== contact.email && (
            <span className="truncate text-muted">{contact.email}</span>
          )}
        </span>
        <span className="flex shrink-0 flex-col items-end text-xs text-muted @2xl:flex-row @2xl:gap-6">
          <span className={contact.open > 0 ? "font-semibold text-ink" : ""}>
            {w.contacts.counts(contact.cases, contact.open)}
          </span>
          <span>
            <span className="sr-only">{w.contacts.lastSeen}: </span>
            {w.f.date(contact.lastSeenAt)}
          </span>
        </span>
      </Link>
    </li>
  );
}
