import { useState } from "preact/hooks";
import type { Privilege } from "@beckon/protocol/peer.ts";
import type { VisitSession } from "@beckon/customer/customer-state.ts";
import { useSurroundings } from "../surroundings.ts";
import { useValue } from "./use-value.ts";

/** The expert asks for something they may not do now; the customer gives it or not. */
export function AskedPrivilege({ remote, name }: { remote: VisitSession; name: string }) {
  const { store, words } = useSurroundings();
  const asked = useValue(remote, "privilegeAsked");
  const [refused, setRefused] = useState<Privilege | null>(null);
  const open = asked !== null && asked !== refused;

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
          <p>{words.session.asks(name, asked === "see" ? words.session.see : words.session.point)}</p>
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
