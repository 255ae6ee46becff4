import { DEFAULT_VALIDITY_MS, PRIORITIES } from "@beckon/domain/case.ts";
import type { Agenda } from "./agenda.ts";
import { chance } from "./chance.ts";
import type { Day } from "./day.ts";
import { instantAt } from "./day.ts";
import type { House } from "./house.ts";
import { CUSTOMER } from "./house.ts";

/** Who comes back does so this much later, around. */
const BACK_AFTER_MS = 90 * 60_000;

/** Lets the day's customers come, go when nobody comes in time, and come back when they were helped. */
export function bringCustomers(day: Day, agenda: Agenda, house: House): void {
  let count = 0;

  function press(customer: string, moduleId: string): void {
    const id = `case ${++count}`;
    const module = day.modules.find((one) => one.id === moduleId);
    if (!module) throw new Error(`There is no module ${moduleId}`);
    const drawn = chance(day.seed, "customer", id);
    house.open({
      id,
      companyId: "company",
      groupId: module.group,
      moduleId,
      code: `s${String(count).padStart(9, "0")}`,
      createdBy: { kind: "module", moduleId },
      createdAt: agenda.now,
      validUntil: agenda.now + DEFAULT_VALIDITY_MS,
      validityMs: DEFAULT_VALIDITY_MS,
      assigneeId: null,
      customerName: customer,
      customerEmail: customer,
      description: "",
      tags: [],
      priority: drawn.pick(PRIORITIES.map((priority) => [priority, day.priorities[priority]])),
    });
    const { minutes, spread } = day.patience;
    agenda.at(agenda.now + drawn.around(minutes * 60_000, spread), () => {
      if (house.cases.get(id)?.waitingSince !== null)
        house.act(id, { do: "leave", connection: `customer of ${id}` }, CUSTOMER);
    });
  }

  for (const { from, to, perHour } of day.arrivals) {
    const drawn = chance(day.seed, "arrivals", from);
    const end = instantAt(day, to);
    let at = instantAt(day, from) + drawn.gap(perHour);
    for (; at < end; at += drawn.gap(perHour)) {
      const moduleId = drawn.pick(day.modules.map(({ id, share }) => [id, share]));
      const customer = `customer ${from} ${Math.round(at)}`;
      agenda.at(at, () => press(customer, moduleId));
    }
  }

  house.listen({
    happened({ event, after }) {
      if (event.is !== "closed" || event.outcome !== "solved") return;
      const drawn = chance(day.seed, "back", after.id);
      if (drawn.share() >= day.comeBack) return;
      const { customerEmail, moduleId } = after;
      agenda.at(agenda.now + drawn.around(BACK_AFTER_MS, 0.5), () => press(customerEmail, moduleId ?? ""));
    },
  });
}
