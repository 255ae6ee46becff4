import type { ContactDetail } from "@beckon/protocol/contacts.ts";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { Refused } from "../calls/call.ts";
import { NewCaseDialog } from "../case/new-case-dialog.tsx";
import { Button } from "../controls/button.tsx";
import { Icon } from "../controls/icon.tsx";
import { useQueuePart } from "../live/use-live.tsx";
import { Arriving, Page, Part } from "../shell/page.tsx";
import { useWords } from "../words/use-words.tsx";
import { CaseRow } from "./case-row.tsx";
import { Computers } from "./computer-list.tsx";
import { ContactActs } from "./contact-acts.tsx";
import { ContactFacts } from "./contact-facts.tsx";
import { contactName } from "./contact-name.ts";
import { useContact, useFreshContacts } from "./use-contacts.ts";

/** One contact with everything this person sees of it [K1]. */
export function ContactPage() {
  const w = useWords();
  const { contactId } = useParams({ from: "/signed/shell/console/contacts/$contactId" });
  const contact = useContact(contactId);
  useFreshContacts();
  const gone = contact.error instanceof Refused && contact.error.refusal.reason === "notFound";
  if (contact.data && !gone) return <Shown detail={contact.data} />;
  return (
    <Page title={w.contacts.contact}>
      {gone ? <p role="alert">{w.contacts.gone}</p> : <Arriving query={contact} />}
      <Back />
    </Page>
  );
}

function Shown({ detail }: { detail: ContactDetail }) {
  const w = useWords();
  const navigate = useNavigate();
  const groups = useQueuePart("groups");
  const [making, setMaking] = useState(false);
  const { contact, cases, computers } = detail;
  const mayMake = [...groups.values()].some(({ access }) => access === "write");
  return (
    <Page
      title={contactName(w, contact)}
      actions={
        <>
          {mayMake && (
            <Button tone="accent" icon="plus" onPress={() => setMaking(true)}>
              {w.contacts.newCase}
            </Button>
          )}
          <ContactActs detail={detail} />
        </>
      }
    >
      <div className="-mt-3">
        <Back />
      </div>
      {!detail.isWhole && <p className="rounded-md bg-sunken px-3 py-2">{w.contacts.partly}</p>}
      <ContactFacts detail={detail} />
      <Part title={w.contacts.cases}>
        {cases.length === 0 ? (
          <p className="text-muted">{w.sessions.none}</p>
        ) : (
          <ul className="@container divide-y divide-line rounded-md border border-line">
            {cases.map((card) => (
              <CaseRow key={card.id} card={card} withGroup nameless />
            ))}
          </ul>
        )}
      </Part>
      {computers.length > 0 && (
        <Part title={w.contacts.computers}>
          <Computers computers={computers} />
        </Part>
      )}
      {making && (
        <NewCaseDialog
          contact={contact}
          onClose={() => setMaking(false)}
          onOpen={(caseId) => void navigate({ to: "/console/queue/$caseId", params: { caseId } })}
        />
      )}
    </Page>
  );
}

function Back() {
  const w = useWords();
  return (
    <Link
      to="/console/contacts"
      search={{}}
      className="inline-flex items-center gap-1 text-muted hover:text-ink hover:underline"
    >
      <Icon name="back" /> {w.contacts.back}
    </Link>
  );
}
