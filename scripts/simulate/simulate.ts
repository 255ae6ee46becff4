import { planAssignment } from "@beckon/domain/assignment/plan.ts";
import { Agenda } from "./agenda.ts";
import { bringCustomers } from "./customers.ts";
import type { Day } from "./day.ts";
import { instantAt } from "./day.ts";
import { bringExperts } from "./experts.ts";
import type { Happening } from "./house.ts";
import { House } from "./house.ts";
import { letPeopleTake } from "./takers.ts";
import type { Breach } from "./watch.ts";
import { Watch } from "./watch.ts";

/** A day that was played: everything that happened, every breach of a rule, and whom the house set to away. */
export type Played = {
  day: Day;
  house: House;
  happenings: Happening[];
  breaches: Breach[];
  setAway: string[];
  plans: number;
};

/** Plays a day from midnight to midnight through the domain's own rules; the same day is always played the same. */
export function simulate(day: Day, plan: typeof planAssignment = planAssignment): Played {
  const agenda = new Agenda(instantAt(day, "00:00"));
  const house = new House(day, agenda, plan);
  const watch = new Watch(house);
  const happenings: Happening[] = [];
  const setAway: string[] = [];
  let plans = 0;
  house.listen({
    happened: (one) => void happenings.push(one),
    planned: () => void plans++,
    setAway: (personId) => void setAway.push(personId),
  });
  bringExperts(day, agenda, house);
  letPeopleTake(day, agenda, house);
  bringCustomers(day, agenda, house);
  agenda.run(instantAt(day, "24:00"), () => house.settle());
  watch.close(agenda.now);
  return { day, house, happenings, breaches: watch.breaches, setAway, plans };
}
