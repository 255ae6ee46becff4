import type { ModuleForm } from "./store-ports.ts";
import type { CaseStore } from "./case-store.ts";
import type { CustomerState, Visit, VisitSession } from "./customer-state.ts";
import type { MirrorAct, MirrorDown, ShownModule, ShownSession, ShownState } from "./mirror-messages.ts";

/** How long changes are gathered before a page is told, in ms: transfers move many times a second. */
const GATHER_MS = 40;
const SHOWN = [
  "state",
  "words",
  "privileges",
  "privilegeAsked",
  "transfers",
  "fileAsked",
  "people",
  "recording",
  "stats",
  "desktop",
] as const;

/** What a page may ask for that is the module's, not the case's. */
export type ModuleActs = {
  pauseTransfer(transfer: string, paused: boolean): void;
  cancelTransfer(transfer: string): void;
  declineFile(): void;
  speak(language: ShownModule["language"]): void;
  receiveInto(folder: string): void;
  uninstall(): void;
};

/** Shows one store to any number of pages, and does what they ask for. */
export type PublishedStore = {
  /** Sends everything to this page now, and every change from now on; returns how to stop. */
  show(send: (message: MirrorDown) => void): () => void;
  /** Does what a page asked for; `send` gets what answers it. */
  take(act: MirrorAct, send: (message: MirrorDown) => void): void;
};

/** Publishes `store`; times are of `clock`. */
export function publishStore(
  store: CaseStore,
  acts: ModuleActs,
  clock: { setTimeout(call: () => void, ms: number): unknown },
): PublishedStore {
  const pages = new Set<(message: MirrorDown) => void>();
  let gathering = false;
  let following: Visit | undefined;
  let stopFollowing: (() => void)[] = [];
  let chatChanged = false;

  const gather = (): void => {
    if (gathering) return;
    gathering = true;
    clock.setTimeout(() => {
      gathering = false;
      const messages = [stateNow(store.state), sessionNow(store.state)];
      if (chatChanged) messages.push(chatNow(store.state));
      chatChanged = false;
      for (const send of pages) for (const message of messages) send(message);
    }, GATHER_MS);
  };

  const follow = (): void => {
    const { visit } = store.state;
    if (visit === following) return;
    const before = following?.is === "on" ? following.remote : undefined;
    following = visit;
    const remote = visit.is === "on" ? visit.remote : undefined;
    if (remote === before) return;
    for (const stop of stopFollowing) stop();
    chatChanged = true;
    stopFollowing =
      remote === undefined
        ? []
        : [
            ...SHOWN.map((name) => remote.on(name, gather)),
            remote.on("chat", () => {
              chatChanged = true;
              gather();
            }),
          ];
  };

  store.subscribe(() => {
    follow();
    gather();
  });
  follow();

  return {
    show(send) {
      send(stateNow(store.state));
      send(sessionNow(store.state));
      send(chatNow(store.state));
      pages.add(send);
      return () => pages.delete(send);
    },
    take(act, send) {
      void doAct(store, acts, act).then((done) => {
        if (act.type === "rate") send({ type: "rated", id: act.id, done: done === true });
      });
    },
  };
}

async function doAct(store: CaseStore, acts: ModuleActs, act: MirrorAct): Promise<boolean | void> {
  switch (act.type) {
    case "openModule":
      return store.openModule(act.form satisfies ModuleForm);
    case "retryModule":
      return store.retryModule();
    case "startAnew":
      return store.startAnew();
    case "say":
      return store.say(act.text);
    case "takeBack":
      return store.takeBack(act.id);
    case "close":
      return store.close();
    case "leave":
      return store.leave();
    case "reopen":
      return store.reopen();
    case "rate":
      return store.rate(act.stars, act.comment);
    case "resume":
      return store.resume();
    case "allow":
      return visitOf(store, act.session) === undefined ? undefined : store.allow(act.rights);
    case "deny":
      return store.deny();
    case "reconsider":
      return store.reconsider();
    case "stop":
      return store.stop();
    case "grant":
      return grant(visitOf(store, act.session), act.privileges);
    case "pauseTransfer":
      return acts.pauseTransfer(act.transfer, act.paused);
    case "cancelTransfer":
      return acts.cancelTransfer(act.transfer);
    case "declineFile":
      return acts.declineFile();
    case "speak":
      return acts.speak(act.language);
    case "receiveInto":
      return acts.receiveInto(act.folder);
    case "uninstall":
      return acts.uninstall();
  }
}

/** The visit now, if it is of this session: what a page answers is what it has shown. */
function visitOf({ state: { visit } }: CaseStore, session: string): Visit | undefined {
  return visit.is !== "none" && visit.opening.session === session ? visit : undefined;
}

function grant(visit: Visit | undefined, privileges: Parameters<VisitSession["grant"]>[0]): void {
  if (visit?.is === "on") visit.remote.grant(privileges);
}

function stateNow({ visit, outbox, spoken, ...rest }: CustomerState): MirrorDown {
  // The session's own keys and addresses stay in the module.
  const opening = visit.is === "none" ? undefined : { ...visit.opening, iceServers: [], relayToken: "" };
  const shown: ShownState = {
    ...rest,
    visit:
      visit.is === "none" || opening === undefined
        ? { is: "none" }
        : visit.is === "on"
          ? { is: "on", opening }
          : { ...visit, opening },
    outbox: [...outbox],
    spoken: [...spoken],
  };
  return { type: "state", state: shown };
}

function sessionNow({ visit }: CustomerState): MirrorDown {
  if (visit.is !== "on") return { type: "session", session: null };
  const { remote, opening } = visit;
  const words = remote.get("words");
  const session: ShownSession = {
    session: opening.session,
    state: remote.get("state"),
    words: { changed: words.changed, ...(words.words ? { words: [...words.words] } : {}) },
    privileges: [...remote.get("privileges")],
    privilegeAsked: remote.get("privilegeAsked"),
    transfers: [...remote.get("transfers")],
    fileAsked: remote.get("fileAsked"),
    people: [...remote.get("people")],
    recording: remote.get("recording"),
    path: remote.get("stats")?.path ?? null,
    trouble: remote.get("desktop")?.trouble ?? null,
  };
  return { type: "session", session };
}

function chatNow({ visit }: CustomerState): MirrorDown {
  return { type: "chat", lines: visit.is === "on" ? [...visit.remote.get("chat")] : [] };
}
