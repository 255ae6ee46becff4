import type { ScreenTrouble } from "@beckon/protocol/peer.ts";
import type { RemoteSession } from "@beckon/session/remote-session.ts";
import type { ReactNode } from "react";
import { Button } from "../controls/button.tsx";
import { tell } from "../controls/notices.tsx";
import { useWords } from "../words/use-words.tsx";
import { Stage } from "./stage-message.tsx";
import { useSessionValue } from "./use-remote.ts";

/** Why there is no picture, or no fresh one, over the place where it would be; nothing when all is well. */
export function PictureState({
  session,
  left,
  visible,
  trouble,
  comes,
  onEnd,
}: {
  session: RemoteSession;
  left: boolean;
  visible: boolean;
  trouble: ScreenTrouble | null;
  /** It comes by itself: nobody has to choose what to show. */
  comes: boolean;
  onEnd: () => void;
}) {
  const w = useWords();
  const state = useSessionValue(session, "state");
  const maySee = useSessionValue(session, "privileges").includes("see");
  if (state.is === "reconnecting") {
    return (
      <Over>
        <Stage
          busy
          title={left ? w.session.customerLeft : w.session.reconnecting}
          text={left ? w.session.customerLeftText : w.session.reconnectingText}
        >
          <Button onPress={onEnd}>{w.session.end}</Button>
        </Stage>
      </Over>
    );
  }
  if (visible) return null;
  const connecting = state.is === "connecting";
  if (!connecting && trouble !== null) {
    const [title, text] = w.desktop.troubles[trouble];
    return (
      <Over>
        <Stage title={title} text={text} />
      </Over>
    );
  }
  if (!connecting && comes && maySee) {
    return (
      <Over>
        <Stage busy title={w.desktop.comes} text={w.desktop.comesText} />
      </Over>
    );
  }
  return (
    <Over>
      <Stage
        busy={connecting}
        title={connecting ? w.session.joining : w.session.noPicture}
        text={w.session.noPictureText}
      >
        {comes && !connecting && (
          <Button
            icon="ask"
            onPress={() => {
              session.ask("see");
              tell(w.desktop.rights.asked);
            }}
          >
            {w.desktop.rights.askFor(w.desktop.privileges.see)}
          </Button>
        )}
      </Stage>
    </Over>
  );
}

function Over({ children }: { children: ReactNode }) {
  return (
    <div className="pointer-events-none absolute inset-0 flex flex-col pt-24 *:pointer-events-auto">{children}</div>
  );
}
