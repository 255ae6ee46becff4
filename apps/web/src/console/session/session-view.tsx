import type { ConsentAnswer } from "@beckon/domain/case.ts";
import type { CaseCard, CaseDetail } from "@beckon/protocol/down.ts";
import type { RemoteSession } from "@beckon/session/remote-session.ts";
import { useEffect, useState } from "react";
import { Button } from "../controls/button.tsx";
import { useWords } from "../words/use-words.tsx";
import { RemoteVoice } from "./remote-voice.tsx";
import { RemotePicture } from "./remote-picture.tsx";
import { SessionBar } from "./session-bar.tsx";
import type { Tool } from "./tool.ts";
import { SessionPanel } from "./session-panel.tsx";
import { Stage } from "./stage-message.tsx";
import { useAwake } from "./use-awake.ts";
import { useSessionValue } from "./use-remote.ts";

type Props = {
  session: RemoteSession;
  caseId: string;
  detail: CaseDetail | undefined;
  customer: CaseCard["customer"] | null;
  consent: { answer: ConsentAnswer; at: number } | null;
  name: string;
  company: string;
  onEnd: () => void;
  /** The session ended, here or there. */
  onOver: () => void;
  onAgain: () => void;
  onBack: () => void;
  onCloseCase: (() => void) | null;
};

/** A joined session: the picture and its bar, or what there is to say instead. */
export function SessionView(props: Props) {
  const { session, detail, consent, name, onEnd, onOver } = props;
  const w = useWords();
  const state = useSessionValue(session, "state");
  const picture = useSessionValue(session, "picture");
  const ended = state.is === "ended";
  const [tool, setTool] = useState<Tool>("pointer");
  const [colour, setColour] = useState("#e5342b");
  const [real, setReal] = useState(false);
  const [panel, setPanel] = useState(false);
  const [awake, wake] = useAwake(panel || state.is !== "connected" || picture.stream === null);
  useEffect(() => {
    if (ended) onOver();
  }, [ended, onOver]);

  if (state.is === "ended") {
    return (
      <Stage title={w.session.ended[state.because]} text={w.session.endedText[state.because]}>
        {props.onCloseCase && detail?.mayClose && (
          <Button tone="accent" icon="check" onPress={props.onCloseCase}>
            {w.session.closeCase}
          </Button>
        )}
        <Button onPress={props.onBack}>{w.session.backToCase}</Button>
        <Button icon="connect" onPress={props.onAgain}>
          {w.session.askAgain}
        </Button>
      </Stage>
    );
  }
  if (consent && consent.answer !== "allowed") {
    const denied = consent.answer === "denied";
    return (
      <Stage
        title={denied ? w.session.denied : w.session.unanswered}
        text={denied ? w.session.deniedText : w.session.unansweredText}
      >
        <Button tone="accent" onPress={props.onAgain}>
          {w.session.askAgain}
        </Button>
        <Button onPress={props.onBack}>{w.session.backToCase}</Button>
      </Stage>
    );
  }
  if (state.is === "connecting" && !consent) {
    const here = props.customer?.is === "connected";
    return (
      <Stage
        busy
        title={w.session.waitingFor(name)}
        text={here ? w.session.consentText(name, props.company) : w.session.absent(name)}
      >
        <Button
          onPress={() => {
            onEnd();
            props.onBack();
          }}
        >
          {w.session.cancel}
        </Button>
      </Stage>
    );
  }

  const left = props.customer?.is === "left";
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- it only notices that somebody moves
    <div
      className="relative flex min-h-0 grow flex-col md:flex-row"
      onPointerMove={wake}
      onPointerDown={wake}
      onKeyDown={wake}
      onFocus={wake}
    >
      <div className="relative flex min-h-0 min-w-0 grow flex-col bg-black">
        <RemotePicture session={session} real={real} tool={tool} colour={colour} />
        {state.is === "reconnecting" ? (
          <Over>
            <Stage
              busy
              title={left ? w.session.customerLeft : w.session.reconnecting}
              text={left ? w.session.customerLeftText : w.session.reconnectingText}
            >
              <Button onPress={onEnd}>{w.session.end}</Button>
            </Stage>
          </Over>
        ) : (
          picture.stream === null && (
            <Over>
              <Stage
                busy={state.is === "connecting"}
                title={state.is === "connecting" ? w.session.joining : w.session.noPicture}
                text={w.session.noPictureText}
              />
            </Over>
          )
        )}
        <SessionBar
          session={session}
          shown={awake}
          name={name}
          since={consent?.at ?? null}
          tool={tool}
          onTool={setTool}
          colour={colour}
          onColour={setColour}
          real={real}
          onReal={setReal}
          panel={panel}
          onPanel={setPanel}
          onEnd={onEnd}
        />
        <RemoteVoice session={session} />
      </div>
      {panel && <SessionPanel session={session} detail={detail} onClose={() => setPanel(false)} />}
    </div>
  );
}

function Over({ children }: { children: React.ReactNode }) {
  return (
    <div className="pointer-events-none absolute inset-0 flex flex-col pt-24 *:pointer-events-auto">{children}</div>
  );
}
