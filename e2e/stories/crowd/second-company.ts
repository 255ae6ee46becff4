import { callerAt, signInAt } from "../../house/caller.ts";
import { PASSWORD } from "../../house/house.ts";
import { beckon } from "../../house/beckon.ts";
import { expect, story } from "../../story.ts";
import { CALLS } from "@beckon/protocol/calls.ts";

for (const language of ["en", "de"] as const) {
  story(`[Q1][X1] a second company sees nothing of the first, in ${language}`, { tag: "@two" }, async ({ stage }) => {
    const { house, team } = stage;
    const email = `zoe.${language}@other.example`;
    const words = ["--company", "Other Ltd", "--name", "Zoe Adler", "--email", email, "--password", PASSWORD];
    await beckon(house.databaseUrl, ["setup", "--another", ...words]);
    const ben = await stage.expert(house.members.ben);
    const eva = await stage.customer();
    await eva.asksForHelp(team.module.slug, { name: "Eva Marin", description: "Secret of the first company" });
    await ben.opensCase("Eva Marin");
    const address = new URL(ben.page.url()).pathname;

    const caller = await signInAt(house.expertsAt.url, email, PASSWORD);
    const me = await callerAt(house.expertsAt.url, caller.cookie).call(CALLS.readMe);
    const zoe = await stage.expert({ ...caller, id: me.personId, name: me.name, email }, { language });
    await expect(zoe.page.getByText(zoe.words.queue.noCases)).toBeVisible();
    // Not by guessing its address either.
    await zoe.opens(address);
    await expect(zoe.page.getByText(zoe.words.case.gone)).toBeVisible();
    await zoe.opens(address.replace("queue", "session"));
    await expect(zoe.page.getByRole("status").filter({ hasText: /\S/ }).first()).toBeVisible();
    await zoe.opens("/console/queue?state=all");
    await expect(zoe.page.getByText(zoe.words.queue.noMatch)).toBeVisible();
    await zoe.opens("/console/contacts?text=Eva");
    await expect(zoe.page.getByText(zoe.words.contacts.noMatch)).toBeVisible();
    await zoe.opens("/console/team");
    await expect(zoe.page.getByText("Zoe Adler").first()).toBeVisible();
    for (const secret of ["Eva Marin", "Secret of the first company", "Ben Ode", "Example Ltd", team.module.name])
      await expect(zoe.page.getByText(secret)).toHaveCount(0);
    await ben.seesRow("Eva Marin", "pending");
  });
}
