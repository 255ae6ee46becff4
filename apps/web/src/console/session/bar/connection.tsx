import { QUALITIES } from "@beckon/protocol/peer.ts";
import type { RemoteSession, SessionStats } from "@beckon/session/remote-session.ts";
import { buttonLook } from "../../controls/button.tsx";
import type { ScreenMeter } from "../desktop-surface.tsx";
import type { Words } from "../../words/use-words.tsx";
import { useWords } from "../../words/use-words.tsx";
import { useSessionValue } from "../use-remote.ts";
import { ToolPopover } from "./tool-button.tsx";

const POOR_MS = 250;

/** How good the connection is, and, with a whole desktop, how its picture is to be sent. */
export function Connection({ session, meter }: { session: RemoteSession; meter: ScreenMeter | null }) {
  const w = useWords();
  const stats = useSessionValue(session, "stats");
  const desktop = useSessionValue(session, "desktop");
  if (!stats) return null;
  // What is sent as a stream of tiles is counted where it is drawn.
  const framesPerSecond = meter ? meter.stats().framesPerSecond : stats.framesPerSecond;
  const facts = factsOf({ ...stats, framesPerSecond }, w);
  const poor = (stats.rttMs ?? 0) > POOR_MS;
  const short = facts.filter(({ brief }) => brief).map(({ value }) => value);
  return (
    <ToolPopover
      icon={poor ? "warn" : "signal"}
      label={`${w.session.quality}: ${short.join(" · ")}`}
      title={w.session.quality}
      look={`${buttonLook("ghost")} px-2! text-xs ${poor ? "text-warn" : "text-muted"}`}
      shown={
        <>
          <span className="hidden @min-[92rem]:inline">{short.join(" · ")}</span>
          <span className="@min-[92rem]:hidden">{short[0]}</span>
          {stats.path === "server" && (
            <span className="hidden @min-[64rem]:inline @min-[92rem]:hidden">{w.session.server}</span>
          )}
        </>
      }
    >
      {() => (
        <>
          <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
            {facts.map(({ name, value }) => (
              <div key={name} className="contents">
                <dt className="text-muted">{name}</dt>
                <dd className="text-right">{value}</dd>
              </div>
            ))}
          </dl>
          {stats.path === "server" && (
            <p className="mt-2 rounded-sm bg-sunken p-2 text-xs text-muted">{w.desktop.line.serverText}</p>
          )}
          {desktop && (
            <fieldset className="mt-3 border-t border-line pt-3">
              <legend className="sr-only">{w.desktop.view.quality}</legend>
              {QUALITIES.map((quality) => {
                const [name, hint] = w.desktop.view.qualities[quality];
                return (
                  <label key={quality} className="flex items-start gap-2 rounded-sm px-1 py-1 hover:bg-sunken">
                    <input
                      type="radio"
                      name="quality"
                      checked={desktop.quality === quality}
                      onChange={() => session.setQuality(quality)}
                      className="mt-0.5 size-4 accent-accent"
                    />
                    <span>
                      {name}
                      <span className="block text-xs text-muted">{hint}</span>
                    </span>
                  </label>
                );
              })}
            </fieldset>
          )}
        </>
      )}
    </ToolPopover>
  );
}

type Fact = { name: string; value: string; brief: boolean };

function factsOf(stats: SessionStats, w: Words): Fact[] {
  const fact = (name: string, value: string | null, brief = true): Fact[] =>
    value === null ? [] : [{ name, value, brief }];
  const said = <T,>(value: T | null, say: (value: T) => string) => (value === null ? null : say(value));
  const { width, height } = stats;
  return [
    ...fact(w.desktop.line.delay, said(stats.rttMs, w.session.ms)),
    ...fact(w.desktop.line.frames, said(stats.framesPerSecond, w.session.fps)),
    ...fact(w.desktop.line.amount, said(stats.bitsPerSecond, w.session.bits)),
    ...fact(w.desktop.line.loss, said(stats.lossShare, w.desktop.line.percent), false),
    ...fact(
      w.desktop.line.way,
      said(stats.path, (path) => w.session[path]),
    ),
    ...fact(w.desktop.line.size, width && height ? `${width} × ${height}` : null, false),
  ];
}
