import type { Asker } from "@beckon/domain/case.ts";
import { compareQueue, isGivable } from "@beckon/domain/queue.ts";
import type { Agenda } from "./agenda.ts";
import { chance } from "./chance.ts";
import type { Day } from "./day.ts";
import type { House } from "./house.ts";

/** Lets people take what their group offers to all: who has room takes the first of the queue, once they have seen it. */
export function letPeopleTake(day: Day, agenda: Agenda, house: House): void {
  const open = new Set(day.groups.filter(({ policy }) => policy === "offerToAll").map(({ id }) => id));
  const looking = new Map(
    day.people
      .filter(({ groups }) => groups.some((id) => open.has(id)))
      .map(({ id, answersInSeconds }) => {
        const drawn = chance(day.seed, "looks", id);
        return [id, { busy: false, sees: () => drawn.around(answersInSeconds * 1000, 0.4) }];
      }),
  );

  function take(personId: string): void {
    const person = house.people.get(personId);
    const { load, offers } = house.loadOf(personId);
    if (!person || person.status !== "online" || load + offers >= person.capacity) return;
    const [first] = [...house.cases.values()]
      .filter((one) => isGivable(one) && one.offer === null)
      .filter(({ groupId }) => open.has(groupId) && person.groups.includes(groupId))
      .sort(compareQueue);
    const by: Asker = { kind: "person", personId, role: "expert", write: true };
    if (first) house.act(first.id, { do: "assign", to: personId, expected: null }, by);
  }

  house.listen({
    planned({ steps }) {
      if (!steps.some((step) => step.do === "wait" && step.because === "openToAll")) return;
      for (const [personId, look] of looking) {
        if (look.busy) continue;
        look.busy = true;
        agenda.at(agenda.now + look.sees(), () => {
          look.busy = false;
          take(personId);
        });
      }
    },
  });
}
