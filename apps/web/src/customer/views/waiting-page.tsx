import { useState } from "preact/hooks";
import { showSessionCode, type SessionCode } from "@beckon/domain/session-code.ts";
import type { CustomerCase } from "@beckon/protocol/down.ts";
import type { Visit } from "@beckon/customer/customer-state.ts";
import { useNow, useSurroundings } from "../surroundings.ts";
import { moduleWords } from "../module-words.ts";
import { careInWords, estimateInWords, isNobodyThere, placeInWords } from "../standing.ts";
import { Badge } from "./badge.tsx";
import { HandsOnButton } from "./hands-on-button.tsx";
import { Icon } from "./icon.tsx";
import { LeaveMessage } from "./leave-message.tsx";
import { NoLonger } from "./no-longer.tsx";
import { Problem } from "./problem.tsx";
import { Title } from "./title.tsx";

/** Who is coming or one's place, what is being done and how long it may be, the code for the phone, and what else one can do. */
export function WaitingPage({ current, visit }: { current: CustomerCase; visit: Visit }) {
  const { store, words, language, tone } = useSurroundings();
  const [sound, setSound] = useState(tone.on);
  const { expert, branding, message } = current;
  const here = expert?.presence === "connected" || expert?.presence === "reconnecting";
  const nobody = isNobodyThere(current);
  const waits = visit.is === "none" && !here && current.waitingSince !== null;
  const { waiting } = moduleWords(branding, language);

  return (
    <section class="card status">
      <div class="who">
        {expert ? <Badge name={expert.name} large /> : <span class="beacon" aria-hidden="true" />}
        <div>
          <Title>{placeInWords(words, current)}</Title>
          {visit.is === "none" && <Since since={current.waitingSince} />}
        </div>
      </div>
      {visit.is === "off" && (
        <div class={visit.note === "mismatch" ? "note note-danger" : "note"}>
          <p>{words.waiting[visit.note](visit.opening.expert.name)}</p>
          {visit.open && (
            <button type="button" class="button" onClick={() => store.reconsider()}>
              {words.waiting.allowAfterAll}
            </button>
          )}
        </div>
      )}
      {waits && (
        <p class={nobody ? "note" : ""}>
          {careInWords(words, current, Date.now())} {!nobody && estimateInWords(words, current)}
        </p>
      )}
      {expert?.presence !== "connected" && (
        <>
          <p class="prose">{waiting || words.waiting.thanks}</p>
          <p class="quiet">{words.waiting.stay}</p>
        </>
      )}
      {message && <p class="note">{words.room.message.beside}</p>}
      <div class="code-block">
        <p class="quiet">
          {words.waiting.codeLabel} · {words.waiting.codeHint}
        </p>
        <p class="code-large">{showSessionCode(current.code as SessionCode)}</p>
      </div>
      <Problem />
      <div class="stack">
        {!here && (
          <LeaveMessage
            current={current}
            label={message ? words.room.message.change : words.room.message.offer}
            plain={nobody && !message}
          />
        )}
        <HandsOnButton current={current} />
      </div>
      <div class="actions actions-apart">
        <button
          type="button"
          class="button button-quiet"
          onClick={() => {
            tone.turn(!sound);
            setSound(!sound);
          }}
        >
          <Icon name={sound ? "sound" : "mute"} /> {sound ? words.waiting.soundOn : words.waiting.soundOff}
        </button>
        <NoLonger current={current} />
      </div>
    </section>
  );
}

function Since({ since }: { since: number | null }) {
  const { store, words } = useSurroundings();
  const now = useNow(5000) + store.state.aheadMs;
  if (since === null) return null;
  const waited = now - since;
  return (
    <p class="quiet">{waited < 60_000 ? words.waiting.sinceNow : words.waiting.since(words.formats.span(waited))}</p>
  );
}
