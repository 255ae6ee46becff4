import type { ConsentAnswer } from "@beckon/domain/case.ts";
import type { Privilege } from "@beckon/protocol/peer.ts";
import type { RemoteSession, SessionOptions } from "@beckon/session/remote-session.ts";
import type { Opening, Visit, VisitNote } from "./customer-state.ts";

/** How long an expert's question waits for an answer before it counts as denied [R1]. */
export const ANSWER_MS = 60_000;

/** So many experts may ask within a minute; a server that opens more is not listened to for a while. */
const MOST_A_MINUTE = 20;
const MINUTE_MS = 60_000;

/** This computer, ready to be shown: `start` begins the session with what was allowed, `discard` forgets it. */
export type Ready = {
  is: "ready";
  /** `rights`: what the customer ticked; undefined where nothing is ticked and showing is all there is. */
  start(options: SessionOptions, rights: readonly Privilege[] | undefined): RemoteSession;
  discard(): void;
};

/** How this computer shows itself to experts: by the browser's picker, or with the desktop module behind it. */
export type Showing = {
  /** Called from a click. `cancelled`: the customer chose nothing. */
  prepare(): Promise<Ready | { is: "cancelled" } | { is: "failed" }>;
  /** Shows something else instead, where something is chosen at all. */
  change(remote: RemoteSession): Promise<"stream" | "cancelled" | "failed">;
  /** What was granted before and needs no second question [M9, R8]; null: ask. */
  granted(opening: Opening): readonly Privilege[] | null;
};

/** What visits need from the outside. */
export type VisitPorts = {
  /** Tells the server what the customer answered. */
  answer(answer: ConsentAnswer): void;
  signal(caseId: string, body: string): void;
  /** Where the way through the server is [R17]: `wss://…/live/relay`. */
  relayUrl: string;
  showing: Showing;
  /** Remembers per session what was answered, so that a reload does not ask twice. */
  memory: Pick<Storage, "getItem" | "setItem">;
  now(): number;
  setTimeout(call: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
};

/** The experts' visits, one at a time: asked, allowed, shown, over. */
export type Visits = ReturnType<typeof createVisits>;

/**
 * Makes the visits of one page; `show` gets each new state, `leave` each session that ended, before it goes.
 * Consent is kept here, not at the server: nothing starts without `allow` [R1].
 */
export function createVisits(
  ports: VisitPorts,
  show: (visit: Visit<RemoteSession>) => void,
  leave: (remote: RemoteSession) => void,
) {
  let visit: Visit<RemoteSession> = { is: "none" };
  let timer: unknown;
  let openedAt: number[] = [];

  const set = (next: Visit<RemoteSession>): void => {
    if (visit.is === "on" && (next.is !== "on" || next.remote !== visit.remote)) leave(visit.remote);
    visit = next;
    ports.clearTimeout(timer);
    if (next.is === "asked" && !next.picking)
      timer = ports.setTimeout(() => refuse("unanswered"), Math.max(0, next.answerBy - ports.now()));
    show(next);
  };

  const remember = (opening: Opening, answer: string): void => ports.memory.setItem(memoryKey(opening), answer);

  const off = (opening: Opening, note: VisitNote, open: boolean): void => set({ is: "off", opening, note, open });

  const refuse = (answer: "denied" | "unanswered"): void => {
    if (visit.is !== "asked" && visit.is !== "resume") return;
    remember(visit.opening, answer);
    ports.answer(answer);
    off(visit.opening, answer, true);
  };

  const ask = (opening: Opening, answerBy = ports.now() + ANSWER_MS): void => {
    remember(opening, `asked ${answerBy}`);
    set({ is: "asked", opening, answerBy, picking: false, trouble: null });
  };

  const start = (opening: Opening, ready: Ready, rights: readonly Privilege[] | undefined): void => {
    const { session, iceServers, relayToken, caseId } = opening;
    const relay = { url: ports.relayUrl, token: relayToken };
    const remote = ready.start({ session, iceServers, relay, signal: (body) => ports.signal(caseId, body) }, rights);
    remote.on("state", (state) => {
      if (state.is !== "ended" || visit.is !== "on" || visit.remote !== remote) return;
      const note = { endedHere: "stopped", endedThere: "ended", wordsMismatch: "mismatch" } as const;
      remember(opening, note[state.because]);
      off(opening, note[state.because], false);
    });
    remember(opening, "allowed");
    set({ is: "on", opening, remote });
  };

  const allow = async (rights?: readonly Privilege[]): Promise<void> => {
    if ((visit.is !== "asked" && visit.is !== "resume") || visit.picking) return;
    const { opening } = visit;
    const first = visit.is === "asked";
    set({ ...visit, picking: true, trouble: null });
    const prepared = await ports.showing.prepare();
    if (stillPicking(visit, opening) && prepared.is === "ready") {
      if (first) ports.answer("allowed");
      start(opening, prepared, rights);
      return;
    }
    if (prepared.is === "ready") return prepared.discard();
    if (!stillPicking(visit, opening)) return;
    if (visit.is === "resume") set({ ...visit, picking: false, trouble: prepared.is });
    else if (visit.is === "asked")
      set({ ...visit, picking: false, trouble: prepared.is, answerBy: ports.now() + ANSWER_MS });
  };

  return {
    /** An expert pressed Connect, or the server says again that they did. */
    opened(opening: Opening): void {
      if (visit.is !== "none" && visit.opening.session === opening.session) return;
      openedAt = openedAt.filter((at) => ports.now() - at < MINUTE_MS);
      if (openedAt.length >= MOST_A_MINUTE) return;
      openedAt.push(ports.now());
      if (visit.is === "on") visit.remote.end();
      const before = ports.memory.getItem(memoryKey(opening));
      const granted = before === null || before === "allowed" ? ports.showing.granted(opening) : null;
      const askedUntil = Number(/^asked (\d+)$/.exec(before ?? "")?.[1]);
      if (granted !== null) {
        const unasked = { opening, picking: false, trouble: null };
        set(
          before === null
            ? { is: "asked", answerBy: ports.now() + ANSWER_MS, ...unasked }
            : { is: "resume", ...unasked },
        );
        void allow(granted);
      } else if (before === null) ask(opening);
      else if (askedUntil > 0) ask(opening, askedUntil);
      else if (before === "allowed") set({ is: "resume", opening, picking: false, trouble: null });
      else off(opening, before as VisitNote, before === "denied" || before === "unanswered");
    },

    /** The expert's side is gone. */
    over(): void {
      if (visit.is === "on") {
        const { remote, opening } = visit;
        remember(opening, "ended");
        off(opening, "ended", false);
        remote.end();
      } else if (visit.is === "asked" || visit.is === "resume") set({ is: "none" });
      else if (visit.is === "off" && visit.open) set({ ...visit, open: false });
    },

    /** Allow: makes this computer ready to be shown and starts; cancelling the browser's picker is asked again. */
    allow,

    deny: (): void => refuse("denied"),

    /** Asks again after a denial, while the expert is still there. */
    reconsider(): void {
      if (visit.is === "off" && visit.open) ask(visit.opening);
    },

    /** Stops everything at once; works with the network down [R4]. */
    stop(): void {
      if (visit.is === "on") visit.remote.end();
    },

    /** Shows something else: the picker again, and the new picture in place of the old one. */
    async changePicture(): Promise<"stream" | "cancelled" | "failed"> {
      return visit.is === "on" ? ports.showing.change(visit.remote) : "failed";
    },

    signal(body: string): void {
      if (visit.is === "on") visit.remote.handleSignal(body);
    },

    /** The link to the server is back. */
    retry(): void {
      if (visit.is === "on") visit.remote.retry();
    },

    /** Ends whatever is going on and forgets it: the case is over, or this page no longer holds it. */
    drop(): void {
      const remote = visit.is === "on" ? visit.remote : undefined;
      if (visit.is !== "none") set({ is: "none" });
      remote?.end();
    },
  };
}

function memoryKey({ session }: Opening): string {
  return `beckon.answer.${session}`;
}

function stillPicking(visit: Visit, opening: Opening): boolean {
  return (visit.is === "asked" || visit.is === "resume") && visit.opening === opening && visit.picking;
}
