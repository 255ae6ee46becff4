import { PRIVILEGES } from "@beckon/protocol/peer.ts";
import type { RemoteSession } from "@beckon/session/remote-session.ts";
import { Button } from "../../controls/button.tsx";
import { Icon } from "../../controls/icon.tsx";
import { tell } from "../../controls/notices.tsx";
import { useWords } from "../../words/use-words.tsx";
import { useSessionValue } from "../use-remote.ts";

/** Who is there, and what the customer allows; what is missing can be asked for, one by one [R4] [R9]. */
export function RightsPanel({ session }: { session: RemoteSession; caseId: string }) {
  const w = useWords();
  const granted = useSessionValue(session, "privileges");
  const host = useSessionValue(session, "host");
  const people = useSessionValue(session, "people");
  return (
    <>
      {people.length > 0 && (
        <section>
          <h3 className="mb-1 font-semibold">{w.desktop.rights.there}</h3>
          <ul>
            {people.map((person) => (
              <li key={person.session} className="flex items-center gap-2 border-b border-line py-1.5 last:border-0">
                <Icon name="person" className="size-4 text-muted" />
                <span className="min-w-0 grow truncate">{person.name}</span>
                <span className="text-xs text-muted">
                  {w.desktop.rights[person.part]} ·{" "}
                  {person.may.includes("control") ? w.desktop.rights.controls : w.desktop.rights.onlySees}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
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
                  <span className={`text-xs ${has ? "text-progress" : "text-muted"}`}>
                    {has ? w.desktop.rights.granted : w.desktop.rights.notOffered}
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
