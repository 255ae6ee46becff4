import { CALLS } from "@beckon/protocol/calls.ts";
import type { Member } from "../../house/house.ts";
import { expectLooksRight } from "../../pages/looks-right.ts";
import type { Expert } from "../../people/expert.ts";
import { expect, story, type Stage } from "../../story.ts";

/** Ana, who owns the group, says that its cases are offered in turn, and how long an offer stands. */
async function handOutInTurn({ house, team }: Stage, acceptMs: number): Promise<void> {
  await house.members.ana.call(CALLS.changeGroupAssignment, {
    params: { id: team.groupId },
    body: { policy: { kind: "roundRobin", acceptMs }, hours: null, fallbackGroupId: null, escalateMs: 600_000 },
  });
}

/** Ana says how many cases somebody has at once, and how they stand. */
async function standing({ house }: Stage, { id }: Member, status: "online" | "away", capacity = 3): Promise<void> {
  await house.members.ana.call(CALLS.changeWorkload, { params: { id }, body: { status, capacity } });
}

const offerOf = (expert: Expert, customer: string) =>
  expert.page.getByRole("region", { name: expert.words.assignment.offer.title(customer) });

/** Which of these experts has the offer now. */
async function whoHas(experts: readonly Expert[], customer: string): Promise<Expert> {
  let found: Expert | undefined;
  await expect(async () => {
    const seen = await Promise.all(experts.map((expert) => offerOf(expert, customer).isVisible()));
    found = experts[seen.indexOf(true)];
    expect(seen.filter(Boolean)).toHaveLength(1);
  }).toPass();
  if (!found) throw new Error("nobody has it");
  return found;
}

story(
  "[A3][A5][A8] in turn: declined it goes to the next, taken by hand by a third it is offered to nobody, and the case says why",
  { tag: "@two" },
  async ({ stage }) => {
    const { house, team } = stage;
    const [ana, ben, cleo] = [
      await stage.expert(house.members.ana, { language: "de" }),
      await stage.expert(house.members.ben),
      await stage.expert(house.members.cleo, { language: "es" }),
    ];
    for (const { id } of [house.members.ana, house.members.ben, house.members.cleo])
      await standing(stage, { id } as Member, "online");
    await standing(stage, house.members.ada, "away");
    await handOutInTurn(stage, 60_000);
    const eva = await stage.customer();
    await eva.asksForHelp(team.module.slug, { name: "Eva Marin", description: "It beeps." });

    const first = await whoHas([ana, ben, cleo], "Eva Marin");
    const others = [ana, ben, cleo].filter((one) => one !== first);
    for (const other of others)
      await expect(other.row("Eva Marin")).toContainText(other.words.assignment.offer.to(first.name));
    // Also in another tab of theirs: one answer ends it in both.
    const tab = await first.context.newPage();
    await tab.goto(`${first.url}/console/team`);
    const there = tab.getByRole("region", { name: first.words.assignment.offer.title("Eva Marin") });
    await expect(there).toBeVisible();
    await expectLooksRight(first.page, "console-offer", 390);
    await offerOf(first, "Eva Marin").getByRole("button", { name: first.words.assignment.offer.decline }).click();
    await expect(there).toBeHidden();
    await tab.close();

    const second = await whoHas(others, "Eva Marin");
    const third = others.find((one) => one !== second) ?? first;
    await third.opensCase("Eva Marin");
    await third.takes();
    await expect(offerOf(second, "Eva Marin")).toBeHidden();
    const said = third.words.assignment;
    const history = third.pane.getByRole("listitem");
    await expect(history.filter({ hasText: said.timeline.offered(first.name, said.reason.online) })).toBeVisible();
    await expect(history.filter({ hasText: said.reason.because.longestFree }).first()).toBeVisible();
    await expect(history.filter({ hasText: said.timeline.ended.declined(first.name) })).toBeVisible();
    await expect(history.filter({ hasText: said.timeline.ended.taken(second.name) })).toBeVisible();
    await eva.seesTitle(eva.words.waiting.coming(third.name));
    await third.closesCase("solved");
  },
);

story(
  "[A5][A6] who misses three offers in a row is away and told; back again and free, they are offered who waits the longest",
  async ({ stage }) => {
    const { house, team } = stage;
    const ben = await stage.expert(house.members.ben);
    await standing(stage, house.members.ben, "online", 1);
    for (const other of [house.members.ada, house.members.ana, house.members.cleo])
      await standing(stage, other, "away");
    // What Ben has from earlier stories counts until its customers are taken for gone.
    const words = ben.words.availability;
    await expect(ben.page.getByRole("button", { name: new RegExp(words.cases(0, 1)) })).toBeVisible({
      timeout: 45_000,
    });
    await handOutInTurn(stage, 1_500);
    const names = ["Eva Marin", "Kim Larsen", "Lou Petit"];
    const customers = await Promise.all(names.map(() => stage.customer()));
    for (const [before, customer] of customers.entries())
      await customer.asksForHelp(team.module.slug, { name: names[before] ?? "", before });
    // Nobody answers.
    await expect(ben.page.getByRole("status").filter({ hasText: words.setAway.missed })).toBeVisible();
    await expect(offerOf(ben, "Eva Marin")).toBeHidden();

    await handOutInTurn(stage, 60_000);
    const nina = await stage.customer();
    await nina.asksForHelp(team.module.slug, { name: "Nina Roth", before: 3 });
    await ben.button(words.imBack).click();
    // Those he passed rest for a while; she is new to him.
    await expect(offerOf(ben, "Nina Roth")).toBeVisible();
    await ben.page.keyboard.press(ben.words.assignment.offer.key);
    await ben.isTold(ben.words.assignment.offer.yours("Nina Roth"));
    await nina.seesTitle(nina.words.waiting.coming(ben.name));

    const [tom, una] = [await stage.customer(), await stage.customer()];
    await tom.asksForHelp(team.module.slug, { name: "Tom Adler", before: 4 });
    await una.asksForHelp(team.module.slug, { name: "Una Byrne", before: 5 });
    await expect(ben.row("Una Byrne")).toBeVisible();
    await expect(offerOf(ben, "Tom Adler")).toBeHidden();
    await ben.closesCase("solved");
    await expect(offerOf(ben, "Tom Adler")).toBeVisible();
    await expect(offerOf(ben, "Una Byrne")).toBeHidden();
  },
);

story(
  "[A3][A9][A12] a group's owner says how its cases are handed out, where they escalate to and when it is open",
  async ({ stage }) => {
    const { house, team } = stage;
    const ana = await stage.expert(house.members.ana);
    const { assignment: a } = ana.words;
    await ana.opens("/console/team");
    await ana.page.getByText(team.groupName, { exact: true }).click();
    const form = ana.page.getByRole("form", { name: `${a.settings.title}: ${team.groupName}` });
    await form.getByRole("radio", { name: new RegExp(`^${a.settings.policies.leastBusy[0]}`) }).check();
    await form.getByLabel(a.settings.accept).fill("45");
    await form.getByLabel(a.settings.escalate).fill("5");
    await form.getByRole("radio", { name: a.hours.set }).check();
    await form.getByLabel(a.hours.timeZone).fill("Europe/Atlantis");
    await expect(form.getByText(a.hours.unknownZone)).toBeVisible();
    await expect(form.getByRole("button", { name: ana.words.save })).toBeDisabled();
    await form.getByLabel(a.hours.timeZone).fill("Europe/Madrid");
    await form.getByLabel(a.hours.from("Monday")).fill("08:30");
    await form.getByRole("button", { name: a.hours.add("Monday") }).click();
    await form.getByRole("button", { name: a.hours.copy("Monday") }).click();
    await form.getByRole("button", { name: a.hours.add("Saturday") }).click();
    await form.getByLabel(a.hours.holiday).fill("2026-12-25");
    await form.getByRole("button", { name: a.hours.addHoliday, exact: true }).click();
    await expectLooksRight(ana.page, "console-group-assignment", 390);
    await form.getByRole("button", { name: ana.words.save }).click();
    await ana.isTold(a.settings.saved(team.groupName));

    const { groups } = await house.members.ana.call(CALLS.listGroups);
    const kept = groups.find(({ id }) => id === team.groupId)?.assignment;
    expect(kept).toMatchObject({
      policy: { kind: "leastBusy", acceptMs: 45_000 },
      escalateMs: 300_000,
      hours: { timeZone: "Europe/Madrid", holidays: ["2026-12-25"] },
    });
    const times = (weekday: number) =>
      kept?.hours?.weekly.filter((range) => range.weekday === weekday).map(({ from, to }) => [from, to]);
    for (const weekday of [1, 2, 3, 4, 5])
      expect(times(weekday)).toEqual([
        [510, 1020],
        [1080, 1200],
      ]);
    expect([times(6), times(7)]).toEqual([[[540, 1020]], []]);
  },
);
