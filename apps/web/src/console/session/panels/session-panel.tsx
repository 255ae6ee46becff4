import type { CaseDetail } from "@beckon/protocol/down.ts";
import type { RemoteSession } from "@beckon/session/remote-session.ts";
import type { ReactNode } from "react";
import { IconButton } from "../../controls/button.tsx";
import { useWords } from "../../words/use-words.tsx";
import type { Words } from "../../words/use-words.tsx";
import { ChatPanel } from "./chat-panel.tsx";
import { ComputerPanel } from "./computer-panel.tsx";
import { FilesPanel } from "./files-panel.tsx";
import { RightsPanel } from "./rights-panel.tsx";

/** What can stand beside the picture. */
export type Panel = "chat" | "files" | "computer" | "rights";

type Props = {
  panel: Panel;
  session: RemoteSession;
  caseId: string;
  detail: CaseDetail | undefined;
  onClose: () => void;
};

/** One thing at a time beside the picture, or below it on a phone. */
export function SessionPanel({ panel, session, caseId, detail, onClose }: Props) {
  const w = useWords();
  const title = titleOf(panel, w);
  return (
    <aside
      aria-label={panel === "chat" ? w.session.panel : title}
      className="flex h-[45dvh] w-full shrink-0 flex-col border-line bg-surface max-md:border-t md:h-auto md:w-80 md:border-l"
    >
      <div className="flex items-center justify-between border-b border-line py-1 pr-1 pl-4">
        <h2 className="font-semibold">{title}</h2>
        <IconButton label={w.close} icon="close" onPress={onClose} />
      </div>
      {panel === "chat" && <ChatPanel session={session} detail={detail} />}
      {panel === "files" && <Scrolled>{<FilesPanel session={session} />}</Scrolled>}
      {panel === "computer" && <Scrolled>{<ComputerPanel session={session} />}</Scrolled>}
      {panel === "rights" && <Scrolled>{<RightsPanel session={session} caseId={caseId} />}</Scrolled>}
    </aside>
  );
}

function Scrolled({ children }: { children: ReactNode }) {
  return <div className="flex min-h-0 grow flex-col gap-4 overflow-y-auto p-4">{children}</div>;
}

function titleOf(panel: Panel, w: Words): string {
  if (panel === "chat") return w.session.chat;
  return w.desktop[panel].title;
}
