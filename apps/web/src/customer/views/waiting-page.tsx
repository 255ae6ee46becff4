import { useState } from "preact/hooks";
import { showSessionCode, type SessionCode } from "@beckon/domain/session-code.ts";
import type { CustomerCase } from "@beckon/protocol/down.ts";
import type { Visit } from "@beckon/customer/customer-state.ts";
import { useNow, useSurroundings } from "../surroundings.ts";
import { moduleWords } from "../module-words.ts";
import { placeInWords } from "../standing.ts";
import { Badge } from "./badge.tsx";
import { ConfirmDialog } from "./confirm-dialog.tsx";
import { HandsOnButton } from "./hands-on-button.tsx";
import { Icon } from "./icon.tsx";
import { Problem } from "./problem.tsx";
import { Title } from "./title.tsx";

/** Who is coming or one's place, since when, and the code for the phone. */
export function WaitingPage({ current, visit }: { current: CustomerCase; visit: Visit }) {
  const { store, words, language, tone } = useSurroundings();
  const [sound, setSound] = useState(tone.on);
  const [confirming, setConfirming] = useState(false);
  const { expert, branding } = current;
  const { waiting } = moduleWords(branding, language);
  const [yes, no] = [current.mayClose ? words.waiting.closeYes : words.waiting.leaveYes, words.waiting.back];

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
      {expert?.presence !== "connected" && (
        <>
          <p class="prose">{waiting || words.waiting.thanks}</p>
          <p class="quiet">{words.waiting.stay}</p>
        </>
      )}
      <div class="code-block">
        <p class="quiet">
          {words.waiting.codeLabel} · {words.waiting.codeHint}
        </p>
        <p class="code-large">{showSessionCode(current.code as SessionCode)}</p>
      </div>
      <Problem />
      <HandsOnButton current={current} />
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
        <button type="button" class="button button-quiet" onClick={() => setConfirming(true)}>
          {words.waiting.noLonger}
        </button>
      </div>
      {confirming && (
        <ConfirmDialog
          title={current.mayClose ? words.waiting.closeTitle : words.waiting.leaveTitle}
          text={current.mayClose ? words.waiting.closeText : words.waiting.leaveText}
          yes={yes}
          no={no}
          onNo={() => setConfirming(false)}
          onYes={() => {
            setConfirming(false);
            void (current.mayClose ? store.close() : store.leave());
          }}
        />
      )}
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
