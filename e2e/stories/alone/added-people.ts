import { CALLS } from "@beckon/protocol/calls.ts";
import { PASSWORD } from "../../house/house.ts";
import { expectLooksRight } from "../../pages/looks-right.ts";
import { CONSOLE_WORDS } from "../../people/words.ts";
import { expect, story } from "../../story.ts";

story(
  "[P10] whoever an integration added is shown as not signed in yet, and chooses a password by a link of the administrator's",
  async ({ stage }) => {
    const { house } = stage;
    const { token } = await house.members.ada.call(CALLS.createToken, {
      body: { level: "company", name: "Staff list", scopes: ["Users.Create"] },
    });
    const email = `ina${Date.now()}@new.example.com`;
    const added = await fetch(`${house.expertsAt.url}/api/v1/users`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({ email, name: "Ina Weiß", language: "de" }),
    });
    expect(added.status).toBe(200);

    const ada = await stage.expert(house.members.ada);
    await ada.opens("/console/team");
    const row = ada.page.getByRole("listitem").filter({ hasText: email });
    await expect(row.getByText(ada.words.team.notJoined)).toBeVisible();
    await row.getByRole("button", { name: new RegExp(ada.words.more) }).click();
    await ada.page.getByRole("menuitem", { name: ada.words.team.makeLink }).click();
    const dialog = ada.page.getByRole("dialog", { name: ada.words.team.linkFor("Ina Weiß") });
    const link = await dialog.getByText(/#token=/).innerText();
    await expectLooksRight(ada.page, "sign-in-link", 390);

    const ina = await (await stage.browser("Ina", { language: "de" })).newPage();
    const words = CONSOLE_WORDS.de;
    await ina.goto(link);
    await expect(ina.getByLabel(words.setup.name)).toHaveValue("Ina Weiß");
    await ina.getByLabel(words.signIn.password).fill(PASSWORD);
    await ina.getByRole("button", { name: words.invitation.accept, exact: true }).click();
    await expect(ina.getByRole("heading", { level: 1, name: words.queue.title })).toBeVisible();

    await ada.page.reload();
    await expect(row).toBeVisible();
    await expect(row.getByText(ada.words.team.notJoined)).toHaveCount(0);

    await ada.opens("/console/audit");
    const entry = ada.page.getByRole("row").filter({ hasText: ada.words.audit.acts["person/created"] });
    await expect(entry.first()).toContainText(ada.words.audit.through("Staff list"));
  },
);
