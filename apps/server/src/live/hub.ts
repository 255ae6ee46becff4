import type { Case, Party } from "@beckon/domain/case.ts";
import { isOpen, isPresent } from "@beckon/domain/case.ts";
import { may, type Role } from "@beckon/domain/permissions.ts";
import { CLOSE } from "@beckon/protocol/down.ts";
import type { ConsoleDown } from "@beckon/protocol/down.ts";
import type { Bus, News } from "../desk/news.ts";
import type { AvailabilityStore, CaseStore, Directory, SignalBox } from "../desk/ports.ts";
import { caseCard } from "../views/case-card.ts";
import { caseDetail } from "../views/case-detail.ts";
import { expertOn } from "../views/experts-there.ts";
import { tellCustomer, type CustomerNews } from "./customer-news.ts";
import { openCare } from "./care.ts";
import { openEstimates } from "./estimates.ts";
import { frameOf } from "./frame.ts";
import { openPeopleNews } from "./people-news.ts";
import { openPlaces } from "./places.ts";
import type { ConsoleSeat, CustomerSeat } from "./seats.ts";
import { Seats } from "./seats.ts";

export type HubParts = {
  store: CaseStore;
  directory: Directory;
  signals: SignalBox;
  bus: Bus;
  publicUrl: () => string;
  waysOf: CustomerNews["waysOf"];
  people: Pick<AvailabilityStore, "candidates">;
  now: () => number;
  /** A side waits at another server. */
  hearRelay: (news: Extract<News, { about: "relay" }>) => void;
  hearEvents: () => void;
  /** Called before anybody is looked at again: what was remembered of sign-ins and rights no longer counts. */
  forget: () => void;
  log: { error(about: object, message: string): void };
};

/**
 * Brings what was committed to everybody connected here: cards to the consoles that may see them, details to those that
 * watch, the customer's own case to the customer. It carries, and knows no rules of its own.
 */
export type Hub = ReturnType<typeof openHub>;

export function openHub(parts: HubParts) {
  const { store, directory, signals, bus, log } = parts;
  const seats = new Seats();
  const estimates = openEstimates(store, parts.now);
  const care = openCare(parts);
  const places = openPlaces(store, seats, estimates, care, (seat) =>
    freshCase(seat.caseId).then((c) => c && toCustomer(seat, c)),
  );
  const people = openPeopleNews(seats, directory, (work) => inBackground("how people stand", work));
  let signalLine: Promise<void> = Promise.resolve();

  const freshCase = (caseId: string) => store.read({ kind: "house" }, caseId);
  const toCustomer = (seat: CustomerSeat, current: Case) => tellCustomer(seat, current, { ...parts, estimates, care });

  /** Keeps a fault in telling one thing from stopping the rest; a lost push is made good by the next snapshot. */
  function inBackground(what: string, work: Promise<unknown>): void {
    work.catch((error: unknown) => log.error({ err: error }, `Could not tell: ${what}`));
  }

  async function tellCase(caseId: string, known: Case | undefined, from: string | undefined): Promise<void> {
    const current = known ?? (await freshCase(caseId));
    if (!current) return;
    const card = frameOf(write({ type: "queue/card", card: caseCard(current) }));
    const gone = write({ type: "queue/gone", caseId });
    for (const seat of seats.consoles.values()) {
      if (seat.access.has(current.groupId)) seat.push(card);
      else if (from !== undefined && seat.access.has(from)) seat.push(gone);
      settleSession(seat, current);
    }
    places.mayHaveChanged(current.groupId);
    if (from !== undefined) places.mayHaveChanged(from);
    const watchers = [...seats.consoles.values()].filter((seat) => seat.watching.has(caseId));
    await Promise.all([
      ...watchers.map((seat) => tellDetail(seat, caseId)),
      ...[...seats.customersOf(caseId)].map((seat) => settleCustomer(seat, current)),
    ]);
  }

  /** A console whose place in the session went to another connection, or ended, is told; one that still has it takes it back. */
  function settleSession(seat: ConsoleSeat, current: Case): void {
    const held = seat.sessions.get(current.id);
    if (held === undefined || current.version < held.since) return;
    const there = expertOn(current, seat.connection);
    if (there) {
      const access = seat.access.get(current.groupId);
      if (access !== "write" && !(access && there.colleague))
        inBackground("a session", seat.recheckSession(current.id));
      else if (there.presence.is === "reconnecting") inBackground("a session", seat.rejoin(current.id));
      return;
    }
    seat.sessions.delete(current.id);
    seat.push(write({ type: "session/over", caseId: current.id }));
  }

  async function settleCustomer(seat: CustomerSeat, current: Case): Promise<void> {
    seat.groupId = current.groupId;
    const { customer } = current;
    if (current.version >= seat.since && isPresent(customer) && customer.connection !== seat.connection) {
      seat.close(CLOSE.superseded, "opened elsewhere");
      return;
    }
    const lostPlace = current.version >= seat.since && !(customer.is === "connected");
    // Arriving is news of its own, and that tells the customer.
    if (seat.attached && isOpen(current.life.state) && lostPlace && (await seat.arrive())) return;
    await toCustomer(seat, current);
  }

  async function tellDetail(seat: ConsoleSeat, caseId: string): Promise<boolean> {
    const current = await store.read(seat.person, caseId);
    if (!current) return false;
    const [history, earlier] = await Promise.all([
      store.history(seat.person, caseId),
      store.earlier(seat.person, current),
    ]);
    const reader = { ...seat.person, write: seat.access.get(current.groupId) === "write" };
    const detail = caseDetail(current, history, earlier, reader, parts.publicUrl());
    seat.push(write({ type: "case/detail", detail }));
    return true;
  }

  function tellDeleted(caseId: string, groupId: string): void {
    const gone = write({ type: "queue/gone", caseId });
    for (const seat of seats.consoles.values()) {
      seat.watching.delete(caseId);
      if (seat.access.has(groupId)) seat.push(gone);
    }
    for (const seat of seats.customersOf(caseId)) {
      seat.attached = false;
      seat.push(JSON.stringify({ type: "customer/gone" }));
    }
    places.mayHaveChanged(groupId);
  }

  async function tellAssigned(news: Extract<News, { about: "assigned" }>): Promise<void> {
    const concerned = [news.to, news.from].filter((id) => id !== null && id !== news.byId);
    const here = concerned.flatMap((id) => [...seats.consolesOf(id ?? "")]);
    if (here.length === 0) return;
    const current = await freshCase(news.caseId);
    if (!current) return;
    const { caseId, to, from, byId } = news;
    const notice = write({ type: "notice/assigned", caseId, code: current.code, to, from, byId });
    for (const seat of here) seat.push(notice);
  }

  async function tellEscalated({ caseId, from, to, waitedMs }: Extract<News, { about: "escalated" }>): Promise<void> {
    const current = await freshCase(caseId);
    if (!current) return;
    const notice = write({ type: "notice/escalated", caseId, code: current.code, from, to, waitedMs });
    for (const { person, access, push } of seats.consoles.values())
      if (may(person.role, "case/hearEscalations") && access.has(current.groupId)) push(notice);
  }

  async function takeSignal(news: Extract<News, { about: "signal" }>): Promise<void> {
    if (!seatOf(news)) return;
    const signal = await signals.take(news.signalId);
    if (signal) deliver(signal);
  }

  const seatOf = ({ caseId, to, session }: { caseId: string; to: Party; session: string }) =>
    to === "customer" ? seats.customerOf(caseId) : seats.expertOf(caseId, session);

  /** Hands a signal to a party of a session, if its connection is here. */
  function deliver(signal: { caseId: string; to: Party; session: string; body: string }): boolean {
    const { caseId, session, body } = signal;
    const seat = seatOf(signal);
    seat?.push(JSON.stringify({ type: "session/signal", caseId, session, body }));
    return seat !== undefined;
  }

  function hear(news: News): void {
    switch (news.about) {
      case "case":
        return inBackground("a case changed", tellCase(news.caseId, news.case, news.from));
      case "caseDeleted":
        return tellDeleted(news.caseId, news.groupId);
      case "assigned":
        return inBackground("an assignment", tellAssigned(news));
      case "escalated":
        return inBackground("an escalation", tellEscalated(news));
      case "offerEnded":
        // The case's card says it to everybody; counting it is the assigner's.
        return;
      case "directory":
        parts.forget();
        care.forget(news.companyId);
        places.mayHaveChangedIn(news.companyId);
        for (const seat of seats.consoles.values()) {
          if (seat.person.companyId === news.companyId) inBackground("lists", seat.refresh());
        }
        return;
      case "person":
        parts.forget();
        for (const seat of seats.consolesOf(news.personId)) inBackground("a sign-in", seat.recheck());
        return;
      case "presence":
        care.forget(news.companyId);
        places.mayHaveChangedIn(news.companyId);
        return people.mayHaveChanged(news.personId);
      case "relay":
        return parts.hearRelay(news);
      case "events":
        return parts.hearEvents();
      case "signal":
        // In a line, so that signals arrive in the order they were sent.
        signalLine = signalLine.then(() =>
          takeSignal(news).catch((error: unknown) => log.error({ err: error }, "A signal was lost")),
        );
    }
  }

  /** After a gap in the news: everybody here is brought up to date. */
  function resync(): void {
    parts.forget();
    parts.hearEvents();
    for (const seat of seats.consoles.values()) {
      inBackground("a sign-in", seat.recheck());
      inBackground("a snapshot", seat.refresh());
    }
    for (const seat of seats.customers.values()) {
      inBackground(
        "a customer's case",
        freshCase(seat.caseId).then((current) => current && settleCustomer(seat, current)),
      );
    }
  }

  return {
    seats,
    estimates,
    care,
    tellDetail,
    deliver,
    /** Tells what was committed here, to everybody here and to the other servers. */
    announce(news: News): void {
      bus.send(news);
      hear(news);
    },
    /** Starts hearing from the other servers. */
    listen: () => bus.listen(hear, resync),
    /**
     * Checks every console here against the sign-ins that hold now, one question for all: some sign-ins end with nobody
     * telling of it, by running out for example, and news can be lost [X5].
     */
    async recheck(holding: (signInIds: string[]) => Promise<ReadonlyMap<string, Role>>): Promise<void> {
      const here = [...seats.consoles.values()];
      if (here.length === 0) return;
      const roles = await holding(here.map((seat) => seat.person.signInId));
      const changed = here.filter(({ person }) => roles.get(person.signInId) !== person.role);
      if (changed.length === 0) return;
      parts.forget();
      for (const seat of changed) inBackground("a sign-in", seat.recheck());
    },
    resync,
    placeOf: places.of,
    close() {
      places.close();
      people.close();
    },
  };
}

function write(message: ConsoleDown): string {
  return JSON.stringify(message);
}
