import { isPresent } from "@beckon/domain/case.ts";
import { findPlanFaults } from "@beckon/domain/assignment/plan-faults.ts";
import type { Happening, House } from "./house.ts";

/** Something the house must never do: what a plan can do wrong, a late end of an offer, a refused act, a case left lying. */
export type Breach = { rule: string; caseId: string; personId?: string | undefined; at: number };

/** Watches a house for breaches of the rules of assignment, by its plans and, apart from these, by what happened to cases. */
export class Watch {
  readonly breaches: Breach[] = [];
  readonly #house: House;

  constructor(house: House) {
    this.#house = house;
    house.listen({
      planned: ({ situation, steps, at }) => {
        for (const { fault, caseId, personId } of findPlanFaults(situation, steps, at))
          this.breaches.push({ rule: fault, caseId, personId, at });
      },
      happened: (happening) => this.#happened(happening),
      restless: (at) => this.breaches.push({ rule: "restless", caseId: "", at }),
      refused: ({ caseId, command, reason, at }) =>
        this.breaches.push({ rule: `refused: ${command}, ${reason}`, caseId, at }),
    });
  }

  /** Looks at the end of the day for cases that somebody accepted and nobody finished. */
  close(at: number): void {
    for (const { id, assigneeId, life } of this.#house.cases.values())
      if (assigneeId !== null && life.state !== "closed") this.breaches.push({ rule: "leftLying", caseId: id, at });
  }

  #happened({ event, before, after, at }: Happening): void {
    const breach = (rule: string, personId: string | null) =>
      this.breaches.push({ rule, caseId: after.id, personId: personId ?? undefined, at });
    if (event.is === "offered") {
      const person = this.#house.people.get(event.to);
      const { load, offers } = this.#house.loadOf(event.to);
      if (!person || load + offers > person.capacity) breach("beyondLimit", event.to);
      if (person?.status !== "online") breach("unavailable", event.to);
      if (before.offer !== null || before.assigneeId !== null) breach("givenTwice", event.to);
    }
    if (event.is === "assigned" && before.assigneeId !== null) breach("givenTwice", event.to);
    if (event.is === "connected" && event.party === "expert" && isPresent(before.expert))
      breach("givenTwice", event.personId);
    if (event.is === "offerEnded" && event.because === "missed" && before.offer?.until !== at)
      breach("lateEnd", event.to);
  }
}
