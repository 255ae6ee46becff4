import { ASSIGNMENT_KINDS, type AssignmentKind } from "@beckon/domain/assignment/policy.ts";
import { AVAILABILITIES } from "@beckon/domain/assignment/candidate.ts";
import { ANSWER_WAYS } from "@beckon/domain/message.ts";
import { CASE_STATES, OUTCOMES } from "@beckon/domain/case.ts";
import { RECORDING_KEEPS } from "@beckon/domain/recording.ts";
import { ROLES } from "@beckon/domain/permissions.ts";
import { showSessionCode, parseSessionCode } from "@beckon/domain/session-code.ts";
import type { AuditEntry } from "@beckon/protocol/calls.ts";
import { SIGN_IN_WAYS } from "@beckon/protocol/sign-in.ts";
import { REPORT_FILES } from "@beckon/protocol/reports.ts";
import { LANGUAGES } from "@beckon/protocol/words.ts";
import { LANGUAGE_NAMES } from "../../ui/language.ts";
import type { Words } from "../words/use-words.tsx";
import type { AuditNames } from "./audit-names.ts";

type Value = AuditEntry["details"][string];

/** What was done, in words; an act this page does not know is said as it is kept. */
export function sayAct(w: Words, act: string): string {
  const acts: Readonly<Record<string, string>> = w.audit.acts;
  return (Object.hasOwn(acts, act) ? acts[act] : undefined) ?? act;
}

/** What it was done to: a session code, or the name of a person, a group, a module or the company. */
export function saySubject({ act, subject, details }: AuditEntry, names: AuditNames): string {
  if (act === "scim/personDeleted") return names.person(subject);
  const { name, email } = details;
  switch (act.split("/")[0]) {
    case "case":
    case "connection":
    case "recording": {
      const code = parseSessionCode(subject);
      return code ? showSessionCode(code) : subject;
    }
    case "person":
      return names.person(subject);
    case "group":
      return typeof name === "string" ? name : names.group(subject);
    case "module":
      return typeof name === "string" ? name : names.module(subject);
    case "invitation":
      return typeof email === "string" ? email : names.person(subject);
    case "logo":
    case "companySignIn":
    case "report":
    case "scim":
      return "";
    case "reply":
    case "token":
    case "app":
    case "webhook":
    case "company":
      return typeof name === "string" ? name : subject;
    default:
      return subject;
  }
}

/** What else the log kept of it, each part in words. */
export function sayDetails(w: Words, { act, details }: AuditEntry, names: AuditNames): string[] {
  const { say } = w.audit;
  const noun = act.split("/")[0];
  const parts: Readonly<Record<string, (value: Value) => string | null>> = {
    groupId: (value) => say.group(names.group(String(value))),
    to: (value) => say.to(value === null ? w.nobody : names.person(String(value))),
    from: (value) => (value === null ? null : say.from(names.person(String(value)))),
    file: (value) => oneOf(REPORT_FILES, value, w.reports.file),
    facts: (value) => say.facts(String(value).split(", ").map(sayFact).join(", ")),
    validUntil: (value) => say.validUntil(w.f.date(Date.parse(String(value)))),
    outcome: (value) => (value === null ? null : say.outcome(oneOf(OUTCOMES, value, w.outcomes))),
    state: (value) => say.state(oneOf(CASE_STATES, value, w.states)),
    // Where the name is the subject, it stands there already.
    name: (value) => (noun === "person" ? say.name(String(value)) : null),
    email: (value) => (noun === "invitation" ? null : String(value)),
    invitation: () => null,
    role: (value) => say.role(oneOf(ROLES, value, w.roles)),
    roleBefore: (value) => say.roleBefore(oneOf(ROLES, value, w.roles)),
    language: (value) => say.language(oneOf(LANGUAGES, value, LANGUAGE_NAMES)),
    ownerId: (value) => say.owner(value === null ? w.nobody : names.person(String(value))),
    warnMs: (value) => say.warnMs(w.f.span(Number(value))),
    alarmMs: (value) => say.alarmMs(w.f.span(Number(value))),
    validityMs: (value) => say.validityMs(w.f.span(Number(value))),
    policy: (value) => say.policy(oneOf(ASSIGNMENT_KINDS, value, policyNames(w))),
    acceptMs: (value) => say.acceptMs(w.f.span(Number(value))),
    escalateMs: (value) => say.escalateMs(w.f.span(Number(value))),
    fallbackGroupId: (value) => (value === null ? null : say.fallback(names.group(String(value)))),
    hours: (value) => say.hours(value === null ? null : String(value)),
    personId: (value) => say.with(names.person(String(value))),
    level: (value) => oneOf(["person", "company"], value, say.tokenLevel),
    ofPersonId: (value) => say.ofPerson(names.person(String(value))),
    scopes: (value) => say.permissions(String(value)),
    access: (value) => oneOf(["read", "write"], value, say.access),
    slug: (value) => say.slug(String(value)),
    assigneeId: (value) => (value === null ? null : say.assignee(names.person(String(value)))),
    madeBy: (value) => say.madeBy(names.person(String(value))),
    startedAt: (value) => say.startedAt(w.f.date(Date.parse(String(value)))),
    recordings: (value) => say.recordings(oneOf(RECORDING_KEEPS, value, w.desktop.recording.keeps)),
    days: (value) => say.days(w.desktop.recording.days(Number(value))),
    seconds: (value) => say.seconds(w.f.clock(Number(value) * 1000)),
    version: (value) => say.version(w.f.number(Number(value))),
    broughtBack: (value) => say.broughtBack(w.f.number(Number(value))),
    duplicateOf: (value) => say.duplicateOf(names.module(String(value))),
    capacity: (value) => say.capacity(w.f.number(Number(value))),
    capacityBefore: (value) => say.capacityBefore(w.f.number(Number(value))),
    skills: (value) => say.skills(String(value)),
    status: (value) => say.standing(oneOf(AVAILABILITIES, value, w.availability.statuses)),
    signInBy: (value) => oneOf(SIGN_IN_WAYS, value, w.factors.ways),
    secondFactorRequired: (value) => (value === true ? say.secondFactor.on : say.secondFactor.off),
    left: (value) => say.codesLeft(Number(value)),
    with: (value) => say.mergedWith(String(value)),
    cases: (value) => say.cases(Number(value)),
    computers: (value) => say.computers(Number(value)),
    way: (value) => oneOf(ANSWER_WAYS, value, w.waiting.ways),
    because: (value) => (value === "dropped" ? say.dropped : String(value)),
    provider: (value) => say.provider(String(value)),
    issuer: (value) => say.issuer(String(value)),
    clientId: (value) => say.client(String(value)),
    domains: (value) => say.domains(String(value)),
    on: (value) => (value === true ? say.switchedOn : say.switchedOff),
    only: (value) => (value === true ? say.onlyByCompany : null),
    makesPeople: (value) => (value === true ? say.makesPeople : null),
    trustsAddresses: (value) => (value === true ? say.trustsAddresses : null),
    newSecret: (value) => (value === true ? say.newSecret : null),
    host: (value) => say.toHost(String(value)),
    events: (value) => say.events(String(value)),
    enabled: (value) => (value === true ? say.switched.on : say.switched.off),
    suspended: (value) => (value === true ? say.suspended : null),
  };
  return Object.entries(details).flatMap(([key, value]) => {
    const part = Object.hasOwn(parts, key) ? parts[key] : undefined;
    const said = part ? part(value) : `${key}: ${value}`;
    return said === null ? [] : [said];
  });

  function sayFact(fact: string): string {
    const facts: Readonly<Record<string, string>> = { ...w.timeline.facts, note: w.contacts.note };
    return (Object.hasOwn(facts, fact) ? facts[fact] : undefined) ?? fact;
  }
}

function policyNames(w: Words): Record<AssignmentKind, string> {
  const { offerToAll, roundRobin, leastBusy, skills } = w.assignment.settings.policies;
  return { offerToAll: offerToAll[0], roundRobin: roundRobin[0], leastBusy: leastBusy[0], skills: skills[0] };
}

function oneOf<K extends string>(known: readonly K[], value: Value, words: Readonly<Record<K, string>>): string {
  const key = known.find((each) => each === value);
  return key === undefined ? String(value) : words[key];
}
