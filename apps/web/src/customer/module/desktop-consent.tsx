import { useState } from "preact/hooks";
import type { Visit } from "@beckon/customer/customer-state.ts";
import type { Privilege } from "@beckon/protocol/peer.ts";
import { useDesktop, useSurroundings } from "../surroundings.ts";
import { Badge } from "../views/badge.tsx";
import { Countdown } from "../views/countdown.tsx";
import { Icon } from "../views/icon.tsx";
import { Title } from "../views/title.tsx";

type Question = Extract<Visit, { is: "asked" | "resume" }>;
const MORE = ["control", "clipboard", "files"] as const;
const ICONS = { control: "mouse", clipboard: "copy", files: "file" } as const;

/** An expert asks to help on this computer: who, from where, what exactly. Seeing is what Allow means; nothing more is ticked [R1]. */
export function DesktopConsent({ visit }: { visit: Question }) {
  const { store, words: page } = useSurroundings();
  const { module, words } = useDesktop();
  const [ticked, setTicked] = useState<readonly Privilege[]>([]);
  const { name, company } = visit.opening.expert;
  const again = visit.is === "resume";
  const more = MORE.filter((right) => module.offers.includes(right));

  const turn = (right: Privilege, on: boolean): void =>
    setTicked(on ? [...ticked, right] : ticked.filter((one) => one !== right));
  const base = module.offers.filter((right) => right === "see" || right === "point");

  return (
    <section class="card consent">
      <div class="who">
        <Badge name={name} large />
        <div>
          <Title>{again ? page.consent.resumeTitle(name) : words.consent.title(name)}</Title>
          <p class="quiet">{page.consent.from(name, company)}</p>
        </div>
      </div>
      {again && <p>{words.consent.resume}</p>}
      <div class="asking">
        <h2 class="overline">{page.consent.wants}</h2>
        <ul class="asked">
          <li>
            <Icon name="eye" /> {words.consent.see}
          </li>
        </ul>
      </div>
      {more.length > 0 && (
        <fieldset class="rights">
          <legend class="overline">{words.consent.also}</legend>
          {more.map((right) => (
            <label key={right} class="check right">
              <input
                type="checkbox"
                checked={ticked.includes(right)}
                onChange={({ currentTarget: { checked } }) => turn(right, checked)}
              />
              <span>
                <Icon name={ICONS[right]} /> {words.consent.more[right]}
              </span>
            </label>
          ))}
        </fieldset>
      )}
      <p class="calm">
        <Icon name="shield" /> {words.consent.calm(module.stopKeys)}
      </p>
      <div role="alert">{visit.trouble && <p class="problem">{words.consent.failed}</p>}</div>
      <div class="stack">
        <button
          type="button"
          class="button button-primary button-wide button-tall"
          aria-disabled={visit.picking || module.handsBusy}
          onClick={() => void store.allow([...base, ...ticked])}
        >
          {ticked.length > 0 ? words.consent.allow : again ? words.consent.resumeGo : words.consent.allowSeeing}
        </button>
        <button type="button" class="button button-wide button-tall" onClick={() => store.deny()}>
          {page.consent.notNow}
        </button>
      </div>
      {visit.is === "asked" && !visit.picking && <Countdown until={visit.answerBy} />}
    </section>
  );
}
