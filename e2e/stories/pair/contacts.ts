import { readFile } from "node:fs/promises";
import { CALLS } from "@beckon/protocol/calls.ts";
import { expectLooksRight } from "../../pages/looks-right.ts";
import { expect, story } from "../../story.ts";

const NARROWEST = 390;
const EMAIL = "eva.marin@example.net";

story.use({ module: { fields: { name: "optional", email: "optional", description: "optional" } } });

story(
  "[K1][K5][M9] who comes twice, by address or by device, is one contact with all their cases, live in their group",
  async ({ stage }) => {
    const { house, team } = stage;
    const ana = await stage.expert(house.members.ana);
    const { page, words } = ana;
    await ana.opens(`/console/contacts?group=${team.groupId}`);
    await expect(page.getByText(words.contacts.noContacts, { exact: true })).toBeVisible();
    await expectLooksRight(page, "console-contacts-empty", NARROWEST);

    // The first time with an address, the second time by the same browser without.
    const eva = await stage.customer();
    await eva.asksForHelp(team.module.slug, { name: "Eva Marin", email: EMAIL, description: "No sound" });
    const cases = page.getByRole("region", { name: words.contacts.cases });
    const first = cases.getByRole("link", { name: /No sound/ });
    await expect(first).toBeVisible();
    await first.click();
    await ana.closesCase("solved");
    await eva.button(eva.words.after.fresh).click();
    await eva.fillsIn({ name: "Eva", description: "No picture" });
    // A third time at another computer, by the address.
    const atWork = await stage.customer();
    await atWork.asksForHelp(team.module.slug, { name: "E. Marin", email: EMAIL, description: "No mouse", before: 1 });

    await ana.opens(`/console/contacts?group=${team.groupId}`);
    await expect(cases.getByRole("listitem")).toHaveCount(2);
    const contacts = page.getByRole("list", { name: words.contacts.contacts });
    await expect(contacts.getByRole("listitem")).toHaveCount(1);
    await expect(contacts).toContainText(words.contacts.counts(3, 2));
    await expectLooksRight(page, "console-contacts", NARROWEST);
    await contacts.getByRole("link").click();
    await expect(ana.heading("Eva Marin", 1)).toBeVisible();
    for (const text of ["No sound", "No picture", "No mouse"])
      await expect(cases.getByRole("link", { name: text })).toBeVisible();
    await expectLooksRight(page, "console-contact", NARROWEST);

    // A new case for them, by which their case leads back to them.
    await ana.button(words.contacts.newCase).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByLabel(words.newCase.email)).toHaveValue(EMAIL);
    await dialog.getByLabel(words.newCase.description).fill("We call back");
    await dialog.getByRole("button", { name: words.newCase.create }).click();
    await dialog.getByRole("button", { name: words.newCase.open }).click();
    await expect(ana.pane.getByText(words.case.earlier)).toBeVisible();
    await expect(ana.pane.getByRole("link", { name: /No sound/ })).toBeVisible();
    await ana.pane.getByRole("link", { name: words.contacts.openContact }).click();
    await expect(cases.getByRole("listitem")).toHaveCount(4);
  },
);

story("[K1] a colleague without the group sees none of its contacts, cases or computers", async ({ stage }) => {
  const { house, team } = stage;
  const { ana, cleo } = house.members;
  await ana.call(CALLS.shareGroup, { params: { id: team.groupId }, body: { personId: cleo.id, access: null } });
  const body = { name: "Eva Marin", email: "eva@example.org", note: "", groupId: team.groupId };
  const { id } = await ana.call(CALLS.createContact, { body });
  const outside = await stage.expert(cleo);
  const { page, words } = outside;
  await outside.opens("/console/contacts?text=Eva");
  await expect(page.getByText(words.contacts.noMatch)).toBeVisible();
  await expect(page.getByRole("navigation", { name: words.contacts.groups })).not.toContainText(team.groupName);
  await outside.opens(`/console/contacts/${id}`);
  await expect(page.getByText(words.contacts.gone)).toBeVisible();
});

story("[K3][K4] doubles are merged, taken along as a file, and erased", async ({ stage }) => {
  const { house, team } = stage;
  const email = "max@example.net";
  const max = await stage.customer();
  await max.asksForHelp(team.module.slug, { name: "Max Frey", email, description: "Secret trouble" });
  await max.says("My password is on the desk");
  const ana = await stage.expert(house.members.ana);
  const { page, words } = ana;

  // Filed by hand, by another address: a double.
  await ana.opens(`/console/contacts?group=${team.groupId}`);
  await ana.button(words.contacts.newContact).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(words.contacts.name).fill("Max Frey");
  await dialog.getByLabel(words.contacts.email).fill("max@work.example");
  await dialog.getByLabel(words.contacts.note).fill("Prefers mornings");
  await expectLooksRight(page, "console-contact-new", NARROWEST);
  await dialog.getByRole("button", { name: words.contacts.create }).click();
  await expect(ana.heading("Max Frey", 1)).toBeVisible();
  await page.getByRole("main").getByRole("button", { name: words.more }).click();
  await page.getByRole("menuitem", { name: words.contacts.merge }).click();
  await dialog.getByRole("button", { name: new RegExp(email) }).click();
  await expect(dialog).toContainText(`max@work.example, ${email}`);
  await expectLooksRight(page, "console-contact-merge", NARROWEST);
  await dialog.getByRole("button", { name: words.contacts.mergeAct, exact: true }).click();
  await expect(page.getByText("Secret trouble")).toBeVisible();
  await expect(page.getByText("Prefers mornings")).toBeVisible();

  await page.getByRole("main").getByRole("button", { name: words.more }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: words.contacts.export }).click(),
  ]);
  const exported: unknown = JSON.parse(await readFile(await download.path(), "utf8"));
  expect(exported).toMatchObject({
    contact: { name: "Max Frey", emails: [email, "max@work.example"], note: "Prefers mornings" },
    cases: [{ case: { description: "Secret trouble" } }],
  });
  expect(JSON.stringify(exported)).toContain("My password is on the desk");

  const erase = async () => {
    await page.getByRole("main").getByRole("button", { name: words.more }).click();
    await page.getByRole("menuitem", { name: words.contacts.erase }).click();
    await dialog.getByRole("button", { name: words.contacts.eraseAct, exact: true }).click();
  };
  await erase();
  await ana.isTold(words.refusals.casesOpen({ reason: "casesOpen" }, 0));
  await page.getByRole("link", { name: "Secret trouble" }).click();
  await ana.closesCase("solved");
  await ana.pane.getByRole("link", { name: words.contacts.openContact }).click();
  await erase();
  await ana.isTold(words.contacts.erased);
  await expect(page.getByText("Max Frey")).toHaveCount(0);
  // That there was a case, and what became of it, stays.
  await ana.opens(`/console/sessions?group=${team.groupId}`);
  await expect(page.getByRole("row").filter({ hasText: words.outcomes.solved })).toContainText(words.anonymous);
  await page.getByRole("link", { name: words.anonymous }).click();
  await expect(ana.pane.getByText(words.timeline.erased(ana.name))).toBeVisible();
  await expect(ana.pane).not.toContainText("password");
});
