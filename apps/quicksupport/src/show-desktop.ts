import type { Showing } from "@beckon/customer/visit-ports.ts";
import type { Privilege } from "@beckon/protocol/peer.ts";
import type { Machine, MachineScreen } from "@beckon/session/machine.ts";
import type { RemoteSession, SessionOptions } from "@beckon/session/remote-session.ts";
import type { Granted } from "./granted.ts";
import type { Platform } from "./ports.ts";
import { watchSessions } from "./overlay-marks.ts";

/** Starts the customer's side of a session over this machine. */
export type HostDesktop = (
  options: SessionOptions,
  machine: Machine,
  privileges: readonly Privilege[],
  offers?: readonly Privilege[],
) => RemoteSession;

/** The showing of this computer, with the sessions it shows itself in now, by their names. */
export type DesktopShowing = Showing & { readonly sessions: ReadonlyMap<string, RemoteSession> };

/**
 * Shows the whole desktop to whom the customer allowed it, with a frame and a stop control around it [R4, X18]. What is
 * granted is what was ticked; nothing is chosen in a picker. Several experts look at one screen.
 */
export function showDesktop(parts: {
  platform: Platform;
  machine: Machine;
  host: HostDesktop;
  granted: Granted;
  /** What stands on the stop control, by the names of who sees. */
  frameWords(names: readonly string[]): string;
  stop(): void;
}): DesktopShowing {
  const { platform, machine, granted } = parts;
  const sessions = new Map<string, RemoteSession>();
  const watch = watchSessions({ platform, words: parts.frameWords, stop: parts.stop });

  function begin(
    options: SessionOptions,
    rights: readonly Privilege[],
    offers: readonly Privilege[] | undefined,
  ): RemoteSession {
    let screen: MachineScreen | undefined;
    const seen: Machine = {
      ...machine,
      openScreen(outlet) {
        screen = machine.openScreen(outlet);
        return screen;
      },
    };
    const offered = rights.filter((right) => machine.offers.includes(right));
    const session = parts.host(options, seen, offered, offers);
    sessions.set(options.session, session);
    session.on("state", ({ is }) => is === "ended" && sessions.delete(options.session));
    watch({ session, area: () => screen?.area() });
    return session;
  }

  return {
    sessions,
    prepare: () =>
      Promise.resolve({
        is: "ready",
        discard: () => undefined,
        start(options, rights = ["see", "point"]) {
          const session = begin(options, rights, undefined);
          // What a restart would come back with is what is granted then, not what once was.
          session.on("privileges", granted.staysHere);
          session.on("state", ({ is }) => is === "ended" && granted.staysHere());
          return session;
        },
      }),
    join: begin,
    change: () => Promise.resolve("failed"),
    granted: ({ session }) => granted.take(session),
  };
}
