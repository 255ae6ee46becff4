import type { Privilege } from "@beckon/protocol/peer.ts";
import { randomId } from "@beckon/session/random-id.ts";
import type { RemoteSession } from "@beckon/session/remote-session.ts";
import { createColleagueVisits, offersOf } from "./colleague-visits.ts";
import type { ColleagueVisit, Opening, Visit, VisitNote } from "./customer-state.ts";
import { keepTogether } from "./keep-together.ts";
import { ANSWER_MS, rememberAnswers, type Ready, type VisitPorts } from "./visit-ports.ts";

/** So many experts may ask within a minute; a server that opens more is not listened to for a while. */
const MOST_A_MINUTE = 20;
const MINUTE_MS = 60_000;

/** The visit of the expert whose case it is: asked, allowed, shown, over; and those of the colleagues they bring in. */
export type Visits = ReturnType<typeof createVisits>;

/**
 * Makes the visits of one page; `show` gets each new state, `leave` each session that ended, before it goes.
 * Consent is kept here, not at the server: nothing starts without `allow` [R1].
 */
export function createVisits(
  ports: VisitPorts,
  show: (visit: Visit<RemoteSession>, colleagues: readonly ColleagueVisit<RemoteSession>[]) => void,
  leave: (visit: { opening: Opening; remote: RemoteSession }) => void,
) {
  let visit: Visit<RemoteSession> = { is: "none" };
  let timer: unknown;
  let openedAt: number[] = [];
  const answers = rememberAnswers(ports.memory);
  const together = keepTogether();
  const colleagues = createColleagueVisits(ports, {
    start: (opening, rights) => ports.showing.join(optionsOf(opening), rights, offersOf(opening)),
    show: () => showAll(),
    leave,
  });

  const showAll = (): void => {
    const there = [...(visit.is === "on" ? [visit] : []), ...colleagues.visits.filter((one) => one.is === "on")];
    together(
      there.map(({ opening, remote }) => ({
        session: opening.session,
        name: opening.expert.name,
        part: opening.colleague === null ? "expert" : "colleague",
        remote,
      })),
    );
    show(visit, colleagues.visits);
  };

  const set = (next: Visit<RemoteSession>): void => {
    const wasOn = visit.is === "on";
    if (visit.is === "on" && (next.is !== "on" || next.remote !== visit.remote)) leave(visit);
    visit = next;
    ports.clearTimeout(timer);
    if (next.is === "asked" && !next.picking)
      timer = ports.setTimeout(() => refuse("unanswered"), Math.max(0, next.answerBy - ports.now()));
    // Whoever was brought in is there only beside the expert whose case it is [R9].
    if (next.is === "none" || (wasOn && next.is !== "on")) colleagues.end();
    showAll();
    if (next.is === "on") colleagues.begin();
  };

  const remember = ({ session }: Opening, answer: string): void => answers.set(session, answer);

  const off = (opening: Opening, note: VisitNote, open: boolean): void => set({ is: "off", opening, note, open });

  const refuse = (answer: "denied" | "unanswered"): void => {
    if (visit.is !== "asked" && visit.is !== "resume") return;
    remember(visit.opening, answer);
    ports.answer(visit.opening.session, answer);
    off(visit.opening, answer, true);
  };

  const ask = (opening: Opening, answerBy = ports.now() + ANSWER_MS): void => {
    remember(opening, `asked ${answerBy}`);
    set({ is: "asked", opening, answerBy, picking: false, trouble: null });
  };

  const optionsOf = ({ session, iceServers, relayToken, caseId }: Opening) => ({
    session,
    iceServers,
    relay: { url: ports.relayUrl, token: relayToken },
    signal: (body: string) => ports.signal(caseId, session, body),
  });

  /** Says how the session of the expert whose case it is ended; a colleague's is theirs to end. */
  const watch = (remote: RemoteSession): void => {
    remote.on("state", (state) => {
      if (state.is !== "ended" || visit.is !== "on" || visit.remote !== remote) return;
      const note = { endedHere: "stopped", endedThere: "ended", wordsMismatch: "mismatch" } as const;
      remember(visit.opening, note[state.because]);
      off(visit.opening, note[state.because], false);
    });
  };

  const start = (opening: Opening, ready: Ready, rights: readonly Privilege[] | undefined): void => {
    const remote = ready.start(optionsOf(opening), rights);
    watch(remote);
    remember(opening, "allowed");
    set({ is: "on", opening, remote });
  };

  /** The case was handed to a colleague whose session goes on as it is [R24]; whoever had it is theirs now. */
  const promote = ({ opening, remote }: { opening: Opening; remote: RemoteSession }): void => {
    colleagues.swap(opening.session, visit.is === "on" ? visit : undefined);
    remote.offer(undefined);
    watch(remote);
    visit = { is: "on", opening, remote };
    showAll();
  };

  const allow = async (rights?: readonly Privilege[]): Promise<void> => {
    if ((visit.is !== "asked" && visit.is !== "resume") || visit.picking) return;
    const { opening } = visit;
    const first = visit.is === "asked";
    set({ ...visit, picking: true, trouble: null });
    const prepared = await ports.showing.prepare();
    if (stillPicking(visit, opening) && prepared.is === "ready") {
      if (first) ports.answer(opening.session, "allowed");
      start(opening, prepared, rights);
      return;
    }
    if (prepared.is === "ready") return prepared.discard();
    if (!stillPicking(visit, opening)) return;
    if (visit.is === "resume") set({ ...visit, picking: false, trouble: prepared.is });
    else if (visit.is === "asked")
      set({ ...visit, picking: false, trouble: prepared.is, answerBy: ports.now() + ANSWER_MS });
  };

  /** Every session under way, of the expert whose case it is first. */
  const remotes = (): RemoteSession[] => {
    const others = colleagues.visits.flatMap((one) => (one.is === "on" ? [one.remote] : []));
    return visit.is === "on" ? [visit.remote, ...others] : others;
  };

  return {
    /** An expert pressed Connect, or the server says again that they did. */
    opened(opening: Opening): void {
      if (visit.is !== "none" && visit.opening.session === opening.session) return;
      const colleague = colleagues.find(opening.session);
      if (colleague && opening.colleague) return colleagues.opened(opening);
      if (colleague?.is === "on") return promote({ ...colleague, opening });
      openedAt = openedAt.filter((at) => ports.now() - at < MINUTE_MS);
      if (openedAt.length >= MOST_A_MINUTE) return;
      openedAt.push(ports.now());
      if (opening.colleague) return colleagues.opened(opening);
      if (visit.is === "on") visit.remote.end();
      const kept = answers.get(opening.session);
      // Of somebody who was there as a colleague it says for what.
      const before = kept?.startsWith("allowed ") ? "allowed" : kept;
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

    /** The customer's answer for a colleague: what is granted, or null for nothing at all. */
    answerColleague: colleagues.answer,
    dismissColleague: colleagues.dismiss,
    /** Which sessions there are, by the server's word: whoever is not among them has gone. */
    settle: colleagues.settle,
    /** Whether the expert of a session is known here already. */
    knows: (session: string): boolean =>
      (visit.is !== "none" && visit.opening.session === session) || colleagues.find(session) !== undefined,

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
      return visit.is === "on" ? ports.showing.change(remotes()) : "failed";
    },

    /** Says something to every expert who is there; each session has the same line. */
    say(text: string): void {
      const id = randomId();
      for (const remote of remotes()) remote.say(text, id);
    },

    signal(session: string, body: string): void {
      if (visit.is === "on" && visit.opening.session === session) return visit.remote.handleSignal(body);
      const colleague = colleagues.find(session);
      if (colleague?.is === "on") colleague.remote.handleSignal(body);
    },

    /** The link to the server is back. */
    retry(): void {
      for (const remote of remotes()) remote.retry();
    },

    /** Ends whatever is going on and forgets it: the case is over, or this page no longer holds it. */
    drop(): void {
      const remote = visit.is === "on" ? visit.remote : undefined;
      if (visit.is !== "none") set({ is: "none" });
      remote?.end();
    },

    /** Another place of this customer has the case from now on: nothing is shown here any more, and the sessions go on there. */
    handOver(): void {
      const main = visit.is === "on" ? visit.remote : undefined;
      for (const remote of remotes()) if (remote !== main) remote.handOver();
      if (visit.is !== "none") set({ is: "none" });
      main?.handOver();
    },
  };
}

function stillPicking(visit: Visit, opening: Opening): boolean {
  return (visit.is === "asked" || visit.is === "resume") && visit.opening === opening && visit.picking;
}
