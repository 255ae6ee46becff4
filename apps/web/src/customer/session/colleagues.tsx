import { offersOf } from "@beckon/customer/colleague-visits.ts";
import type { ColleagueVisit } from "@beckon/customer/customer-state.ts";
import type { Privilege } from "@beckon/protocol/peer.ts";
import { useSurroundings } from "../surroundings.ts";
import { Badge } from "../views/badge.tsx";
import { Countdown } from "../views/countdown.tsx";
import { FourWordsLine } from "./four-words-line.tsx";
import { Switch } from "./switch.tsx";
import { useValue } from "./use-value.ts";
import "./colleagues.css";

const ICONS = { see: "eye", point: "pen", control: "mouse", clipboard: "copy" } as const;
type Offer = keyof typeof ICONS;

/** Colleagues whom the expert brings in, each a question [R9]. */
export function AskedColleagues({ colleagues }: { colleagues: readonly ColleagueVisit[] }) {
  return (
    <div role="alert">
      {colleagues.map((visit) => visit.is === "asked" && <Question key={visit.opening.session} visit={visit} />)}
    </div>
  );
}

/** Who else is there, in the bar that is always in sight [R23]. */
export function AlsoHere({ colleagues }: { colleagues: readonly ColleagueVisit[] }) {
  const { words } = useSurroundings();
  const names = colleagues.filter(({ is }) => is === "on").map(({ opening }) => opening.expert.name);
  return names.length === 0 ? null : <p class="quiet">{words.colleague.also(names.join(", "))}</p>;
}

/** Colleagues who are there: what each may do, a switch each, and how to end it [R23]. */
export function Colleagues({ colleagues }: { colleagues: readonly ColleagueVisit[] }) {
  return <>{colleagues.map((visit) => visit.is === "on" && <There key={visit.opening.session} visit={visit} />)}</>;
}

/** What this colleague can be granted, of what there is here. */
function useOffers({ opening }: ColleagueVisit): Offer[] {
  const { desktop } = useSurroundings();
  const able: readonly Privilege[] = desktop?.module.offers ?? ["see", "point"];
  const offers = offersOf(opening) ?? able;
  return (Object.keys(ICONS) as Offer[]).filter((one) => offers.includes(one) && able.includes(one));
}

function Question({ visit }: { visit: Extract<ColleagueVisit, { is: "asked" }> }) {
  const { store, words, desktop } = useSurroundings();
  const { session, expert, colleague } = visit.opening;
  const offers = useOffers(visit);
  const mayControl = offers.includes("control");
  const seeing = offers.filter((one) => one === "see" || one === "point");
  // Hands that control this computer must not let somebody in.
  const held = desktop?.module.handsBusy ?? false;
  const allow = (rights: readonly Privilege[]) => (): void => {
    if (!held) store.answerColleague(session, rights);
  };
  return (
    <div class="card colleague">
      <div class="who">
        <Badge name={expert.name} />
        <div>
          <h2>{words.colleague.title(colleague?.by ?? "", expert.name)}</h2>
          <p class="quiet">{words.consent.from(expert.name, expert.company)}</p>
        </div>
      </div>
      <p>{mayControl ? words.colleague.mayControl(expert.name) : words.colleague.maySee(expert.name)}</p>
      {held && <p class="quiet">{desktop?.words.handsBusy(colleague?.by ?? "")}</p>}
      <div class="answers">
        <button type="button" class="button" onClick={() => store.answerColleague(session, null)}>
          {words.colleague.no}
        </button>
        <button type="button" class="button button-primary" aria-disabled={held} onClick={allow(seeing)}>
          {mayControl ? words.colleague.see : words.colleague.yes}
        </button>
        {mayControl && (
          <button type="button" class="button" aria-disabled={held} onClick={allow([...seeing, "control"])}>
            {words.colleague.control}
          </button>
        )}
      </div>
      <Countdown until={visit.answerBy} />
    </div>
  );
}

function There({ visit }: { visit: Extract<ColleagueVisit, { is: "on" }> }) {
  const { store, words, desktop } = useSurroundings();
  const { remote, opening } = visit;
  const { name } = opening.expert;
  const offers = useOffers(visit);
  const given = useValue(remote, "privileges");
  const asked = useValue(remote, "privilegeAsked");
  const state = useValue(remote, "state").is;
  const seen = given.includes("see");
  const standing = {
    connecting: words.session.connecting(name),
    reconnecting: words.session.reconnecting(name),
    connected: seen ? words.session.seen(name) : words.session.unseen(name),
    ended: "",
  };
  const labels: Record<Offer, string> = {
    see: words.session.see,
    point: words.session.point,
    control: desktop?.words.rights.control ?? "",
    clipboard: desktop?.words.rights.clipboard ?? "",
  };
  return (
    <section class="card colleague" aria-label={name}>
      <div class="who">
        <Badge name={name} />
        <div class="colleague-who">
          <output class={state === "reconnecting" ? "bar-standing bar-lost" : "bar-standing"}>
            <span class={seen ? "dot dot-seen" : "dot"} aria-hidden="true" />
            {standing[state]}
          </output>
          {opening.colleague && <p class="quiet">{words.colleague.by(opening.colleague.by)}</p>}
        </div>
        <button type="button" class="button" onClick={() => store.dismissColleague(opening.session)}>
          {words.colleague.remove(name)}
        </button>
      </div>
      <div class="colleague-rights">
        {offers.map((right) => (
          <Switch
            key={right}
            label={asked === right ? words.session.asks(name, labels[right]) : labels[right]}
            icon={ICONS[right]}
            on={given.includes(right)}
            held={(desktop?.module.handsBusy ?? false) && !given.includes(right)}
            onTurn={(on) => remote.grant(on ? [...given, right] : given.filter((one) => one !== right))}
          />
        ))}
      </div>
      {offers.includes("control") && <p class="quiet">{words.colleague.oneControls}</p>}
      <FourWordsLine remote={remote} name={name} />
    </section>
  );
}
