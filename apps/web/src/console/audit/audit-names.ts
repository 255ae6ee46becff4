import type { AuditEntry } from "@beckon/protocol/calls.ts";
import type { QueueState } from "../live/queue-store.ts";
import type { Words } from "../words/use-words.tsx";

/** Says who or what an id of the log stands for, in words. */
export type AuditNames = {
  person: (id: string) => string;
  group: (id: string) => string;
  module: (id: string) => string;
};

/** Names what the console knows, and what the log itself remembers of what is gone; newest entries first. */
export function auditNames(
  w: Words,
  { people, groups, modules }: Pick<QueueState, "people" | "groups" | "modules">,
  entries: readonly AuditEntry[],
): AuditNames {
  const remembered = new Map<string, string>();
  const actors = new Map<string, string>();
  for (const { act, subject, details, actorId, actorName } of entries) {
    const { name } = details;
    if (/^(group|module|person)\//.test(act) && typeof name === "string" && !remembered.has(subject))
      remembered.set(subject, name);
    if (actorId !== null && actorName !== "" && !actors.has(actorId)) actors.set(actorId, actorName);
  }
  return {
    person: (id) => people.get(id)?.name ?? remembered.get(id) ?? actors.get(id) ?? w.somebodyGone,
    group: (id) => groups.get(id)?.name ?? remembered.get(id) ?? w.audit.gone.group,
    module: (id) => modules.get(id)?.name ?? remembered.get(id) ?? w.audit.gone.module,
  };
}
