import { hostSession } from "@beckon/session/remote-session.ts";
import { dataChannelLinks } from "./peer/datachannel-links.ts";
import type { HostDesktop } from "./show-desktop.ts";

/** Starts sessions of this computer over its own peer connections. */
export const hostDesktop: HostDesktop = (options, machine, privileges, offers) =>
  hostSession({ ...options, machine, privileges, ...(offers && { offers }), links: dataChannelLinks() });
