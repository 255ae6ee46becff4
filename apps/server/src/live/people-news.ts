import type { ConsoleDown } from "@beckon/protocol/down.ts";
import type { Directory } from "../desk/ports.ts";
import { frameOf } from "./frame.ts";
import type { Seats } from "./seats.ts";

const GATHER_MS = 100;

/**
 * How people stand, for the consoles connected here: read at most ten times a second, one question for all of whom there is
 * news, and told to everybody of their company [A11].
 */
export function openPeopleNews(seats: Seats, directory: Directory, inBackground: (work: Promise<void>) => void) {
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;

  async function look(): Promise<void> {
    timer = undefined;
    const ids = [...changed];
    changed.clear();
    if (seats.consoles.size === 0) return;
    for (const { companyId, ...person } of await directory.people(ids)) {
      const message: ConsoleDown = { type: "people/card", person };
      const card = frameOf(JSON.stringify(message));
      for (const seat of seats.consoles.values()) if (seat.person.companyId === companyId) seat.push(card);
    }
  }

  return {
    mayHaveChanged(personId: string): void {
      changed.add(personId);
      timer ??= setTimeout(() => inBackground(look()), GATHER_MS);
    },
    close(): void {
      clearTimeout(timer);
    },
  };
}
