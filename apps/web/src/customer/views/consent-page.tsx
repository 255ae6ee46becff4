import type { Visit } from "@beckon/customer/customer-state.ts";
import { canCapture } from "../capture.ts";
import { useSurroundings } from "../surroundings.ts";
import { Badge } from "./badge.tsx";
import { Countdown } from "./countdown.tsx";
import { Icon } from "./icon.tsx";
import { Title } from "./title.tsx";

type Question = Extract<Visit, { is: "asked" | "resume" }>;

/** An expert asks to see the screen: who, from where, what exactly. Nothing is chosen beforehand [R1]. */
export function ConsentPage({ visit }: { visit: Question }) {
  const { store, words } = useSurroundings();
  const { name, company } = visit.opening.expert;
  const able = canCapture();
  const again = visit.is === "resume";
  const allow = !able ? words.consent.allowNoPicture : again ? words.consent.resumeGo : words.consent.allow;
  return (
    <section class="card consent">
      <div class="who">
        <Badge name={name} large />
        <div>
          <Title>{again ? words.consent.resumeTitle(name) : words.consent.title(name)}</Title>
          <p class="quiet">{words.consent.from(name, company)}</p>
        </div>
      </div>
      {again && able && <p>{words.consent.resume}</p>}
      {!able && <p class="note">{words.consent.noPicture(name)}</p>}
      {able && !again && (
        <>
          <h2 class="overline">{words.consent.wants}</h2>
          <ul class="asked">
            <li>
              <Icon name="eye" /> {words.consent.see}
            </li>
            <li>
              <Icon name="pen" /> {words.consent.point}
            </li>
          </ul>
        </>
      )}
      <p class="calm">
        <Icon name="shield" /> {words.consent.cannot}
      </p>
      <div role="alert">
        {visit.trouble && (
          <p class="problem">{visit.trouble === "cancelled" ? words.consent.again : words.consent.failed}</p>
        )}
      </div>
      <div class="stack">
        <button
          type="button"
          class="button button-primary button-wide button-tall"
          aria-disabled={visit.picking}
          onClick={() => void store.allow()}
        >
          {allow}
        </button>
        <button type="button" class="button button-wide button-tall" onClick={() => store.deny()}>
          {words.consent.notNow}
        </button>
      </div>
      {visit.picking ? (
        <p class="quiet">{able ? words.consent.picking : words.loading}</p>
      ) : (
        visit.is === "asked" && <Countdown until={visit.answerBy} />
      )}
    </section>
  );
}
