import { useState } from "preact/hooks";
import type { Privilege } from "@beckon/protocol/peer.ts";
import type { Opening, VisitSession } from "@beckon/customer/customer-state.ts";
import { useSurroundings } from "../surroundings.ts";
import { RecordingQuestion } from "./recording.tsx";
import { useValue } from "./use-value.ts";

/** The expert asks for something they may not do now; the customer gives it or not. */
export function AskedPrivilege({ remote, opening }: { remote: VisitSession; opening: Opening }) {
  const { store, words } = useSurroundings();
  const asked = useValue(remote, "privilegeAsked");
  const [refused, setRefused] = useState<Privilege | null>(null);
  const { name } = opening.expert;
  const mayBe = asked !== "record" || opening.recordings.keep !== "off";
  const open = asked !== null && asked !== refused && mayBe;

  const give = (): void => {
    if (asked === null) return;
    const live =
      remote
        .get("picture")
        .stream?.getVideoTracks()
        .some((track) => track.readyState === "live") ?? false;
    if (asked === "see" && !live) void store.changePicture();
    else remote.grant([...remote.get("privileges"), asked]);
  };

  return (
    <div role="alert">
      {open && (
        <div class="note ask">
          {asked === "record" ? (
            <RecordingQuestion opening={opening} />
          ) : (
            <p>{words.session.asks(name, asked === "see" ? words.session.see : words.session.point)}</p>
          )}
          <button type="button" class="button" onClick={() => setRefused(asked)}>
            {words.session.refuse}
          </button>
          <button type="button" class="button button-primary" onClick={give}>
            {words.session.give}
          </button>
        </div>
      )}
    </div>
  );
}
