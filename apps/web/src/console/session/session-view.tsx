import type { ConsentAnswer } from "@beckon/domain/case.ts";
import type { CaseCard, CaseDetail } from "@beckon/protocol/down.ts";
import type { RemoteSession } from "@beckon/session/remote-session.ts";
import { useEffect } from "react";
import { Button } from "../controls/button.tsx";
import { useWords } from "../words/use-words.tsx";
import { Stage } from "./stage-message.tsx";
import { useSessionValue } from "./use-remote.ts";
import { Workplace } from "./workplace.tsx";

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
  /** There as a colleague: whoever wants them back invites them again. */
  colleague: boolean;
};

/** A joined session: the picture and its bar, or what there is to say instead. */
export function SessionView(props: Props) {
  const { session, detail, consent, name, onEnd, onOver } = props;
  const w = useWords();
  const state = useSessionValue(session, "state");
  const ended = state.is === "ended";
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
        {!props.colleague && (
          <Button icon="connect" onPress={props.onAgain}>
            {w.session.askAgain}
          </Button>
        )}
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
  return <Workplace {...props} since={consent?.at ?? null} left={props.customer?.is === "left"} />;
}
