import type { ColleagueVisit, Opening, VisitSession } from "@beckon/customer/customer-state.ts";
import { useDesktop, useSurroundings } from "../surroundings.ts";
import { AlsoHere, AskedColleagues, Colleagues } from "../session/colleagues.tsx";
import { FreshLines } from "../session/fresh-lines.tsx";
import { FourWordsLine } from "../session/four-words-line.tsx";
import { RecordingSign } from "../session/recording.tsx";
import { useValue } from "../session/use-value.ts";
import { Badge } from "../views/badge.tsx";
import { Icon } from "../views/icon.tsx";
import { Title } from "../views/title.tsx";
import { AskedRight } from "./asked-right.tsx";
import { Files } from "./files.tsx";
import { Rights } from "./rights.tsx";
import "../session/session.css";

/** The session with the desktop module: who is here, what they may do, each a switch; the files; Stop always in reach [R4]. */
export function DesktopSession({
  remote,
  opening,
  colleagues,
}: {
  remote: VisitSession;
  opening: Opening;
  colleagues: readonly ColleagueVisit[];
}) {
  const { store, words: page } = useSurroundings();
  const { module, words } = useDesktop();
  const { name } = opening.expert;
  const state = useValue(remote, "state").is;
  const seen = useValue(remote, "privileges").includes("see");
  const trouble = useValue(remote, "desktop")?.trouble ?? null;
  const path = useValue(remote, "stats")?.path ?? null;
  const standing =
    state === "connecting"
      ? page.session.connecting(name)
      : state === "reconnecting"
        ? page.session.reconnecting(name)
        : seen
          ? page.session.seen(name)
          : page.session.unseen(name);

  return (
    <section class="session">
      <div class="unseen">
        <Title>{page.session.title(name)}</Title>
      </div>
      <div class="bar">
        <div class="bar-who">
          <Badge name={name} />
          <output class={state === "reconnecting" ? "bar-standing bar-lost" : "bar-standing"}>
            <span class={seen ? "dot dot-seen" : "dot"} aria-hidden="true" />
            {standing}
          </output>
        </div>
        <button
          type="button"
          class="button button-danger bar-stop"
          title={module.stopKeys === "" ? page.session.stop : words.stopKeys(module.stopKeys)}
          onClick={() => store.stop()}
        >
          <Icon name="stop" /> {page.session.stop}
        </button>
        <div class="bar-notes">
          <AlsoHere colleagues={colleagues} />
          {trouble && <p class="problem">{words.trouble[trouble]}</p>}
          <RecordingSign remote={remote} opening={opening} />
          <FreshLines remote={remote} />
        </div>
        <AskedRight key={opening.session} remote={remote} opening={opening} />
      </div>
      <AskedColleagues colleagues={colleagues} />
      <Rights remote={remote} opening={opening} />
      <Colleagues colleagues={colleagues} />
      <Files remote={remote} name={name} />
      <FourWordsLine remote={remote} name={colleagues.some((one) => one.is === "on") ? name : undefined} />
      {path === "server" && (
        <p class="calm">
          <Icon name="shield" /> {words.throughServer}
        </p>
      )}
    </section>
  );
}
