import type { SessionValues } from "@beckon/session/remote-session.ts";
import { makeValues, type Values } from "@beckon/session/values.ts";
import type { CaseStore } from "./case-store.ts";
import type { ColleagueVisit, CustomerState, Opening, VisitSession } from "./customer-state.ts";
import type { MirrorAct, MirrorDown, ShownModule, ShownSession, ShownState } from "./mirror-messages.ts";
import type { ModuleActs } from "./publish-store.ts";

/** The module's store as its page sees it: the same surface as the store of a browser's page, and what only a module does. */
export type MirrorStore = {
  readonly store: CaseStore;
  readonly acts: ModuleActs;
  /** Null until the module has let this page in. */
  readonly module: ShownModule | null;
  /** Takes a message of the module. */
  take(message: MirrorDown): void;
};

const NO_VISIT = { is: "none" } as const;
const nothing = (): void => undefined;

/** Makes the page's side; `send` reaches the module, or is lost when there is none any more. */
export function mirrorStore(send: (act: MirrorAct) => void): MirrorStore {
  let module: ShownModule | null = null;
  let shown: Pick<ShownState, "visit" | "colleagues"> = { visit: { is: "none" }, colleagues: [] };
  const live = new Map<string, { values: Values<SessionValues>; remote: VisitSession }>();
  let state: CustomerState = {
    link: "none",
    aheadMs: 0,
    page: { is: "loading" },
    visit: { is: "none" },
    colleagues: [],
    problem: null,
    busy: false,
    outbox: [],
    spoken: [],
    moving: false,
  };
  const listeners = new Set<() => void>();
  const rated = new Map<number, (done: boolean) => void>();
  let nextRating = 1;

  const set = (next: CustomerState): void => {
    state = next;
    for (const listener of listeners) listener();
  };

  const sessionOf = (opening: Opening): VisitSession | undefined => live.get(opening.session)?.remote;

  /** The visits with their sessions in them; a session that has begun is shown once its values are known. */
  const visitsNow = (): Pick<CustomerState, "visit" | "colleagues"> => {
    const { visit } = shown;
    const remote = visit.is === "on" ? sessionOf(visit.opening) : undefined;
    const before = state.visit.is === "on" ? state.visit : undefined;
    const same = remote !== undefined && before?.remote === remote;
    return {
      visit:
        visit.is !== "on" ? visit : same ? before : remote ? { is: "on", opening: visit.opening, remote } : NO_VISIT,
      colleagues: shown.colleagues.flatMap((one): ColleagueVisit[] => {
        if (one.is === "asked") return [one];
        const theirs = sessionOf(one.opening);
        return theirs ? [{ ...one, remote: theirs }] : [];
      }),
    };
  };

  const takeSessions = (sessions: readonly ShownSession[]): void => {
    for (const known of live.keys()) if (!sessions.some(({ session }) => session === known)) live.delete(known);
    for (const session of sessions) {
      const known = live.get(session.session) ?? mirrorSession(session, send);
      live.set(session.session, known);
      fill(known.values, session);
    }
  };

  const store: CaseStore = {
    get state() {
      return state;
    },
    hasModule: true,
    // The module's page is not of the server's address: files are sent in the session from there.
    holding: null,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    // The module has started long before its page; it belongs to a module's address, so no codes are typed there.
    start: () => Promise.resolve(),
    canMove: false,
    prepareMove: () => Promise.resolve(null),
    move: () => Promise.resolve(false),
    look: () => Promise.resolve(),
    join: () => Promise.resolve(),
    otherCode: nothing,
    openModule: (form) => Promise.resolve(send({ type: "openModule", form })),
    retryModule: () => Promise.resolve(send({ type: "retryModule" })),
    startAnew: () => send({ type: "startAnew" }),
    say: (text) => Promise.resolve(text.trim() === "" ? undefined : send({ type: "say", text })),
    leaveMessage: (message) => Promise.resolve(send({ type: "leaveMessage", message })),
    waitOn: () => Promise.resolve(send({ type: "waitOn" })),
    takeBack: (id) => send({ type: "takeBack", id }),
    close: () => Promise.resolve(send({ type: "close" })),
    leave: () => Promise.resolve(send({ type: "leave" })),
    reopen: () => Promise.resolve(send({ type: "reopen" })),
    rate: (stars, comment) =>
      new Promise((resolve) => {
        const id = nextRating++;
        rated.set(id, resolve);
        send({ type: "rate", id, stars, comment });
      }),
    resume: () => Promise.resolve(send({ type: "resume" })),
    allow: (rights = []) => {
      // What was asked is what was read: another question that comes meanwhile is not answered by this.
      const session = shown.visit.is === "none" ? "" : shown.visit.opening.session;
      return Promise.resolve(send({ type: "allow", session, rights: [...rights] }));
    },
    deny: () => send({ type: "deny" }),
    reconsider: () => send({ type: "reconsider" }),
    stop: () => send({ type: "stop" }),
    answerColleague: (session, rights) => send({ type: "answerColleague", session, rights: rights && [...rights] }),
    dismissColleague: (session) => send({ type: "dismissColleague", session }),
    // There is nothing to choose: the whole desktop is shown, or what the expert picks of it.
    changePicture: () => Promise.resolve("failed"),
  };

  return {
    store,
    acts: {
      pauseTransfer: (transfer, paused) => send({ type: "pauseTransfer", transfer, paused }),
      cancelTransfer: (transfer) => send({ type: "cancelTransfer", transfer }),
      declineFile: () => send({ type: "declineFile" }),
      speak: (language) => send({ type: "speak", language }),
      receiveInto: (folder) => send({ type: "receiveInto", folder }),
      uninstall: () => send({ type: "uninstall" }),
    },
    get module() {
      return module;
    },
    take(message) {
      switch (message.type) {
        case "entered":
        case "module":
          ({ module } = message);
          return set({ ...state });
        case "state":
          shown = message.state;
          return set({ ...message.state, ...visitsNow() });
        case "sessions":
          takeSessions(message.sessions);
          return set({ ...state, ...visitsNow() });
        case "chat":
          return live.get(message.session)?.values.set("chat", message.lines);
        case "rated":
          rated.get(message.id)?.(message.done);
          rated.delete(message.id);
          return undefined;
        case "tone":
          return undefined;
      }
    },
  };
}

function mirrorSession(session: ShownSession, send: (act: MirrorAct) => void) {
  const values = makeValues<SessionValues>({
    state: session.state,
    words: { words: undefined, changed: false },
    picture: { stream: null, shows: null },
    chat: [],
    pointer: null,
    pen: [],
    privileges: [],
    privilegeAsked: null,
    voice: { mine: false, theirs: false, stream: null },
    host: null,
    desktop: null,
    transfers: [],
    fileAsked: false,
    system: null,
    systemAnswer: null,
    people: [],
    recording: false,
    stats: null,
  });
  const remote: VisitSession = {
    get: values.get,
    on: values.on,
    say: (text) => send({ type: "say", text }),
    grant: (privileges) => send({ type: "grant", session: session.session, privileges: [...privileges] }),
    setMicrophone: nothing,
  };
  return { values, remote };
}

function fill(values: Values<SessionValues>, session: ShownSession): void {
  const { words, changed } = session.words;
  values.set("state", session.state);
  values.set("words", { words, changed });
  values.set("privileges", session.privileges);
  values.set("privilegeAsked", session.privilegeAsked);
  values.set("transfers", session.transfers);
  values.set("fileAsked", session.fileAsked);
  values.set("people", session.people);
  values.set("recording", session.recording);
  values.set("desktop", { monitors: [], shown: null, quality: "automatic", trouble: session.trouble });
  values.set("stats", {
    path: session.path,
    rttMs: null,
    bitsPerSecond: null,
    lossShare: null,
    framesPerSecond: null,
    width: null,
    height: null,
  });
}
