import { useEffect } from "preact/hooks";
import type { CustomerCase } from "@beckon/protocol/down.ts";
import type { ColleagueVisit, Opening, VisitSession } from "@beckon/customer/customer-state.ts";
import { useSurroundings } from "../surroundings.ts";
import { HandsOnButton } from "../views/hands-on-button.tsx";
import { Title } from "../views/title.tsx";
import { AskedPrivilege } from "./asked-privilege.tsx";
import { AskedColleagues, Colleagues } from "./colleagues.tsx";
import { FourWordsLine } from "./four-words-line.tsx";
import { SessionBar } from "./session-bar.tsx";
import { SharedPicture } from "./shared-picture.tsx";
import { useValue } from "./use-value.ts";
import { useVoice } from "./use-voice.ts";
import "./session.css";

/** The remote session at the customer: who is here, what they may do, what they see; Stop always in reach [R4]. */
export function SessionPage(props: {
  remote: VisitSession;
  opening: Opening;
  colleagues: readonly ColleagueVisit[];
  current: CustomerCase;
}) {
  const { remote, opening, colleagues, current } = props;
  const others = colleagues.flatMap((one) => (one.is === "on" ? [one.remote] : []));
  const { store, words } = useSurroundings();
  const privileges = useValue(remote, "privileges");
  const picture = useValue(remote, "picture");
  const state = useValue(remote, "state");
  const microphone = useVoice(remote, others);
  const { name } = opening.expert;
  const seen = picture.stream !== null && privileges.includes("see");

  useEffect(() => {
    const stop = (event: KeyboardEvent): void => {
      // AltGr counts as Ctrl + Alt on some systems, and types letters there.
      if (event.code !== "KeyX" || !event.ctrlKey || !event.altKey || event.getModifierState("AltGraph")) return;
      event.preventDefault();
      store.stop();
    };
    addEventListener("keydown", stop);
    return () => removeEventListener("keydown", stop);
  }, [store]);

  return (
    <section class="session">
      {seen && <div class="seen-frame" aria-hidden="true" />}
      {/* Before the bar, so that Tab goes from here to the switches and Stop. */}
      <div class="unseen">
        <Title>{words.session.title(name)}</Title>
      </div>
      <SessionBar
        remote={remote}
        opening={opening}
        seen={seen}
        privileges={privileges}
        connection={state.is}
        microphone={microphone}
        colleagues={colleagues}
      />
      <AskedPrivilege key={opening.session} remote={remote} opening={opening} />
      <AskedColleagues colleagues={colleagues} />
      <FourWordsLine remote={remote} name={others.length > 0 ? name : undefined} />
      <Colleagues colleagues={colleagues} />
      <HandsOnButton current={current} />
      <SharedPicture remote={remote} others={others} name={name} seen={seen} />
    </section>
  );
}
