import type { PersonScope } from "@beckon/domain/permissions.ts";
import type { Announce } from "../desk/news.ts";
import type { Nodes } from "../desk/ports.ts";

/** Says who has a console open on this server: a person is online from their first connection to the end of their last. */
export function openPresence(nodes: Nodes, nodeId: string, announce: Announce) {
  const connections = new Map<string, number>();
  const tell = ({ personId, companyId }: PersonScope) => announce({ about: "presence", personId, companyId });

  return {
    async came(person: PersonScope): Promise<void> {
      const before = connections.get(person.personId) ?? 0;
      connections.set(person.personId, before + 1);
      if (before > 0) return;
      await nodes.personCame(nodeId, person.personId);
      tell(person);
    },
    /** `forGood`: they signed out, and are not waited for [A11]. */
    async went(person: PersonScope, forGood: boolean): Promise<void> {
      const left = (connections.get(person.personId) ?? 0) - 1;
      if (left > 0) return void connections.set(person.personId, left);
      connections.delete(person.personId);
      await nodes.personWent(nodeId, person.personId, forGood);
      tell(person);
    },
    /** Writes everybody down again, after this server had been taken for dead. */
    async again(): Promise<void> {
      for (const personId of connections.keys()) await nodes.personCame(nodeId, personId);
    },
  };
}
