import type { RemoteSession } from "@beckon/session/remote-session.ts";
import { useWords } from "../../words/use-words.tsx";
import type { SharedClipboard } from "../clipboard/use-clipboard.ts";
import type { Keyboard } from "../control/keyboard.ts";
import type { Panel } from "../panels/session-panel.tsx";
import { useSessionValue } from "../use-remote.ts";
import { KeysMenu } from "./keys-menu.tsx";
import { MonitorsMenu } from "./monitors-menu.tsx";
import { ToolButton } from "./tool-button.tsx";

type Props = {
  session: RemoteSession;
  keyboard: Keyboard | null;
  byPlace: boolean;
  onByPlace: (byPlace: boolean) => void;
  onWrite: () => void;
  clipboard: SharedClipboard;
  panel: Panel | null;
  onPanel: (panel: Panel | null) => void;
};

/** What the bar holds for a customer's whole computer: screens, keys, clipboard, files, facts. */
export function DesktopTools({ session, keyboard, clipboard, panel, onPanel, ...keys }: Props) {
  const w = useWords();
  const host = useSessionValue(session, "host");
  const desktop = useSessionValue(session, "desktop");
  const offered = useSessionValue(session, "transfers").filter(
    ({ what, direction, state }) => what.is === "file" && direction === "received" && state === "offered",
  ).length;
  const toggle = (which: Panel) => onPanel(panel === which ? null : which);
  return (
    <>
      {keyboard && host && <KeysMenu host={host.kind} keyboard={keyboard} {...keys} />}
      {desktop && desktop.monitors.length > 1 && (
        <MonitorsMenu desktop={desktop} onShow={(monitor) => session.showMonitor(monitor)} />
      )}
      {clipboard.granted && (
        <ToolButton icon="clipboard" label={w.desktop.clipboard.send} onPress={() => void clipboard.send()} />
      )}
      {(host?.offers.includes("files") ?? true) && (
        <ToolButton
          icon="files"
          label={offered > 0 && panel !== "files" ? w.desktop.files.waiting(offered) : w.desktop.files.title}
          on={panel === "files"}
          count={panel === "files" ? 0 : offered}
          onPress={() => toggle("files")}
        />
      )}
      <ToolButton
        icon="computer"
        label={w.desktop.computer.title}
        on={panel === "computer"}
        onPress={() => toggle("computer")}
      />
    </>
  );
}
