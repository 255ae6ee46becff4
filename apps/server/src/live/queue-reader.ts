import type { GroupAccess, PersonScope } from "@beckon/domain/permissions.ts";
import type { ConsoleDown } from "@beckon/protocol/down.ts";
import type { CaseStore, CompanyFacts, Directory } from "../desk/ports.ts";
import { caseCard } from "../views/case-card.ts";

const ENDED_SHOWN_MS = 24 * 60 * 60 * 1000;
const ENDED_SHOWN_MOST = 500;

type Snapshot = Extract<ConsoleDown, { type: "queue/snapshot" }>;
/** What everybody with the same rights is shown: the snapshot without `me`, as the inside of a JSON object. */
type Reading = { company: CompanyFacts; inside: string };
type Line = { running: Promise<Reading>; next?: Promise<Reading> };

/**
 * Reads the whole queue for consoles that open. After a restart a thousand come at once, most with the same rights: those
 * who come while a reading runs share the next one. A reading never began before it was asked for, so that nothing
 * committed in between can be missed.
 */
export function openQueueReader({
  store,
  directory,
  now,
}: {
  store: CaseStore;
  directory: Directory;
  now: () => number;
}) {
  const lines = new Map<string, Line>();

  function start(key: string, person: PersonScope, access: ReadonlyMap<string, GroupAccess>): Promise<Reading> {
    const line: Line = { running: read(person, access) };
    lines.set(key, line);
    const forget = () => {
      if (lines.get(key) === line && !line.next) lines.delete(key);
    };
    line.running.then(forget, forget);
    return line.running;
  }

  async function read(person: PersonScope, access: ReadonlyMap<string, GroupAccess>): Promise<Reading> {
    const [cases, lists, company] = await Promise.all([
      store.forQueue(person, now() - ENDED_SHOWN_MS, ENDED_SHOWN_MOST),
      directory.lists(person),
      directory.company(person.companyId),
    ]);
    // Should this person's rights have grown meanwhile: those who share the reading have only these.
    const shown: Omit<Snapshot, "type" | "me"> = {
      cards: cases.filter((one) => access.has(one.groupId)).map(caseCard),
      people: lists.people,
      groups: lists.groups.filter((group) => access.get(group.id) === group.access),
      modules: lists.modules.filter((module) => access.has(module.groupId)),
    };
    return { company, inside: JSON.stringify(shown).slice(1, -1) };
  }

  return {
    read(person: PersonScope, access: ReadonlyMap<string, GroupAccess>): Promise<Reading> {
      const rights = [...access].map(([groupId, how]) => `${groupId} ${how}`).toSorted();
      const key = `${person.companyId}: ${rights.join(", ")}`;
      const line = lines.get(key);
      if (!line) return start(key, person, access);
      const afterwards = () => start(key, person, access);
      line.next ??= line.running.then(afterwards, afterwards);
      return line.next;
    },
  };
}
