import type { PersonThere } from "@beckon/protocol/peer.ts";
import type { RemoteSession } from "@beckon/session/remote-session.ts";

/** An expert's session with this customer. */
export type ExpertSession = { session: string; name: string; part: PersonThere["part"]; remote: RemoteSession };

/**
 * Keeps the sessions of several experts in step [R23]: each is told who is there and what they may do, and one controls at
 * a time. Gets them whole after each change, the one whose case it is first.
 */
export function keepTogether(): (sessions: readonly ExpertSession[]) => void {
  let there: readonly ExpertSession[] = [];
  const following = new Map<RemoteSession, () => void>();
  let controls: RemoteSession | undefined;

  function tell(): void {
    const people = there.map(({ session, name, part, remote }) => ({
      session,
      name,
      part,
      may: [...remote.get("privileges")],
    }));
    for (const { remote } of there) remote.setPeople(people);
  }

  /** Whoever is granted control now takes it from whoever had it. */
  function settleControl(remote: RemoteSession): void {
    const may = remote.get("privileges").includes("control");
    if (!may) {
      if (controls === remote) controls = undefined;
      return;
    }
    const before = controls;
    controls = remote;
    if (before === undefined || before === remote) return;
    before.grant(before.get("privileges").filter((privilege) => privilege !== "control"));
  }

  return (sessions) => {
    there = sessions;
    for (const [remote, stop] of following) {
      if (there.some((one) => one.remote === remote)) continue;
      stop();
      following.delete(remote);
      if (controls === remote) controls = undefined;
    }
    for (const { remote } of there) {
      if (following.has(remote)) continue;
      const follow = (): void => {
        settleControl(remote);
        tell();
      };
      following.set(remote, remote.on("privileges", follow));
      settleControl(remote);
    }
    tell();
  };
}
