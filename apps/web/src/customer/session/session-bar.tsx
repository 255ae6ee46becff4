import type { Privilege } from "@beckon/protocol/peer.ts";
import type { ColleagueVisit, Opening, VisitSession } from "@beckon/customer/customer-state.ts";
import type { SessionState } from "@beckon/session/remote-session.ts";
import { canCapture } from "../capture.ts";
import { useSurroundings } from "../surroundings.ts";
import { Badge } from "../views/badge.tsx";
import { Icon } from "../views/icon.tsx";
import { AlsoHere } from "./colleagues.tsx";
import { FreshLines } from "./fresh-lines.tsx";
import { RecordingSign } from "./recording.tsx";
import { Switch } from "./switch.tsx";
import type { VoiceControl } from "./use-voice.ts";

/** The slim bar: who is here, each thing they may do as a switch, the microphone, Stop. */
export function SessionBar(props: {
  remote: VisitSession;
  opening: Opening;
  seen: boolean;
  privileges: readonly Privilege[];
  connection: SessionState["is"];
  microphone: VoiceControl;
  colleagues: readonly ColleagueVisit[];
}) {
  const { store, words } = useSurroundings();
  const { remote, opening, seen, privileges, connection, microphone } = props;
  const { name } = opening.expert;
  const standing =
    connection === "connecting"
      ? words.session.connecting(name)
      : connection === "reconnecting"
        ? words.session.reconnecting(name)
        : seen
          ? words.session.seen(name)
          : words.session.unseen(name);

  const turn = (privilege: Privilege, on: boolean): void => {
    const others = remote.get("privileges").filter((one) => one !== privilege);
    if (!on) remote.grant(others);
    else if (privilege === "see" && !isLive(remote.get("picture").stream)) void store.changePicture();
    else remote.grant([...others, privilege]);
  };

  return (
    <div class="bar">
      <div class="bar-who">
        <Badge name={name} />
        <output class={connection === "reconnecting" ? "bar-standing bar-lost" : "bar-standing"}>
          <span class={seen ? "dot dot-seen" : "dot"} aria-hidden="true" />
          {standing}
        </output>
      </div>
      <div class="bar-switches">
        {canCapture() && <Switch label={words.session.see} icon="eye" on={seen} onTurn={(on) => turn("see", on)} />}
        {canCapture() && (
          <Switch
            label={words.session.point}
            icon="pen"
            on={privileges.includes("point")}
            onTurn={(on) => turn("point", on)}
          />
        )}
        {/* It comes by the expert's question, and stays to be taken back. */}
        {privileges.includes("record") && (
          <Switch label={words.session.recording.right} icon="record" on onTurn={() => turn("record", false)} />
        )}
        <Switch label={words.session.microphone} icon="microphone" on={microphone.mine} onTurn={microphone.turn} />
      </div>
      <button
        type="button"
        class="button button-danger bar-stop"
        title={words.session.stopHint}
        onClick={() => store.stop()}
      >
        <Icon name="stop" /> {words.session.stop}
      </button>
      <div class="bar-notes">
        <AlsoHere colleagues={props.colleagues} />
        <RecordingSign remote={remote} opening={opening} />
        {microphone.failed && <p class="problem">{words.session.microphoneFailed}</p>}
        {microphone.theirs && (
          <p class="quiet">
            <Icon name="microphone" /> {words.session.expertSpeaks(name)}
          </p>
        )}
        <FreshLines remote={remote} />
      </div>
    </div>
  );
}

function isLive(stream: MediaStream | null): boolean {
  return stream?.getVideoTracks().some((track) => track.readyState === "live") ?? false;
}
