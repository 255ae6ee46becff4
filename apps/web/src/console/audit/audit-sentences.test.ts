import type { AuditEntry } from "@beckon/protocol/calls.ts";
import { describe, expect, it } from "vitest";
import { de } from "../words/de.ts";
import { en } from "../words/en.ts";
import { es } from "../words/es.ts";
import { auditNames } from "./audit-names.ts";
import { sayAct, sayDetails, saySubject } from "./audit-sentences.ts";

const entry = (act: string, subject: string, details: AuditEntry["details"] = {}): AuditEntry => ({
  id: "1",
  at: 0,
  actorId: "u1",
  actorName: "Ana",
  through: "",
  act,
  subject,
  details,
});
const nothing = { people: new Map(), groups: new Map(), modules: new Map() };

describe.each(Object.entries({ en, de, es }))("the audit log (%s)", (_, w) => {
  const log = [entry("group/deleted", "g4", { name: "Shops" }), entry("case/created", "s123456789")];
  const names = auditNames(w, nothing, log);
  const say = (act: string, details: AuditEntry["details"]) => sayDetails(w, entry(act, "x", details), names).join(" ");

  it("[U2] says acts in words, and those it does not know as they are kept", () => {
    expect(sayAct(w, "case/closed")).toBe(w.audit.acts["case/closed"]);
    expect(sayAct(w, "case/toString")).toBe("case/toString");
  });
  it("[X21] names what an id stands for, also what is gone by now", () => {
    expect(saySubject(entry("case/closed", "s123456789"), names)).toBe("s123-456-789");
    expect(saySubject(entry("group/changed", "g4"), names)).toBe("Shops");
    expect(saySubject(entry("group/changed", "g5"), names)).toBe(w.audit.gone.group);
    expect(saySubject(entry("person/changed", "u1"), names)).toBe("Ana");
    expect(say("case/created", { groupId: "g4" })).toBe(w.audit.say.group("Shops"));
    expect(say("case/assigned", { to: null, from: "u1" })).toBe(
      `${w.audit.say.to(w.nobody)} ${w.audit.say.from("Ana")}`,
    );
  });
  it("[U2] leaves no detail as a bare key", () => {
    const said = say("group/changed", {
      ownerId: null,
      warnMs: 1000,
      alarmMs: 2000,
      validityMs: 60_000,
      access: "read",
    });
    expect(said).not.toMatch(/Id|Ms|access/);
    const hours = { policy: "roundRobin", acceptMs: 1000, escalateMs: 60_000, fallbackGroupId: "g4", hours: null };
    expect(say("group/assignmentChanged", hours)).not.toMatch(/Id|Ms|policy|hours|roundRobin/);
    expect(say("case/closed", { outcome: "solved" })).toContain(w.outcomes.solved);
    expect(say("case/edited", { facts: "priority, groupId" })).toContain(w.timeline.facts.groupId);
  });
});
