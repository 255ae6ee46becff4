import type { Privilege } from "@beckon/protocol/peer.ts";
import type { RemoteSession, SessionValues } from "@beckon/session/remote-session.ts";
import { makeValues } from "@beckon/session/values.ts";

/** The customer's side of a session without a network: what is asked of it, and what it answers. */
export function testSession(privileges: readonly Privilege[] = ["see", "point"]) {
  const values = makeValues<Pick<SessionValues, "state" | "chat" | "privileges" | "picture" | "people">>({
    state: { is: "connected" },
    chat: [],
    privileges,
    picture: { stream: null, shows: null },
    people: [],
  });
  const signals: string[] = [];
  const said: string[] = [];
  const byes: ("said" | "notSaid")[] = [];
  const end = (bye: "said" | "notSaid"): void => {
    if (values.get("state").is === "ended") return;
    byes.push(bye);
    become({ is: "ended", because: "endedHere" });
  };
  let offers: readonly Privilege[] | undefined;
  const become = (state: SessionValues["state"]): void => values.set("state", state);
  const remote = {
    get: values.get,
    on: values.on,
    grant: (next: readonly Privilege[]) =>
      values.set(
        "privileges",
        next.filter((one) => offers?.includes(one) ?? true),
      ),
    offer(next: readonly Privilege[] | undefined) {
      offers = next;
      remote.grant(values.get("privileges"));
    },
    setPeople: (people: SessionValues["people"]) => values.set("people", people),
    say: (text: string) => void said.push(text),
    handOver: () => end("notSaid"),
    end: () => end("said"),
    retry: () => undefined,
    handleSignal: (body: string) => void signals.push(body),
  };
  return { remote: remote as unknown as RemoteSession, become, values, signals, said, byes };
}
