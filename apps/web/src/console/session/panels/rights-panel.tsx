import { PRIVILEGES } from "@beckon/protocol/peer.ts";
import type { RemoteSession } from "@beckon/session/remote-session.ts";
import { Button } from "../../controls/button.tsx";
import { Icon } from "../../controls/icon.tsx";
import { tell } from "../../controls/notices.tsx";
import { useMe, useQueuePart } from "../../live/use-live.tsx";
import { useWords } from "../../words/use-words.tsx";
import { useSessionValue } from "../use-remote.ts";
import { PeoplePanel } from "./people-panel.tsx";

/** Who is there, and what the customer allows; what is missing can be asked for, one by one [R4] [R9]. */
export function RightsPanel({ session, caseId }: { session: RemoteSession; caseId: string }) {
  const w = useWords();
  const granted = useSessionValue(session, "privileges");
  const host = useSessionValue(session, "host");
  const card = useQueuePart("cards").get(caseId);
  const me = useMe();
  const colleague = card?.colleagues.some(({ personId }) => personId === me.personId) ?? false;
  return (
    <>
      {card && <PeoplePanel session={session} card={card} />}
      <section>
        <h3 className="font-semibold">{w.desktop.rights.may}</h3>
        <p className="mb-1 text-xs text-muted">{w.desktop.rights.hint}</p>
        <ul>
          {PRIVILEGES.map((privilege) => {
            const has = granted.includes(privilege);
            const offered = host === null || host.offers.includes(privilege);
            const name = w.desktop.privileges[privilege];
            return (
              <li key={privilege} className="flex min-h-10 items-center gap-2 border-b border-line last:border-0">
                <Icon name={has ? "check" : "close"} className={`size-4 ${has ? "text-progress" : "text-muted"}`} />
                <span className={`min-w-0 grow ${offered ? "" : "text-muted"}`}>{name}</span>
                {has || !offered ? (
                  <span className={`shrink-0 text-xs ${has ? "text-progress" : "text-muted"}`}>
                    {has
                      ? w.desktop.rights.granted
                      : colleague && host?.kind !== "browser"
                        ? w.people.notForColleagues
                        : w.desktop.rights.notOffered}
                  </span>
                ) : (
                  <Button
                    aria-label={w.desktop.rights.askFor(name)}
                    onPress={() => {
                      session.ask(privilege);
                      tell(w.desktop.rights.asked);
                    }}
                  >
                    {w.desktop.rights.ask}
                  </Button>
                )}
              </li>
            );
          })}
        </ul>
      </section>
    </>
  );
}
