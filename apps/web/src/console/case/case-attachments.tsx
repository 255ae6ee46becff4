import { ATTACHMENT_FILE_PATH, ATTACHMENT_PICTURE_PATH, type AttachmentCard } from "@beckon/protocol/attachments.ts";
import { useState } from "react";
import { Dialog } from "../controls/dialog.tsx";
import { Icon } from "../controls/icon.tsx";
import { useWords } from "../words/use-words.tsx";

const fileOf = ({ id }: AttachmentCard) => ATTACHMENT_FILE_PATH.replace(":id", id);
const pictureOf = ({ id }: AttachmentCard) => ATTACHMENT_PICTURE_PATH.replace(":id", id);

/** What the customer added: pictures to look at, and everything to download as it was sent [H4]. */
export function CaseAttachments({ attachments }: { attachments: readonly AttachmentCard[] }) {
  const w = useWords();
  const words = w.waiting.attachments;
  const [shown, setShown] = useState<AttachmentCard | null>(null);
  return (
    <ul className="-mx-2 flex flex-col">
      {attachments.map((each) => (
        <li key={each.id} className="flex min-h-11 items-center gap-2 rounded-sm px-2 py-1 hover:bg-sunken">
          {each.picture ? (
            <button
              type="button"
              aria-label={words.look(each.name)}
              className="size-10 shrink-0 overflow-hidden rounded-sm border border-line bg-sunken"
              onClick={() => setShown(each)}
            >
              <img src={pictureOf(each)} alt="" loading="lazy" className="size-full object-cover" />
            </button>
          ) : (
            <span className="flex size-10 shrink-0 items-center justify-center rounded-sm border border-line bg-sunken">
              <Icon name="file" className="size-4 text-muted" />
            </span>
          )}
          <span className="min-w-0 grow">
            <span className="block break-words">{each.name}</span>
            <span className="text-xs text-muted">
              {w.f.bytes(each.bytes)} · {w.f.date(each.at)}
            </span>
          </span>
          <Download of={each} />
        </li>
      ))}
      {shown && (
        <Dialog wide title={shown.name} onClose={() => setShown(null)}>
          <img src={pictureOf(shown)} alt={shown.name} className="mx-auto max-h-[64dvh] max-w-full" />
          <p className="mt-3 flex items-center justify-between gap-2 text-muted">
            {w.f.bytes(shown.bytes)}
            <Download of={shown} />
          </p>
        </Dialog>
      )}
    </ul>
  );
}

function Download({ of }: { of: AttachmentCard }) {
  const w = useWords();
  const label = w.waiting.attachments.save(of.name);
  return (
    <a
      href={fileOf(of)}
      download={of.name}
      aria-label={label}
      title={label}
      className="inline-flex size-8 shrink-0 items-center justify-center rounded-sm hover:bg-ground pointer-coarse:size-10"
    >
      <Icon name="download" className="size-4" />
    </a>
  );
}
