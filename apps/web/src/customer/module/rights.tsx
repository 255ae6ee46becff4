import type { Opening, VisitSession } from "@beckon/customer/customer-state.ts";
import { PRIVILEGES, type Privilege } from "@beckon/protocol/peer.ts";
import { Switch } from "../session/switch.tsx";
import { useValue } from "../session/use-value.ts";
import { useDesktop } from "../surroundings.ts";
import type { Icon } from "../views/icon.tsx";

const ICONS: Record<Privilege, Parameters<typeof Icon>[0]["name"]> = {
  see: "eye",
  point: "pen",
  control: "mouse",
  clipboard: "copy",
  files: "file",
  restart: "restart",
  record: "record",
};

/** What the expert may do, each a switch that acts at once; only what this computer offers [R4]. */
export function Rights({ remote, opening }: { remote: VisitSession; opening: Opening }) {
  const { module, words } = useDesktop();
  const recorded = opening.recordings.keep !== "off";
  const offered = PRIVILEGES.filter((right) => module.offers.includes(right) && (right !== "record" || recorded));
  const given = useValue(remote, "privileges");
  const turn = (right: Privilege, on: boolean): void => {
    const others = remote.get("privileges").filter((one) => one !== right);
    remote.grant(on ? [...others, right] : others);
  };
  return (
    <section class="card rights-card" aria-labelledby="rights-title">
      <h2 id="rights-title">{words.may(opening.expert.name)}</h2>
      <div class="switches">
        {offered.map((right) => (
          <Switch
            key={right}
            label={words.rights[right]}
            icon={ICONS[right]}
            on={given.includes(right)}
            held={module.handsBusy && !given.includes(right)}
            onTurn={(on) => turn(right, on)}
          />
        ))}
      </div>
    </section>
  );
}
