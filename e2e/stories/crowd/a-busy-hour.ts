import { CALLS } from "@beckon/protocol/calls.ts";
import { COMPANY, invite, type Team } from "../../house/house.ts";
import { FIRST_BLOCKS } from "../../pages/work.ts";
import type { Customer } from "../../people/customer.ts";
import type { Expert } from "../../people/expert.ts";
import { expect, story, type Stage } from "../../story.ts";

const WHO = [
  { name: "Dora Falk", role: "expert" },
  { name: "Gina Holm", role: "supervisor" },
  { name: "Emil Berg", role: "expert" },
  { name: "Finn Oda", role: "expert" },
] as const;
const NAMES = ["Eva Marin", "Kim Larsen", "Lou Petit", "Nina Roth", "Omar Haddad", "Pia Kern"] as const;

/** How the house hands out a group's cases: in turn, or whoever takes them first. */
async function handsOut(
  { house }: Stage,
  { groupId }: Team,
  how: { inTurn: boolean; acceptMs?: number; escalateMs?: number; fallbackGroupId?: string },
): Promise<void> {
  const { inTurn, acceptMs = 60_000, escalateMs = 600_000, fallbackGroupId = null } = how;
  const policy = { kind: inTurn ? ("roundRobin" as const) : ("offerToAll" as const), acceptMs };
  const body = { policy, hours: null, fallbackGroupId, escalateMs };
  await house.members.ana.call(CALLS.changeGroupAssignment, { params: { id: groupId }, body });
}

/** Whose case an expert is offered now: one of these, and no other. */
async function offeredTo(expert: Expert, names: readonly string[] = NAMES, timeout = 20_000): Promise<string> {
  let found: string | undefined;
  await expect(async () => {
    const seen = await Promise.all(names.map((name) => offer(expert, name).isVisible()));
    expect(seen.filter(Boolean)).toHaveLength(1);
    found = names[seen.indexOf(true)];
  }).toPass({ timeout });
  return found ?? "";
}

function offer(expert: Expert, customer: string) {
  return expert.page.getByRole("region", { name: expert.words.assignment.offer.title(customer) });
}

async function accepts(expert: Expert, customer: string, waiting: Customer): Promise<void> {
  await expert.page.keyboard.press(expert.words.assignment.offer.key);
  await expert.isTold(expert.words.assignment.offer.yours(customer));
  await waiting.seesTitle(waiting.words.waiting.coming(expert.name));
}

story(
  "[A3][A4][A5][A6][A9][A13] a busy hour: six customers at once, four experts with room for one case each",
  { tag: "@two" },
  async ({ stage }) => {
    story.setTimeout(240_000);
    const { house, team } = stage;
    const { ada, ana } = house.members;
    const upstairs = await house.freshTeam();
    try {
      // People of this story only: nobody has anything left over from another one.
      const people = await Promise.all(WHO.map((who) => invite(house.expertsAt, ada, who)));
      for (const { id: personId } of people)
        for (const { groupId } of [team, upstairs])
          await ana.call(CALLS.shareGroup, { params: { id: groupId }, body: { personId, access: "write" } });
      const languages = ["en", "de", "en", "es"] as const;
      const experts = await Promise.all(
        people.map((who, at) => stage.expert(who, { language: languages[at] ?? "en" })),
      );
      for (const { id } of people)
        await ana.call(CALLS.changeWorkload, { params: { id }, body: { status: "online", capacity: 1 } });
      await handsOut(stage, upstairs, { inTurn: true });

      const customers = await Promise.all(
        NAMES.map((_, at) => stage.customer({ language: at % 2 === 0 ? "en" : "es" })),
      );
      const of = (name: string) => customers[NAMES.findIndex((each) => each === name)] as Customer;
      await Promise.all(
        customers.map(async (customer, at) => {
          await customer.opens(`/m/${team.module.slug}`);
          await customer.page.getByLabel(customer.words.module.name).fill(NAMES[at] ?? "");
          await customer.button(customer.words.module.go).click();
        }),
      );
      for (const expert of experts)
        for (const name of NAMES) await expect(expert.row(name)).toContainText(expert.words.states.pending);

      // Everybody is given one, and nobody two.
      await handsOut(stage, team, { inTurn: true, acceptMs: 15_000 });
      const given = await Promise.all(experts.map((expert) => offeredTo(expert)));
      expect(new Set(given).size).toBe(4);
      const [late, ...quick] = experts as [Expert, Expert, Expert, Expert];
      const [missed = "", ...taken] = given;
      await Promise.all(quick.map((expert, at) => accepts(expert, taken[at] ?? "", of(taken[at] ?? ""))));
      await expect(quick[0].row(missed)).toContainText(quick[0].words.assignment.offer.to(late.name));

      // Whoever does not answer is asked for the next one, and that one waits on.
      const others = NAMES.filter((name) => !given.includes(name));
      const next = await offeredTo(late, others, 40_000);
      await accepts(late, next, of(next));
      await late.opensCase(missed);
      const { timeline } = late.words.assignment;
      await expect(late.pane.getByText(timeline.ended.missed(late.name))).toBeVisible();

      // One of those who still wait would rather be answered later.
      const last = others.find((name) => name !== next) ?? "";
      const patient = of(last);
      const words = patient.words.room.message;
      await patient.button(words.offer).click();
      const dialog = patient.page.getByRole("dialog");
      await dialog.getByLabel(words.text).fill("The scanner beeps twice.");
      await dialog.getByLabel(words.emailAt).fill("patient@example.com");
      await dialog.getByRole("button", { name: words.send }).click();
      await patient.seesTitle(words.receivedTitle);
      for (const expert of experts) await expect(expert.row(last)).toContainText(expert.words.waiting.toAnswer);

      // The other has waited for too long: their case moves, and who supervises is told.
      await handsOut(stage, team, { inTurn: true, escalateMs: 1_000, fallbackGroupId: upstairs.groupId });
      const told = quick[0].words.assignment.escalated(".+", ".+", upstairs.groupName);
      await expect(quick[0].page.getByText(new RegExp(told))).toBeVisible();
      await expect(
        late.pane.getByText(new RegExp(timeline.moved(".+", team.groupName, upstairs.groupName))),
      ).toBeVisible();

      // Somebody is done with theirs, is thanked, and free for whoever waited the longest.
      const helper = quick[2];
      const helped = taken[2] ?? "";
      await helper.connects(helped);
      await of(helped).opensWork();
      await of(helped).allows(helper.name, COMPANY);
      await helper.session.shows(FIRST_BLOCKS);
      await helper.session.ends();
      await helper.opens("/console/queue");
      await helper.opensCase(helped);
      await helper.closesCase("solved");
      expect(await offeredTo(helper, [missed])).toBe(missed);
      await accepts(helper, missed, of(missed));
      await of(helped).rates(5, "Quick and friendly.");

      await helper.page.getByRole("link", { name: helper.words.nav.sessions }).click();
      await helper.page.getByLabel(helper.words.case.outcome, { exact: true }).selectOption("solved");
      await helper.page.getByLabel(helper.words.sessions.rating, { exact: true }).selectOption("5");
      await expect(helper.page).toHaveURL(/outcome=solved.*stars=5/);
      // Each choice reads the list anew, so the row may go away under the press.
      await expect(async () => {
        await helper.row(helped).click();
        await expect(helper.pane.getByText("Quick and friendly.").first()).toBeVisible({ timeout: 3_000 });
      }).toPass();
      for (const name of [...taken.slice(0, 2), next, last]) await expect(helper.row(name)).toBeHidden();
    } finally {
      await upstairs.leave();
    }
  },
);
