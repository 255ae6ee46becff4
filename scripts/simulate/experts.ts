import type { Asker } from "@beckon/domain/case.ts";
import type { Availability } from "@beckon/domain/assignment/candidate.ts";
import type { Agenda } from "./agenda.ts";
import { chance } from "./chance.ts";
import type { Day } from "./day.ts";
import { covers, instantAt } from "./day.ts";
import type { House } from "./house.ts";

/** How long after getting a case an expert connects, around. */
const GREETING_MS = 15_000;
/** How long somebody stays away whom the house set to away. */
const AWAY_MS = 10 * 60_000;

/** Lets the day's experts come, pause and go, answer offers or miss them, and work on their cases until they are done. */
export function bringExperts(day: Day, agenda: Agenda, house: House): void {
  const people = new Map(day.people.map((person) => [person.id, person]));
  const times = new Map<string, number>();
  const asker = (personId: string): Asker => ({ kind: "person", personId, role: "expert", write: true });

  const statusOf = (personId: string): Availability => {
    const person = people.get(personId);
    if (!person || !covers(day, person.shifts, agenda.now)) return "offline";
    return covers(day, person.pauses, agenda.now) ? "busy" : "online";
  };
  const refresh = (personId: string) => house.setStatus(personId, statusOf(personId));
  for (const { id, shifts, pauses } of day.people)
    for (const { from, to } of [...shifts, ...pauses])
      for (const time of [from, to]) agenda.at(instantAt(day, time), () => refresh(id));

  function answer(caseId: string, personId: string): void {
    const person = people.get(personId);
    if (!person) return;
    const asked = (times.get(`${personId} ${caseId}`) ?? 0) + 1;
    times.set(`${personId} ${caseId}`, asked);
    const drawn = chance(day.seed, "answer", caseId, personId, String(asked));
    const fate = drawn.share();
    if (fate < person.misses) return;
    const command = fate < person.misses + person.declines ? "decline" : "accept";
    agenda.at(agenda.now + drawn.around(person.answersInSeconds * 1000, 0.4), () => {
      // It may have run out, or been taken back.
      if (house.cases.get(caseId)?.offer?.to !== personId) return;
      house.act(caseId, { do: command }, asker(personId));
    });
  }

  function greet(caseId: string, personId: string): void {
    const close = (outcome: "solved" | "noContact") => house.act(caseId, { do: "close", outcome }, asker(personId));
    if (house.cases.get(caseId)?.customer.is === "left") return void close("noContact");
    house.act(caseId, { do: "connect", connection: `${personId} in ${caseId}` }, asker(personId));
    const { minutes, spread } = day.service;
    const takes = chance(day.seed, "service", caseId).around(minutes * 60_000, spread);
    agenda.at(agenda.now + takes, () => close("solved"));
  }

  house.listen({
    happened({ event, after }) {
      if (event.is === "offered") answer(after.id, event.to);
      if (event.is !== "assigned" || event.to === null) return;
      const personId = event.to;
      const takes = chance(day.seed, "greeting", after.id).around(GREETING_MS, 0.4);
      agenda.at(agenda.now + takes, () => greet(after.id, personId));
    },
    setAway(personId) {
      agenda.at(agenda.now + AWAY_MS, () => refresh(personId));
    },
  });
}
