import type { ModulePage } from "@beckon/protocol/modules.ts";
import { CLOSE } from "@beckon/protocol/down.ts";
import type { CustomerCase, CustomerDown } from "@beckon/protocol/down.ts";
import type { CustomerRequest } from "@beckon/protocol/up.ts";
import type { NewMessage } from "@beckon/protocol/waiting.ts";
import { isOpen } from "@beckon/domain/case.ts";
import type { Reply, RequestNow } from "@beckon/session/server-link.ts";
import type { Address } from "./address.ts";
import type { Place } from "./claims.ts";
import type { CustomerState, Opening, Page, SpokenLine, VisitSession } from "./customer-state.ts";
import type { CustomerLink, ModuleForm, StorePorts } from "./store-ports.ts";
import { createVisits } from "./visits.ts";

/** Under this name the memory of a tab holds the case it showed last. */
export const SHOWN_CASE = "beckon.case";

/** The customer's page as one state machine: the link to the server, the case, and the expert's visit. */
export type CaseStore = ReturnType<typeof createCaseStore>;

/** Makes the store of one page; `start` brings it to where `address` points. */
export function createCaseStore(ports: StorePorts, address: Address) {
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
  let link: CustomerLink | undefined;
  let place: Place | null = null;
  /** Whether the server has said that our secret holds a case. */
  let claimed = false;
  /** Whether the connection as it is now is bound to that case. */
  let bound = false;
  let nextOutgoing = 1;
  /** The case that is over and was left for a new one: late news of it leads nobody back. */
  let givenUp: string | null = null;
  const listeners = new Set<() => void>();

  const set = (change: Partial<CustomerState>): void => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };
  const go = (page: Page): void => set({ page, problem: null, busy: false });
  const moduleSlug = (): string | undefined => (address.is === "module" ? address.slug : undefined);

  const visits = createVisits(
    {
      ...ports.visits,
      memory: ports.memory,
      answer: (session, answer) => void request({ type: "customer/consent", session, answer }),
      dismiss: (session) => void request({ type: "customer/dismiss", session }),
      signal: (caseId, session, body) => link?.send({ type: "session/signal", caseId, session, body }),
    },
    (visit, colleagues) => set({ visit, colleagues }),
    (visit) => set({ spoken: [...state.spoken, ...spokenIn(visit)] }),
  );

  const connect = (): CustomerLink => {
    if (link) return link;
    const opened = ports.openLink((now) => {
      bound = false;
      return place !== null && claimed ? returnOver(now) : undefined;
    });
    link = opened;
    set({ link: opened.state.is });
    opened.on(take);
    opened.subscribe(() => {
      if (link !== opened) return;
      set({ link: opened.state.is });
      if (opened.state.is === "open") visits.retry();
      if (opened.state.is !== "refused") return;
      const elsewhere = opened.state.code === CLOSE.superseded;
      if (elsewhere) visits.handOver();
      else visits.drop();
      go({ is: elsewhere ? "elsewhere" : "outdated" });
    });
    return opened;
  };

  const request = (asked: CustomerRequest): Promise<Reply> => connect().request(asked);

  /** Asks for something the customer pressed a button for; what goes wrong is shown as `problem`. */
  const act = async (asked: CustomerRequest): Promise<Reply> => {
    set({ busy: true, problem: null });
    const reply = await request(asked);
    set({ busy: false, problem: reply.ok ? null : reply.refusal });
    return reply;
  };

  const known = () => ({
    secret: ports.claims.readOrMake("device"),
    ...(ports.computer?.() ?? { host: "", memory: null }),
  });

  const comeBack = (secret: string): CustomerRequest => ({ type: "customer/return", secret, device: ports.device() });

  async function returnOver(ask: RequestNow<CustomerRequest>): Promise<Reply | undefined> {
    const secret = place === null ? null : ports.claims.read(place);
    if (secret === null) return undefined;
    const reply = await ask(comeBack(secret));
    if (!reply.ok && reply.refusal.reason === "notFound" && claimed) forget();
    return reply;
  }

  const forget = (): void => {
    if (place !== null) ports.claims.forget(place);
    claimed = false;
    visits.drop();
    go({ is: "gone" });
  };

  /** The case a request made or claimed is ours; a connection that came after the request is bound to it now. */
  const claim = async (secret: string): Promise<void> => {
    // Given up meanwhile: the case was over, and another one is being made.
    if (place === null || ports.claims.read(place) !== secret) return;
    claimed = true;
    if (!bound) await returnOver(request);
  };

  function take(message: CustomerDown): void {
    switch (message.type) {
      case "welcome":
        return set({ aheadMs: message.now - ports.visits.now() });
      case "customer/case":
        return takeCase(message.case);
      case "customer/gone":
        return forget();
      case "session/open":
        if (!visits.knows(message.session)) ports.tone.play("arrival");
        return visits.opened(message);
      case "session/over":
        return visits.over();
      case "session/signal":
        return visits.signal(message.session, message.body);
      default:
        return undefined;
    }
  }

  function takeCase(next: CustomerCase): void {
    if (next.caseId === givenUp) return;
    if (state.page.is === "left" && !claimed) return set({ page: { is: "left", case: next } });
    const before = state.page.is === "case" ? state.page.case : null;
    if (before?.caseId === next.caseId && before.version > next.version) return;
    const known = ports.memory.getItem(SHOWN_CASE) === next.caseId;
    const slug = moduleSlug();
    // Somebody who opens a module anew after their case was over wants help again, not the end of the last one.
    if (!before && !known && slug !== undefined && !isOpen(next.state)) return startAnew(next.caseId);
    bound = true;
    claimed = true;
    ports.memory.setItem(SHOWN_CASE, next.caseId);
    if (slug === undefined) ports.moveTo(`/${next.code}`);
    if (!isOpen(next.state)) visits.drop();
    // Somebody who left while we were away: the server had nobody to tell that the session is over.
    else if (next.expert?.presence !== "connected" && next.expert?.presence !== "reconnecting") visits.over();
    visits.settle(next.sessions);
    if (before && isOpen(next.state)) sound(before, next);
    go({ is: "case", case: next });
  }

  const sound = (before: CustomerCase, next: CustomerCase): void => {
    const said = next.messages.at(-1);
    if (next.expert !== null && before.expert?.name !== next.expert.name) ports.tone.play("arrival");
    else if (said?.from === "expert" && said.seq > (before.messages.at(-1)?.seq ?? -1)) ports.tone.play("message");
  };

  const startAnew = (from = state.page.is === "case" ? state.page.case.caseId : null): void => {
    givenUp = from ?? givenUp;
    if (place !== null) ports.claims.forget(place);
    claimed = false;
    bound = false;
    visits.drop();
    go({ is: "loading" });
    const slug = moduleSlug();
    if (slug !== undefined) void showModule(slug);
  };

  const showModule = async (slug: string): Promise<void> => {
    const answer = await ports.readModule(slug);
    if (state.page.is !== "loading" && state.page.is !== "unreachable") return;
    if (answer.is === "unknown") return go({ is: "moduleUnknown" });
    if (answer.is === "unreachable") return go({ is: "unreachable" });
    go({ is: "module", module: answer.module });
    if (!answer.module.suspended && !answer.module.closed && nothingToFillIn(answer.module))
      await openModule({
        customerName: "",
        customerEmail: "",
        description: "",
        disclaimerAccepted: false,
      });
  };

  const openModule = async (form: ModuleForm): Promise<void> => {
    const slug = moduleSlug();
    if (slug === undefined || state.busy) return;
    place = `m/${slug}`;
    const secret = ports.claims.readOrMake(place);
    const reply = await act({ type: "customer/open", slug, secret, ...form, device: ports.device(), known: known() });
    if (reply.ok) await claim(secret);
  };

  const look = async (code: string): Promise<void> => {
    place = `s${code.slice(1)}`;
    const secret = ports.claims.read(place);
    if (secret !== null) {
      const back = await act(comeBack(secret));
      if (back.ok) return claim(secret);
      // The code was never claimed with it: the secret stays, and joining is tried anew.
      if (back.refusal.reason !== "notFound")
        return state.page.is === "loading" ? set({ page: { is: "join" } }) : undefined;
    }
    const reply = await act({ type: "customer/look", code });
    if (reply.ok && reply.value.invitation) return go({ is: "invitation", invitation: reply.value.invitation });
    if (state.page.is === "loading") set({ page: { is: "join" } });
    return undefined;
  };

  return {
    get state(): CustomerState {
      return state;
    },
    /** The open case of this page and the secret that holds it, for sending files to it; null where that is not possible [H4]. */
    get holding(): { caseId: string; secret: string } | null {
      if (ports.attaches === false || state.page.is !== "case" || place === null || !isOpen(state.page.case.state))
        return null;
      const secret = ports.claims.read(place);
      return secret === null ? null : { caseId: state.page.case.caseId, secret };
    },
    /** Whether the page belongs to a module, where a new case can be made. */
    hasModule: address.is === "module",
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    /** Goes to what the address asks for, or back to the case this browser holds there. */
    async start(): Promise<void> {
      if (address.is === "join") return go({ is: "join" });
      if (address.is === "code") return look(address.code);
      place = `m/${address.slug}`;
      const secret = ports.claims.read(place);
      const back = secret === null ? null : await request(comeBack(secret));
      if (secret !== null && back?.ok) return claim(secret);
      return showModule(address.slug);
    },

    /** Whether the case can go on in the desktop module: not where it is there already. */
    canMove: true,
    /** Lets the holder of the secret that is returned take this case over within 15 minutes [M9]; null when that is refused. */
    async prepareMove(): Promise<string | null> {
      const move = ports.claims.makeSecret();
      const reply = await act({ type: "customer/prepare-move", move });
      if (reply.ok) set({ moving: true });
      return reply.ok ? move : null;
    },
    /** Takes over the case that `move` was made for in the browser [M9]; false, and nothing has begun, where that is not possible. */
    async move(move: string): Promise<boolean> {
      const slug = moduleSlug();
      if (slug === undefined) return false;
      place = `m/${slug}`;
      const secret = ports.claims.readOrMake(place);
      const moved = await request({ type: "customer/move", move, secret, device: ports.device(), known: known() });
      if (moved.ok) await claim(secret);
      return moved.ok;
    },

    /** Looks who is behind a code [S3], or comes back to the case that this browser has with it. */
    look,
    /** Joins the case behind the code that was looked at. */
    async join(customerName: string): Promise<void> {
      if (state.page.is !== "invitation" || state.busy) return;
      const { code } = state.page.invitation;
      place = `s${code.slice(1)}`;
      const secret = ports.claims.readOrMake(place);
      const reply = await act({
        type: "customer/join",
        code,
        secret,
        customerName,
        device: ports.device(),
        known: known(),
      });
      if (reply.ok) await claim(secret);
    },
    /** Back to typing a code. */
    otherCode(): void {
      place = null;
      ports.moveTo("/");
      go({ is: "join" });
    },
    openModule,
    /** Reads the module's page once more. */
    async retryModule(): Promise<void> {
      const slug = moduleSlug();
      if (slug !== undefined) await showModule(slug);
    },
    startAnew: () => startAnew(),

    /** Says something: from side to side while a session's channel is up, else through the server. */
    async say(text: string): Promise<void> {
      const said = text.trim();
      if (said === "") return;
      if (state.visit.is === "on" && state.visit.remote.get("state").is !== "connecting") return visits.say(said);
      const outgoing = { id: nextOutgoing++, text: said, failed: false };
      set({ outbox: [...state.outbox, outgoing] });
      const reply = await request({ type: "customer/say", text: said });
      const others = state.outbox.filter(({ id }) => id !== outgoing.id);
      set({ outbox: reply.ok ? others : [...others, { ...outgoing, failed: true }] });
    },
    /** Takes back a message that could not be sent, to be tried again. */
    takeBack(id: number): void {
      set({ outbox: state.outbox.filter((outgoing) => outgoing.id !== id) });
    },

    /** Leaves a message to be answered [H3]; what is wrong with it is shown as `problem`. */
    async leaveMessage(message: NewMessage): Promise<void> {
      await act({ type: "customer/leave-message", ...message });
    },
    /** Waits after all: the message is taken back. */
    async waitOn(): Promise<void> {
      await act({ type: "customer/wait" });
    },

    async close(): Promise<void> {
      await act({ type: "customer/close" });
    },
    async leave(): Promise<void> {
      const { page } = state;
      if (page.is !== "case") return;
      visits.drop();
      const reply = await act({ type: "customer/leave" });
      if (!reply.ok) return;
      claimed = false;
      go({ is: "left", case: page.case });
    },
    async reopen(): Promise<void> {
      await act({ type: "customer/reopen" });
    },
    async rate(stars: number, comment: string): Promise<boolean> {
      return (await act({ type: "customer/rate", stars, comment })).ok;
    },
    /** Comes back after leaving, or takes the place back from another tab or device. */
    async resume(): Promise<void> {
      claimed = true;
      set({ busy: true });
      if (link?.state.is === "refused") {
        link = undefined;
        connect();
      } else await returnOver(request);
    },

    allow: visits.allow,
    deny: visits.deny,
    answerColleague: visits.answerColleague,
    dismissColleague: visits.dismissColleague,
    reconsider: visits.reconsider,
    stop: visits.stop,
    changePicture: visits.changePicture,
  };
}

/** What is said in a session, with the expert's name. */
export function spokenIn({ opening, remote }: { opening: Opening; remote: VisitSession }): SpokenLine[] {
  return remote.get("chat").map((line) => ({ ...line, name: opening.expert.name }));
}

/** Whether opening a module makes a case at once [M4]. */
export function nothingToFillIn({ fields, disclaimer }: Pick<ModulePage, "fields" | "disclaimer">): boolean {
  return disclaimer === "" && Object.values(fields).every((use) => use === "hidden");
}
