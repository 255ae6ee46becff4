import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useGroups } from "../calls/use-calls.ts";
import { Button } from "../controls/button.tsx";
import { Dialog } from "../controls/dialog.tsx";
import { Icon } from "../controls/icon.tsx";
import { useMay, useMe, useQueuePart } from "../live/use-live.tsx";
import { usePageTitle } from "../shell/page-title.ts";
import { useKeys } from "../shell/use-keys.ts";
import { GroupEditor } from "../team/group-editor.tsx";
import { useWords } from "../words/use-words.tsx";
import { ComputerList } from "./computer-list.tsx";
import type { ContactFilters } from "./contact-filters.ts";
import { ContactList } from "./contact-list.tsx";
import { GroupNav } from "./group-nav.tsx";
import { LiveCases } from "./live-cases.tsx";
import { NewContactDialog } from "./new-contact-dialog.tsx";
import { useFreshContacts } from "./use-contacts.ts";

/** Computers & Contacts: the groups with their cases, and whoever and whatever belongs to them [M9, K1, K2]. */
export function ContactsPage() {
  const w = useWords();
  const navigate = useNavigate();
  const filters = useSearch({ from: "/signed/shell/console/contacts" });
  const groups = useQueuePart("groups");
  const [open, setOpen] = useState<"share" | "new" | null>(null);
  const search = useRef<HTMLInputElement>(null);
  const group = filters.group === undefined ? undefined : groups.get(filters.group);
  const mayMake = [...groups.values()].some(({ access }) => access === "write");
  usePageTitle(w.contacts.title);
  useFreshContacts();
  useKeys({ "/": () => search.current?.focus() });
  const filter = (next: ContactFilters) => void navigate({ to: "/console/contacts", search: next, replace: true });
  const { text: _, ...withoutText } = filters;

  return (
    <div className="flex min-h-0 grow flex-col md:flex-row">
      <GroupNav filters={filters} />
      <div className="@container flex min-h-0 min-w-0 grow flex-col gap-4 overflow-y-auto px-4 py-4">
        <header className="flex flex-wrap items-center gap-2">
          <h1 className="grow basis-full text-lg font-semibold @2xl:basis-auto">{group?.name ?? w.contacts.title}</h1>
          {group && (
            <Button icon="team" onPress={() => setOpen("share")}>
              {w.contacts.share}
            </Button>
          )}
          {mayMake && (
            <Button icon="addPerson" tone="accent" onPress={() => setOpen("new")}>
              {w.contacts.newContact}
            </Button>
          )}
        </header>
        <LiveCases groupId={filters.group} />
        <section aria-label={w.contacts.title} className="flex flex-col gap-2">
          <div className="flex flex-wrap items-center gap-2">
            <Tabs filters={filters} />
            <search className="relative min-w-0 grow basis-56">
              <Icon name="search" className="pointer-events-none absolute top-2 left-2.5 size-4 text-muted" />
              <input
                ref={search}
                type="search"
                aria-label={w.contacts.search}
                placeholder={w.contacts.search}
                maxLength={100}
                value={filters.text ?? ""}
                onChange={({ target: { value } }) => filter(value ? { ...filters, text: value } : withoutText)}
                className="field-box pl-8 pointer-coarse:min-h-10"
              />
            </search>
          </div>
          {filters.show === "computers" ? <ComputerList filters={filters} /> : <ContactList filters={filters} />}
        </section>
      </div>
      {open === "new" && <NewContactDialog groupId={filters.group} onClose={() => setOpen(null)} />}
      {open === "share" && group && <Share groupId={group.id} onClose={() => setOpen(null)} />}
    </div>
  );
}

function Tabs({ filters }: { filters: ContactFilters }) {
  const w = useWords();
  const { show, ...rest } = filters;
  const look = (here: boolean) =>
    `flex h-8 items-center gap-1.5 rounded-sm px-3 pointer-coarse:h-10 ${here ? "bg-sunken font-semibold" : "text-muted hover:bg-sunken"}`;
  return (
    <nav aria-label={w.contacts.title} className="flex gap-1">
      <Link
        to="/console/contacts"
        search={rest}
        activeProps={{}}
        aria-current={show === undefined ? "true" : undefined}
        className={look(show === undefined)}
      >
        <Icon name="person" /> {w.contacts.contacts}
      </Link>
      <Link
        to="/console/contacts"
        search={{ ...rest, show: "computers" }}
        activeProps={{}}
        aria-current={show === "computers" ? "true" : undefined}
        className={look(show === "computers")}
      >
        <Icon name="computer" /> {w.contacts.computers}
      </Link>
    </nav>
  );
}

/** With whom the group is shared, by Team's own editor. */
function Share({ groupId, onClose }: { groupId: string; onClose: () => void }) {
  const w = useWords();
  const me = useMe();
  const manageAny = useMay("group/manageAny");
  const group = useGroups().data?.find(({ id }) => id === groupId);
  if (!group) return null;
  return (
    <Dialog title={w.contacts.shareTitle(group.name)} onClose={onClose} wide>
      <GroupEditor group={group} mayManage={manageAny || group.ownerId === me.personId} />
    </Dialog>
  );
}
