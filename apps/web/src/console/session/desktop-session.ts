import type { DesktopActs } from "@beckon/session/desktop-acts.ts";
import type { RemoteSession as AnySession } from "@beckon/session/remote-session.ts";

/** A session with all that can be done with a whole computer; those acts count only when `host` is one. */
export type RemoteSession = AnySession & DesktopActs;
