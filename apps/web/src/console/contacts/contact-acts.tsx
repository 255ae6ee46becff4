import { CALLS } from "@beckon/protocol/calls.ts";
import type { ContactDetail } from "@beckon/protocol/contacts.ts";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { call } from "../calls/call.ts";
import { useDo } from "../calls/use-calls.ts";
import { buttonLook } from "../controls/button.tsx";
import { Confirm } from "../controls/dialog.tsx";
import { Icon } from "../controls/icon.tsx";
import type { MenuEntry } from "../controls/menu.tsx";
import { Menu } from "../controls/menu.tsx";
import { saveFile } from "../controls/save-file.ts";
import { tell } from "../controls/notices.tsx";
import { useMay } from "../live/use-live.tsx";
import { useWords } from "../words/use-words.tsx";
import { contactName } from "./contact-name.ts";
import { MergeDialog } from "./merge-dialog.tsx";
import { CONTACTS } from "./use-contacts.ts";

/** What can be done with a contact as a whole: merge, export, erase [K3, K4]; by those who may, when they see all of it. */
export function ContactActs({ detail }: { detail: ContactDetail }) {
  const w = useWords();
  const act = useDo();
  const navigate = useNavigate();
  const [open, setOpen] = useState<"merge" | "erase" | null>(null);
  const mayMerge = useMay("contact/merge");
  const mayExport = useMay("contact/export");
  const mayErase = useMay("contact/erase");
  const { contact, isWhole, mayChange } = detail;
  const params = { id: contact.id };
  const name = contactName(w, contact);
  const entries: MenuEntry[] = [];
  if (mayMerge && mayChange)
    entries.push({
      label: w.contacts.merge,
      icon: "addPerson",
      disabled: !isWhole,
      onSelect: () => setOpen("merge"),
    });
  if (mayExport)
    entries.push({ label: w.contacts.export, icon: "download", disabled: !isWhole, onSelect: () => save() });
  if (mayErase && mayChange)
    entries.push({
      label: w.contacts.erase,
      icon: "trash",
      danger: true,
      disabled: !isWhole,
      onSelect: () => setOpen("erase"),
    });
  if (entries.length === 0) return null;

  async function save() {
    const all = await act(() => call(CALLS.exportContact, { params }));
    if (all === undefined) return;
    saveFile(`contact-${contact.id}.json`, JSON.stringify(all, null, 2), "application/json");
    tell(w.contacts.exported);
  }

  return (
    <>
      <Menu label={w.more} look={buttonLook("plain", true)} trigger={<Icon name="more" />} entries={entries} />
      {open === "merge" && <MergeDialog contact={contact} onClose={() => setOpen(null)} />}
      {open === "erase" && (
        <Confirm
          title={w.contacts.eraseTitle(name)}
          text={w.contacts.eraseText}
          act={w.contacts.eraseAct}
          onClose={() => setOpen(null)}
          onYes={async () => {
            const gone = await act(() => call(CALLS.eraseContact, { params }));
            setOpen(null);
            if (gone === undefined) return;
            tell(w.contacts.erased);
            await navigate({ to: "/console/contacts", search: {} });
            await act(() => Promise.resolve(), CONTACTS);
          }}
        />
      )}
    </>
  );
}
