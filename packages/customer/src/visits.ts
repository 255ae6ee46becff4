import type { ConsentAnswer } from "@beckon/domain/case.ts";
import type { hostSession, RemoteSession } from "@beckon/session/remote-session.ts";
import type { Opening, Visit, VisitNote } from "./customer-state.ts";

/** How long an expert's question waits for an answer before it counts as denied [R1]. */
export const ANSWER_MS = 60_000;

/** What came of asking the customer, in their browser's own picker, what to show. */
export type Captured = { is: "stream"; stream: MediaStream } | { is: "cancelled" } | { is: "failed" };

/** What visits need from the outside. */
export type VisitPorts = {
  /** Tells the server what the customer answered. */
  answer(answer: ConsentAnswer): void;
  signal(caseId: string, body: string): void;
  canCapture(): boolean;
  capture(): Promise<Captured>;
  loadHost(): Promise<typeof hostSession>;
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
export function createVisits(ports: VisitPorts, show: (visit: Visit) => void, leave: (remote: RemoteSession) => void) {
  let visit: Visit = { is: "none" };
  let timer: unknown;

  const set = (next: Visit): void => {
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

  const start = (opening: Opening, host: typeof hostSession, stream: MediaStream): void => {
    const { session, iceServers, caseId } = opening;
    const remote = host({
      session,
      iceServers,
      signal: (body) => ports.signal(caseId, body),
      stream,
      privileges: stream.getVideoTracks().length > 0 ? ["see", "point"] : [],
    });
    hideWhenEnded(remote, stream);
    remote.on("state", (state) => {
      if (state.is !== "ended" || visit.is !== "on" || visit.remote !== remote) return;
      const note = { endedHere: "stopped", endedThere: "ended", wordsMismatch: "mismatch" } as const;
      remember(opening, note[state.because]);
      off(opening, note[state.because], false);
    });
    remember(opening, "allowed");
    set({ is: "on", opening, remote });
  };

  return {
    /** An expert pressed Connect, or the server says again that they did. */
    opened(opening: Opening): void {
      if (visit.is !== "none" && visit.opening.session === opening.session) return;
      if (visit.is === "on") visit.remote.end();
      const before = ports.memory.getItem(memoryKey(opening));
      const askedUntil = Number(/^asked (\d+)$/.exec(before ?? "")?.[1]);
      if (before === null) ask(opening);
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

    /** Allow: opens the browser's picker and, when something was chosen, starts. Cancelling it is asked again. */
    async allow(): Promise<void> {
      if ((visit.is !== "asked" && visit.is !== "resume") || visit.picking) return;
      const { opening } = visit;
      const first = visit.is === "asked";
      set({ ...visit, picking: true, trouble: null });
      const loading = ports.loadHost();
      loading.catch(() => undefined);
      const captured: Captured = ports.canCapture()
        ? await ports.capture()
        : { is: "stream", stream: new MediaStream() };
      const host = await loading.catch(() => undefined);
      if (stillPicking(visit, opening) && captured.is === "stream" && host) {
        if (first) ports.answer("allowed");
        start(opening, host, captured.stream);
        return;
      }
      if (captured.is === "stream") for (const track of captured.stream.getTracks()) track.stop();
      if (!stillPicking(visit, opening)) return;
      const trouble = captured.is === "cancelled" ? "cancelled" : "failed";
      if (visit.is === "resume") set({ ...visit, picking: false, trouble });
      else if (visit.is === "asked") set({ ...visit, picking: false, trouble, answerBy: ports.now() + ANSWER_MS });
    },

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
    async changePicture(): Promise<Captured["is"]> {
      if (visit.is !== "on") return "failed";
      const { remote } = visit;
      const captured = await ports.capture();
      if (captured.is !== "stream") return captured.is;
      if (remote.get("state").is === "ended") {
        for (const track of captured.stream.getTracks()) track.stop();
        return "failed";
      }
      hideWhenEnded(remote, captured.stream);
      remote.changePicture(captured.stream);
      remote.grant([...new Set([...remote.get("privileges"), "see" as const])]);
      return "stream";
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

// The browser's own "stop sharing" is the customer taking the right to see away.
function hideWhenEnded(remote: RemoteSession, stream: MediaStream): void {
  for (const track of stream.getVideoTracks()) {
    track.addEventListener("ended", () => {
      if (remote.get("picture").stream !== stream && remote.get("picture").stream !== null) return;
      remote.grant(remote.get("privileges").filter((privilege) => privilege !== "see"));
    });
  }
}
