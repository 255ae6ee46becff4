import type { Care } from "@beckon/domain/assignment/care.ts";
import type { Estimate } from "@beckon/domain/assignment/estimate.ts";
import type { GroupAccess, PersonScope } from "@beckon/domain/permissions.ts";
import type { Frame } from "./frame.ts";

/** Sends one message, already written as JSON, to the browser behind a seat; framed already if it goes to many. */
export type Push = (message: string | Frame) => void;

/** A console with a live connection here. */
export type ConsoleSeat = {
  readonly connection: string;
  readonly person: PersonScope & { email: string; signInId: string };
  access: ReadonlyMap<string, GroupAccess>;
  readonly watching: Set<string>;
  /** The cases in whose session this connection holds an expert's place: which session, and from which version that is so. */
  readonly sessions: Map<string, { since: number; session: string }>;
  push: Push;
  close(code: number, reason: string): void;
  /** Takes the expert's place in a session again after it was lost. */
  rejoin(caseId: string): Promise<void>;
  /** Ends this console's part in a case's session, unless its person may still have it. */
  recheckSession(caseId: string): Promise<void>;
  /** Reads rights and lists again and sends a new snapshot. */
  refresh(): Promise<void>;
  /** Whether the sign-in behind this connection still holds. */
  recheck(): Promise<void>;
};

/** A customer's page with a live connection here. */
export type CustomerSeat = {
  readonly connection: string;
  readonly caseId: string;
  readonly companyId: string;
  groupId: string;
  readonly secretHash: string;
  /** The version from which this connection holds the customer's place; Infinity while it is arriving. */
  since: number;
  /** False once the customer left on purpose. */
  attached: boolean;
  place: number | null;
  moduleId: string | null;
  isOffered: boolean;
  /** They wait, and nobody has their case. */
  isUncared: boolean;
  /** What they were told last of what is being done. */
  care: Care | null;
  /** Since when they wait; null while they do not. */
  waitingSince: number | null;
  /** The estimate they were told last, at which place, and when. */
  estimate: { told: Estimate | null; place: number | null; at: number };
  /** The newest version this customer was told. */
  told: number;
  /** What `session/open` was last sent for, by session. */
  readonly opened: Map<string, string>;
  push: Push;
  close(code: number, reason: string): void;
  /** Takes the customer's place again after it was lost; false when it was refused. */
  arrive(): Promise<boolean>;
};

/** Who is connected to this server, and where to find them. */
export class Seats {
  readonly consoles = new Map<string, ConsoleSeat>();
  readonly customers = new Map<string, CustomerSeat>();
  readonly #customersOfCase = new Map<string, Set<CustomerSeat>>();
  readonly #consolesOfPerson = new Map<string, Set<ConsoleSeat>>();

  addConsole(seat: ConsoleSeat): void {
    this.consoles.set(seat.connection, seat);
    addTo(this.#consolesOfPerson, seat.person.personId, seat);
  }

  removeConsole(seat: ConsoleSeat): void {
    this.consoles.delete(seat.connection);
    removeFrom(this.#consolesOfPerson, seat.person.personId, seat);
  }

  addCustomer(seat: CustomerSeat): void {
    this.customers.set(seat.connection, seat);
    addTo(this.#customersOfCase, seat.caseId, seat);
  }

  removeCustomer(seat: CustomerSeat): void {
    this.customers.delete(seat.connection);
    removeFrom(this.#customersOfCase, seat.caseId, seat);
  }

  consolesOf(personId: string): ReadonlySet<ConsoleSeat> {
    return this.#consolesOfPerson.get(personId) ?? new Set();
  }

  customersOf(caseId: string): ReadonlySet<CustomerSeat> {
    return this.#customersOfCase.get(caseId) ?? new Set();
  }

  /** The customer's connection that a case's signals go to: the newest one here. */
  customerOf(caseId: string): CustomerSeat | undefined {
    return [...this.customersOf(caseId)].at(-1);
  }

  /** The console here that holds the expert's place in one of a case's sessions. */
  expertOf(caseId: string, session: string): ConsoleSeat | undefined {
    for (const seat of this.consoles.values()) if (seat.sessions.get(caseId)?.session === session) return seat;
    return undefined;
  }
}

function addTo<T>(index: Map<string, Set<T>>, key: string, value: T): void {
  const set = index.get(key);
  if (set) set.add(value);
  else index.set(key, new Set([value]));
}

function removeFrom<T>(index: Map<string, Set<T>>, key: string, value: T): void {
  const set = index.get(key);
  set?.delete(value);
  if (set?.size === 0) index.delete(key);
}
