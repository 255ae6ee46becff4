import type { Showing } from "@beckon/customer/visits.ts";
import type { Privilege } from "@beckon/protocol/peer.ts";
import type { Machine, MachineScreen } from "@beckon/session/machine.ts";
import type { RemoteSession, SessionOptions } from "@beckon/session/remote-session.ts";
import type { Granted } from "./granted.ts";
import type { Platform } from "./ports.ts";
import { watchSession } from "./overlay-marks.ts";

/** Starts the customer's side of a session over this machine. */
export type HostDesktop = (
  options: SessionOptions,
  machine: Machine,
  privileges: readonly Privilege[],
) => RemoteSession;

/** The showing of this computer, and the session it shows itself in now. */
export type DesktopShowing = Showing & { readonly session: RemoteSession | null };

/**
 * Shows the whole desktop to whom the customer allowed it, with a frame and a stop control around it [R4, X18]. What is
 * granted is what was ticked; nothing is chosen in a picker.
 */
export function showDesktop(parts: {
  platform: Platform;
  machine: Machine;
  host: HostDesktop;
  granted: Granted;
  /** What stands on the stop control for the expert of a session. */
  frameWords(session: string): string;
  stop(): void;
}): DesktopShowing {
  const { platform, machine, granted } = parts;
  let current: RemoteSession | null = null;
  return {
    get session() {
      return current;
    },
    prepare: () =>
      Promise.resolve({
        is: "ready",
        discard: () => undefined,
        start(options, rights = ["see", "point"]) {
          let screen: MachineScreen | undefined;
          const seen: Machine = {
            ...machine,
            openScreen(outlet) {
              screen = machine.openScreen(outlet);
              return screen;
            },
          };
          const session = parts.host(
            options,
            seen,
            rights.filter((right) => machine.offers.includes(right)),
          );
          current = session;
          // What a restart would come back with is what is granted then, not what once was.
          session.on("privileges", granted.staysHere);
          session.on("state", ({ is }) => is === "ended" && granted.staysHere());
          watchSession(session, {
            platform,
            area: () => screen?.area(),
            words: () => parts.frameWords(options.session),
            stop: parts.stop,
            over() {
              if (current === session) current = null;
            },
          });
          return session;
        },
      }),
    change: () => Promise.resolve("failed"),
    granted: ({ session }) => granted.take(session),
  };
}
