import type { RemoteSession } from "@beckon/session/remote-session.ts";
import { Icon } from "../controls/icon.tsx";
import { useWords } from "../words/use-words.tsx";
import { useSessionValue } from "./use-remote.ts";

/** How good the connection is: delay, pictures, amount, way. */
export function Quality({ session }: { session: RemoteSession }) {
  const w = useWords();
  const stats = useSessionValue(session, "stats");
  if (!stats) return null;
  const said = [
    stats.rttMs === null ? null : w.session.ms(stats.rttMs),
    stats.framesPerSecond === null ? null : w.session.fps(stats.framesPerSecond),
    stats.bitsPerSecond === null ? null : w.session.bits(stats.bitsPerSecond),
    stats.path === null ? null : w.session[stats.path],
  ].filter((part) => part !== null);
  const poor = (stats.rttMs ?? 0) > 250;
  return (
    <span
      className={`flex items-center gap-1.5 px-1 text-xs ${poor ? "text-warn" : "text-muted"}`}
      title={w.session.quality}
    >
      <Icon name={poor ? "warn" : "signal"} className="size-3.5" />
      <span className="sr-only">{w.session.quality}: </span>
      <span className="hidden lg:inline">{said.join(" · ")}</span>
      <span className="lg:hidden">{said[0]}</span>
    </span>
  );
}
