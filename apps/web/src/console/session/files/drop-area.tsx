import type { RemoteSession } from "@beckon/session/remote-session.ts";
import type { DragEvent, ReactNode } from "react";
import { useState } from "react";
import { Icon } from "../../controls/icon.tsx";
import { tell } from "../../controls/notices.tsx";
import { useWords } from "../../words/use-words.tsx";
import { useSessionValue } from "../use-remote.ts";
import { filesOf, sendFiles } from "./send-files.ts";

/** Files dropped here are sent to the customer. Where they go the keyboard has a button, in the panel. */
export function DropArea({
  session,
  on,
  onSent,
  children,
}: {
  session: RemoteSession;
  on: boolean;
  onSent: () => void;
  children: ReactNode;
}) {
  const w = useWords();
  const granted = useSessionValue(session, "privileges").includes("files");
  const [over, setOver] = useState(false);
  const holdsFiles = (event: DragEvent) => on && event.dataTransfer.types.includes("Files");
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the panel's button does the same
    <div
      className="@container relative flex min-h-0 min-w-0 grow flex-col bg-black"
      onDragEnter={(event) => holdsFiles(event) && setOver(true)}
      onDragOver={(event) => {
        if (!holdsFiles(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = granted ? "copy" : "none";
      }}
      onDragLeave={(event) => {
        const to = event.relatedTarget;
        if (!(to instanceof Node) || !event.currentTarget.contains(to)) setOver(false);
      }}
      onDrop={(event) => {
        setOver(false);
        if (!holdsFiles(event)) return;
        event.preventDefault();
        const { files, folders } = filesOf(event.dataTransfer);
        if (folders) tell(w.desktop.files.folder, true);
        sendFiles(session, files, w);
        if (files.length > 0) onSent();
      }}
    >
      {children}
      {over && (
        <div className="pointer-events-none absolute inset-2 z-10 grid place-items-center rounded-md border-2 border-dashed border-white bg-black/60">
          <p className="popup flex items-center gap-2 px-4 py-2 text-md font-semibold">
            <Icon name="upload" />
            {granted ? w.desktop.files.drop : w.desktop.files.notGranted}
          </p>
        </div>
      )}
    </div>
  );
}
