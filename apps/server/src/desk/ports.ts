import type { Candidate } from "@beckon/domain/assignment/candidate.ts";
import type { OpeningHours } from "@beckon/domain/assignment/hours.ts";
import type { PickUp } from "@beckon/domain/assignment/estimate.ts";
import type { AwayBecause, Choice, Standing } from "@beckon/domain/availability.ts";
import type { Actor, Case, CaseChange, CaseEvent, CaseFacts, CaseOutcome, Party } from "@beckon/domain/case.ts";
import type { GroupAccess, PersonScope, Role } from "@beckon/domain/permissions.ts";
import type { RecordingPolicy } from "@beckon/domain/recording.ts";
import type { Integration } from "@beckon/domain/integration.ts";
import type { Outcome } from "@beckon/domain/refusal.ts";
import type { SessionCode } from "@beckon/domain/session-code.ts";

/**
 * Through whose eyes a case is looked for: a person's groups, a customer's one case for as long as their secret holds it
 * (null: a case nobody has claimed yet), or the house itself [X1].
 */
export type CaseScope =
  | PersonScope
  | { readonly kind: "customer"; readonly caseId: string; readonly secretHash: string | null }
  | { readonly kind: "house" };

/** A customer's browser or computer: the hash of a secret of its own making, and what the desktop module tells besides (bytes of memory) [K2]. */
export type KnownDevice = { hash: string; host: string; memory: number | null };

/** What one command made of a case. `repeated`: the request had been done before; nothing happened now. */
export type Changed = { case: Case; before: Case; events: CaseChange[]; repeated: boolean };

export type HistoryEntry = { seq: number; at: number; actor: Actor; event: CaseEvent };

/** What `create` came to; with `codeTaken` another code has to be drawn. */
export type Created =
  | { is: "made"; case: Case }
  | { is: "repeated"; case: Case }
  | { is: "codeTaken" }
  | { is: "requestIdTaken" };

/** Where cases are kept. Whatever a promise here gives back is committed [C10, X12]. */
export interface CaseStore {
  /**
   * Makes a case with its first history entry and those of what happened to it at once; a request id seen before gives
   * that request's case instead [C13].
   */
  create(
    event: Extract<CaseEvent, { is: "created" }>,
    more: readonly CaseChange[],
    how: {
      requestId: string;
      actor: Actor;
      secretHash: string | null;
      /** What the customer came with [K1]. */
      known?: KnownDevice | undefined;
      /** The contact it is made for [K5]; theirs to see is who asks. */
      contactId?: string | undefined;
    },
  ): Promise<Created>;
  /**
   * Locks the case, asks `decide` what follows, and keeps row and history together. `write`: whether a person's access to
   * the case's group lets them change it. `claim` gives the case to the holder of another secret in the same transaction,
   * who came with the `known` device.
   */
  change(
    scope: CaseScope,
    caseId: string,
    how: { requestId: string | null; actor: Actor; now: number; claim?: string; known?: KnownDevice | undefined },
    decide: (current: Case, write: boolean) => Outcome<CaseChange[]>,
  ): Promise<Outcome<Changed>>;
  read(scope: CaseScope, caseId: string): Promise<Case | undefined>;
  readByCode(scope: PersonScope, code: SessionCode): Promise<Case | undefined>;
  /** The newest 1,000 entries of its history, oldest first. */
  history(scope: CaseScope, caseId: string): Promise<HistoryEntry[]>;
  /** All open cases, and those that ended since `endedAfter`, newest end first, at most `limit`. */
  forQueue(scope: PersonScope, endedAfter: number, limit: number): Promise<Case[]>;
  /** The case's contact, and their other cases that the person sees, newest first, at most 20 [K1]. */
  earlier(scope: PersonScope, of: Case): Promise<{ contactId: string | null; cases: Case[] }>;
  /** A page of a person's cases, newest first. */
  search(scope: PersonScope, filter: CaseFilter): Promise<Case[]>;
  /** A page of a person's cases as the web API lists them, newest first, each going on where the last one ended [W8]. */
  page(scope: PersonScope, filter: PageFilter): Promise<CasePage>;
  /** Tags that cases a person may see got lately, the latest first, at most 200 [Q7]. */
  knownTags(scope: PersonScope): Promise<string[]>;
  byCode(code: SessionCode): Promise<{ case: Case; secretHash: string | null } | undefined>;
  /** The newest case this secret holds; with `moduleId` the newest open one made by that module. */
  bySecret(secretHash: string, moduleId?: string): Promise<Case | undefined>;
  /** Ids of a group's waiting cases in queue order [Q3]. */
  waitingIn(groupId: string): Promise<string[]>;
  /** A group's last pick-ups after `since`, newest first, at most `limit` [H1]. */
  pickUps(groupId: string, since: number, limit: number): Promise<PickUp[]>;
  /** Cases the house has to look at now, oldest first. */
  due(now: number, limit: number): Promise<string[]>;
  /** Open cases whose assignee was disabled, at most 500. */
  ofDisabled(): Promise<{ caseId: string; assigneeId: string }[]>;
  /** Cases with a side connected to a server that is not in `alive`. */
  heldByOthersThan(
    alive: readonly string[],
  ): Promise<{ caseId: string; party: "customer" | "expert"; connection: string }[]>;
}

export type CaseFilter = {
  text?: string;
  states?: readonly Case["life"]["state"][];
  groupId?: string;
  assigneeId?: string | null;
  moduleId?: string;
  tag?: string;
  outcome?: CaseOutcome;
  stars?: number;
  /** The last case of the page before. */
  after?: { createdAt: number; id: string };
  limit: number;
};

export type PageFilter = {
  states: readonly Case["life"]["state"][];
  groupId?: string | undefined;
  assigneeId?: string | null | undefined;
  /** The last case of the page before. */
  after?: { createdAt: number; id: string } | undefined;
  limit: number;
};
/** `remaining`: how many cases follow this page. */
export type CasePage = { cases: Case[]; remaining: number };

/** One-time secrets by which a customer moves to another program in the same case [M9]; kept as hashes. */
export interface Moves {
  prepare(moveHash: string, caseId: string, expiresAt: number): Promise<void>;
  /** The case and who holds it now; undefined when the secret is unknown, too old, or was used by somebody else. */
  use(moveHash: string, by: string, now: number): Promise<{ caseId: string; secretHash: string | null } | undefined>;
  forgetBefore(now: number): Promise<void>;
}

/** What makes a case by hand. */
export type NewCase = CaseFacts & {
  assigneeId: string | null;
  contactId?: string | undefined;
  moduleId?: string | null | undefined;
  integration?: Integration | null | undefined;
  /** Until when it is valid, if not for as long as its group says [C6]. */
  validUntil?: number | undefined;
};

/** What desk and live connections ask of people, groups and modules. */
export interface Directory {
  /** A group that the person sees: what they may do in it, and how long its cases are valid. */
  group(scope: PersonScope, groupId: string): Promise<{ access: GroupAccess; validityMs: number } | undefined>;
  /** Every group the person sees [Q1]. */
  accessAll(scope: PersonScope): Promise<ReadonlyMap<string, GroupAccess>>;
  /** The opening hours that hold for a group's cases, or those of one of its modules [A12]; null: always open. */
  hours(groupId: string, moduleId: string | null): Promise<OpeningHours | null>;
  /** For how long a case with a message stays open to be answered [H3], in milliseconds. */
  messageValidity(groupId: string): Promise<number>;
  canSee(groupId: string, personId: string): Promise<boolean>;
  /** Whether there is such a contact for this person [K1]. */
  seesContact(scope: PersonScope, contactId: string): Promise<boolean>;
  /** The id of a module that the person sees, by its id or address. */
  moduleNamed(scope: PersonScope, idOrSlug: string): Promise<string | undefined>;
  /** The module behind an address, unless it was deleted. */
  module(slug: string): Promise<ModuleFacts | undefined>;
  /** All people of the person's company, and the groups and modules they see. */
  lists(scope: PersonScope): Promise<DirectoryLists>;
  person(personId: string): Promise<PersonFacts | undefined>;
  /** Those of these people who exist, each with their company. */
  people(personIds: readonly string[]): Promise<(PersonFacts & { companyId: string })[]>;
  company(companyId: string): Promise<CompanyFacts>;
  /** How a case's customer is received: by its module's words and colour, or the company's. */
  reception(current: Case): Promise<Reception>;
}

/** `load`: how many cases they have that count, `capacity`: how many they are given at once [A4, A11]. */
export type PersonFacts = {
  id: string;
  name: string;
  email: string;
  role: Role;
  disabled: boolean;
  availability: Standing;
  capacity: number;
  load: number;
};
export type CompanyFacts = {
  id: string;
  name: string;
  recordings: RecordingPolicy;
  peopleNames: ReadonlyMap<string, string>;
};
export type DirectoryLists = {
  people: PersonFacts[];
  groups: { id: string; name: string; ownerId: string | null; access: GroupAccess; warnMs: number; alarmMs: number }[];
  modules: { id: string; name: string; slug: string; groupId: string; suspended: boolean }[];
};
export type Reception = {
  title: string;
  welcome: string;
  waiting: string;
  accent: string;
  logo: string | null;
  /** The words in further languages; what is empty or missing there is read above [M13]. */
  translations: { readonly [language: string]: { title: string; welcome: string; waiting: string } };
  survey: boolean;
  /** The address of the module whose program the customer can use: the case's own, else one of its group or company. */
  programOf: string | null;
};

export type ModuleFacts = {
  id: string;
  companyId: string;
  groupId: string;
  assigneeId: string | null;
  validityMs: number;
  suspended: boolean;
  disclaimer: string;
  fields: { name: FieldUse; email: FieldUse; description: FieldUse };
};
type FieldUse = "hidden" | "optional" | "required";

/** Signalling on its way to a party that another server holds [X9]. */
export interface SignalBox {
  put(signal: { id: string; caseId: string; to: Party; session: string; body: string; at: number }): Promise<void>;
  /** Takes the signal out; undefined when another server had it first. */
  take(id: string): Promise<{ caseId: string; to: Party; session: string; body: string } | undefined>;
  forgetBefore(at: number): Promise<void>;
}

/** Which servers are alive, and which people have a console open on which [C14]. */
export interface Nodes {
  /**
   * Says that this server is alive, and gives all that are. `wasForgotten`: the others had taken it for dead, or it is new.
   * `departed`: the people who had consoles on servers that died just now.
   */
  beat(
    nodeId: string,
  ): Promise<{ alive: string[]; wasForgotten: boolean; departed: { personId: string; companyId: string }[] }>;
  leave(nodeId: string): Promise<void>;
  personCame(nodeId: string, personId: string): Promise<void>;
  /** `forGood`: nobody waits whether they come back, since they signed out. */
  personWent(nodeId: string, personId: string, forGood: boolean): Promise<void>;
}

/** Whom the house might give a case to, with the ids of the groups they may write to [A4]. */
export type CandidateFacts = Candidate & { groups: ReadonlySet<string> };

/** How people stand towards new cases [A11]; whatever others see of a change is announced as news about `presence`. */
export interface AvailabilityStore {
  /** Everybody of a company who may sign in, by their ids. */
  candidates(companyId: string): Promise<CandidateFacts[]>;
  /** Their own word, or that of somebody who may say it for them. */
  choose(personId: string, status: Choice): Promise<void>;
  /** One of their consoles was touched so long ago; ends an absence that came from inactivity. */
  touched(personId: string, agoMs: number): Promise<void>;
  /** The house's word [A5]. */
  setAway(personId: string, because: AwayBecause): Promise<void>;
  noteGiven(personId: string): Promise<void>;
  /** Gives how many they missed in a row, this one included. */
  noteMissed(personId: string): Promise<number>;
  noteAccepted(personId: string): Promise<void>;
  /** Comes round: whoever touched nothing for too long is away, whose grace ran out is offline. */
  lookAround(): Promise<void>;
}
