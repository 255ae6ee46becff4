import type { ModuleForm } from "./store-ports.ts";
import type { CaseStore } from "./case-store.ts";
import type { CustomerState, Opening, Visit, VisitSession } from "./customer-state.ts";
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
  const following = new Map<VisitSession, () => void>();
  const chatChanged = new Set<VisitSession>();

  const gather = (): void => {
    if (gathering) return;
    gathering = true;
    clock.setTimeout(() => {
      gathering = false;
      const messages = [stateNow(store.state), sessionsNow(store.state)];
      messages.push(...chatsNow(store.state, (remote) => chatChanged.has(remote)));
      chatChanged.clear();
      for (const send of pages) for (const message of messages) send(message);
    }, GATHER_MS);
  };

  const follow = (): void => {
    const now = new Set(sessionsOf(store.state).map(({ remote }) => remote));
    for (const [remote, stop] of following) {
      if (now.has(remote)) continue;
      stop();
      following.delete(remote);
    }
    for (const remote of now) {
      if (following.has(remote)) continue;
      chatChanged.add(remote);
      const stops = [
        ...SHOWN.map((name) => remote.on(name, gather)),
        remote.on("chat", () => {
          chatChanged.add(remote);
          gather();
        }),
      ];
      following.set(remote, () => stops.forEach((stop) => stop()));
    }
  };

  store.subscribe(() => {
    follow();
    gather();
  });
  follow();

  return {
    show(send) {
      send(stateNow(store.state));
      send(sessionsNow(store.state));
      for (const message of chatsNow(store.state, () => true)) send(message);
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
    case "leaveMessage":
      return store.leaveMessage(act.message);
    case "waitOn":
      return store.waitOn();
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
      return sessionsOf(store.state)
        .find(({ opening }) => opening.session === act.session)
        ?.remote.grant(act.privileges);
    case "answerColleague":
      return store.answerColleague(act.session, act.rights);
    case "dismissColleague":
      return store.dismissColleague(act.session);
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

/** Every session under way, of the expert whose case it is first. */
function sessionsOf({ visit, colleagues }: CustomerState): { opening: Opening; remote: VisitSession }[] {
  return [visit, ...colleagues].flatMap((one) => (one.is === "on" ? [one] : []));
}

function stateNow({ visit, colleagues, outbox, spoken, ...rest }: CustomerState): MirrorDown {
  // The session's own keys and addresses stay in the module.
  const shownOf = (opening: Opening): Opening => ({ ...opening, iceServers: [], relayToken: "" });
  const shown: ShownState = {
    ...rest,
    visit:
      visit.is === "none"
        ? visit
        : visit.is === "on"
          ? { is: "on", opening: shownOf(visit.opening) }
          : { ...visit, opening: shownOf(visit.opening) },
    colleagues: colleagues.map((one) =>
      one.is === "on"
        ? { is: "on", opening: shownOf(one.opening) }
        : { is: "asked", opening: shownOf(one.opening), answerBy: one.answerBy },
    ),
    outbox: [...outbox],
    spoken: [...spoken],
  };
  return { type: "state", state: shown };
}

function sessionsNow(state: CustomerState): MirrorDown {
  const sessions = sessionsOf(state).map(({ remote, opening }): ShownSession => {
    const words = remote.get("words");
    return {
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
  });
  return { type: "sessions", sessions };
}

function chatsNow(state: CustomerState, isWanted: (remote: VisitSession) => boolean): MirrorDown[] {
  return sessionsOf(state)
    .filter(({ remote }) => isWanted(remote))
    .map(({ remote, opening }) => ({ type: "chat", session: opening.session, lines: [...remote.get("chat")] }));
}
