import { useEffect, useState } from "preact/hooks";
import type { Opening, VisitSession } from "@beckon/customer/customer-state.ts";
import type { Privilege } from "@beckon/protocol/peer.ts";
import { RecordingQuestion } from "../session/recording.tsx";
import { useValue } from "../session/use-value.ts";
import { useDesktop, useWords } from "../surroundings.ts";

/** The expert asks for something more, in plain words; the customer gives it or not. */
export function AskedRight({ remote, opening }: { remote: VisitSession; opening: Opening }) {
  const { session } = useWords();
  const { module, words } = useDesktop();
  const asked = useValue(remote, "privilegeAsked");
  const [refused, setRefused] = useState<Privilege | null>(null);
  useEffect(() => {
    if (asked === null) setRefused(null);
  }, [asked]);
  return (
    <div role="alert" class="bar-notes">
      {asked !== null && asked !== refused && !(asked === "record" && opening.recordings.keep === "off") && (
        <div class="note ask">
          {asked === "record" ? (
            <RecordingQuestion opening={opening} />
          ) : (
            <p>{words.asks[asked](opening.expert.name)}</p>
          )}
          {module.handsBusy && <p class="quiet">{words.handsBusy(opening.expert.name)}</p>}
          <button type="button" class="button" onClick={() => setRefused(asked)}>
            {session.refuse}
          </button>
          <button
            type="button"
            class="button button-primary"
            aria-disabled={module.handsBusy}
            onClick={() => !module.handsBusy && remote.grant([...remote.get("privileges"), asked])}
          >
            {session.give}
          </button>
        </div>
      )}
    </div>
  );
}
