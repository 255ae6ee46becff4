import type { Candidate } from "@beckon/domain/assignment/candidate.ts";
import type { Situation, WaitingCase } from "@beckon/domain/assignment/plan.ts";
import type { AssignmentKind } from "@beckon/domain/assignment/policy.ts";
import { PRIORITIES } from "@beckon/domain/case.ts";

const SKILLS = ["windows", "mac", "linux", "english", "german", "spanish", "network", "printers"];
const CAPACITY = 3;

/**
 * People and waiting cases as a plan sees them, spread evenly and always alike: ten groups, each person in three, half of the
 * people with hours, a tenth of the cases passed over by somebody. `one`: all are at their limit but one.
 */
export function makeSituation(wanted: {
  kind: AssignmentKind;
  free: "all" | "one";
  people: number;
  waiting: number;
  at: number;
}): Situation {
  const { kind, free, people, waiting, at } = wanted;
  const ids = Array.from({ length: people }, (_, i) => `person ${i}`);
  const weekly = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: 8 * 60, to: 17 * 60 }));
  const hours = { timeZone: "Europe/Berlin", weekly, holidays: [] };
  const candidates = ids.map((personId, i): Candidate => {
    const load = free === "one" && i !== people >> 1 ? CAPACITY : i % CAPACITY;
    const skills = SKILLS.filter((_, skill) => (i * 7 + skill * 3) % 4 === 0);
    const lastGivenAt = at - ((i * 7919) % 3_600_000);
    const rest = { status: "online", capacity: CAPACITY, missedInRow: 0 } as const;
    return { ...rest, personId, load, skills, lastGivenAt, hours: i % 2 === 0 ? hours : null };
  });
  const cases = Array.from({ length: waiting }, (_, i): WaitingCase => {
    const waitingSince = at - ((i * 104_729) % 1_800_000);
    const requiredSkills = [0, 1, 2].map((rank) => SKILLS[(i + rank * 3) % SKILLS.length] ?? "");
    const passedOver = i % 10 === 0 ? [{ personId: ids[i % people] ?? "", at: at - 60_000 }] : [];
    const common = { policy: null, hours: null, lastExpertId: null, offer: null, createdAt: waitingSince };
    const priority = PRIORITIES[i % 20 === 0 ? 2 : 1] ?? "normal";
    return {
      ...common,
      id: `case ${i}`,
      groupId: `group ${i % 10}`,
      priority,
      waitingSince,
      requiredSkills,
      passedOver,
    };
  });
  const groups = Array.from({ length: 10 }, (_, g) => ({
    id: `group ${g}`,
    policy: { kind, acceptMs: 30_000 },
    hours,
    memberIds: ids.filter((_, i) => [0, 3, 7].some((step) => (i + step) % 10 === g)),
  }));
  return { cases, candidates, groups };
}
