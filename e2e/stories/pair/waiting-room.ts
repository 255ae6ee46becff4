import { createHash, randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { CALLS } from "@beckon/protocol/calls.ts";
import { expectLooksRight } from "../../pages/looks-right.ts";
import { expect, story } from "../../story.ts";

const NARROWEST = 320;
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

story(
  "[H1][H2] a customer reads an estimate made of real pick-ups, and before those that it cannot be said",
  async ({ stage }) => {
    story.setTimeout(240_000);
    const { slug } = stage.team.module;
    const ben = await stage.expert(stage.house.members.ben);
    for (const name of ["Eva", "Kim", "Lou", "Mia", "Noa"]) {
      const one = await stage.customer();
      await one.asksForHelp(slug, { name });
      await expect(one.page.getByText(one.words.room.unknown)).toBeVisible();
      // Ben may still have what he had a moment ago: whoever left just now counts as there for 30 s more [C9].
      await expect(one.page.getByText(one.words.room.looking)).toBeVisible({ timeout: 45_000 });
      await ben.opensCase(name);
      await ben.connects(name);
      await one.denies(ben.name);
      await ben.opens("/console/queue");
      await ben.opensCase(name);
      await ben.closesCase("solved");
      await one.page.close();
    }
    const last = await stage.customer({ language: "de" });
    await last.asksForHelp(slug, { name: "Zoe" });
    // What was read a moment ago is good enough for ten seconds, and is looked at again every fifteen.
    await expect(last.page.getByText(last.words.room.range(0, 1))).toBeVisible({ timeout: 45_000 });
  },
);

story(
  "[A9][H2][H3] nobody is there: the customer is told at once, leaves a message, and reads that it was answered",
  async ({ stage }) => {
    story.setTimeout(240_000);
    const eva = await stage.customer();
    const { page, words } = eva;
    const w = words.room.message;
    await eva.asksForHelp(stage.team.module.slug, { name: "Eva Marin" });
    // Whoever closed a console just now counts as there for 30 s more [A11].
    await expect(page.getByText(words.room.nobody).first()).toBeVisible({ timeout: 60_000 });
    await expectLooksRight(page, "customer-nobody", NARROWEST);

    await eva.button(w.offer).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(w.text).fill("The till prints nothing");
    await dialog.getByRole("radio", { name: w.phone }).check();
    await dialog.getByLabel(w.phoneAt).fill("call me");
    await dialog.getByRole("button", { name: w.send }).click();
    await expect(dialog.getByText(w.badPhone)).toBeVisible();
    await expectLooksRight(page, "customer-message-form", NARROWEST);
    await dialog.getByLabel(w.phoneAt).fill("+49 30 1234567");
    await dialog.getByRole("button", { name: w.send }).click();
    await eva.seesTitle(w.receivedTitle);
    await expect(page.getByText(w.receivedCall("+49 30 1234567"))).toBeVisible();
    await expectLooksRight(page, "customer-message-left", NARROWEST);
    await page.reload();
    await eva.seesTitle(w.receivedTitle);

    const ben = await stage.expert(stage.house.members.ben);
    await expect(ben.row("Eva Marin")).toContainText(ben.words.waiting.toAnswer);
    await ben.page.getByRole("combobox", { name: ben.words.queue.state, exact: true }).selectOption("toAnswer");
    await expect(ben.page).toHaveURL(/state=toAnswer/);
    await ben.opensCase("Eva Marin");
    const message = ben.pane.getByRole("region", { name: ben.words.waiting.message });
    await expect(message).toContainText("The till prints nothing");
    await expect(message).toContainText(ben.words.waiting.wishesCall);
    await expect(message.getByRole("link")).toHaveAttribute("href", "tel:+49301234567");
    await expectLooksRight(ben.page, "console-message", 360);
    await message.getByRole("button", { name: ben.words.waiting.answer, exact: true }).click();
    const asked = ben.page.getByRole("dialog");
    await asked.getByLabel(ben.words.waiting.note).fill("New paper, works again");
    await expectLooksRight(ben.page, "console-answer", 360);
    await asked.getByRole("button", { name: ben.words.waiting.record }).click();
    await ben.seesState("closed");
    await expect(ben.pane.getByText(/New paper, works again/)).toBeVisible();
    await eva.seesTitle(words.after.title);
    await expect(page.getByText(words.room.answered.phone)).toBeVisible();
  },
);

story("[H3] who left a message waits after all, and is picked up", async ({ stage }) => {
  const ben = await stage.expert(stage.house.members.ben);
  const eva = await stage.customer({ language: "es" });
  const w = eva.words.room.message;
  await eva.asksForHelp(stage.team.module.slug, { name: "Eva Marin" });
  await eva.button(w.offer).click();
  const dialog = eva.page.getByRole("dialog");
  await dialog.getByLabel(w.text).fill("La impresora no imprime");
  await dialog.getByLabel(w.emailAt).fill("eva@example.com");
  await dialog.getByRole("button", { name: w.send }).click();
  await eva.seesTitle(w.receivedTitle);
  await expect(ben.row("Eva Marin")).toContainText(ben.words.waiting.toAnswer);
  await eva.button(w.wait).click();
  await eva.seesPlace(0);
  await expect(ben.row("Eva Marin")).not.toContainText(ben.words.waiting.toAnswer);
  await ben.opensCase("Eva Marin");
  await ben.connects("Eva Marin");
  await eva.seesTitle(eva.words.consent.title(ben.name));
});

story(
  "[A12] outside the opening hours the module says when it opens, and takes a message with which the case is made",
  async ({ stage }) => {
    const { ana } = stage.house.members;
    const opens = new Date(Date.now() + 3 * 86_400_000);
    opens.setUTCHours(9, 0, 0, 0);
    const assignment = {
      policy: { kind: "offerToAll", acceptMs: 30_000 },
      hours: { timeZone: "UTC", weekly: [{ weekday: opens.getUTCDay() || 7, from: 540, to: 600 }], holidays: [] },
      fallbackGroupId: null,
      escalateMs: 600_000,
    } as const;
    await ana.call(CALLS.changeGroupAssignment, { params: { id: stage.team.groupId }, body: assignment });
    const ben = await stage.expert(stage.house.members.ben);
    const eva = await stage.customer();
    const { page, words } = eva;
    const w = words.room.message;
    const closed = words.room.closed(words.formats.coming(opens.getTime(), Date.now()));
    await eva.opens(`/m/${stage.team.module.slug}`);
    await expect(page.getByText(closed)).toBeVisible();
    await page.getByLabel(words.module.name).fill("Eva Marin");
    await expectLooksRight(page, "customer-closed-module", NARROWEST);
    await eva.button(w.title).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(w.text).fill("Please call on Monday");
    await dialog.getByLabel(w.emailAt).fill("eva@example.com");
    await dialog.getByRole("button", { name: w.send }).click();
    await eva.seesTitle(w.receivedTitle);
    await ben.opensCase("Eva Marin");
    await expect(ben.pane.getByRole("region", { name: ben.words.waiting.message })).toContainText(
      "Please call on Monday",
    );
    await eva.button(w.wait).click();
    await expect(page.getByText(closed).first()).toBeVisible();
  },
);

story("[H4] a picture and a file reach the expert, byte for byte, also over a line that drops", async ({ stage }) => {
  story.setTimeout(240_000);
  const line = await stage.lineTo("customers");
  const eva = await stage.customer({ line });
  const { page, words } = eva;
  await eva.asksForHelp(stage.team.module.slug, { name: "Eva Marin" });
  const added = page.getByRole("region", { name: words.room.attach.title });
  const chooser = page.waitForEvent("filechooser");
  await eva.button(words.room.attach.add).click();
  const picture = await page.screenshot();
  const file = randomBytes(6_000_000);
  await (
    await chooser
  ).setFiles([
    { name: "what I see.png", mimeType: "image/png", buffer: picture },
    { name: "log ü.bin", mimeType: "application/octet-stream", buffer: file },
  ]);
  line.cut();
  line.mend();
  await expect(added.getByRole("progressbar")).toHaveCount(0, { timeout: 60_000 });
  await expect(added.getByRole("listitem")).toHaveCount(2);
  await expect(added.locator("img")).toHaveJSProperty("complete", true);
  await expectLooksRight(page, "customer-attachments", NARROWEST);

  const ben = await stage.expert(stage.house.members.ben);
  await ben.opensCase("Eva Marin");
  const { attachments } = ben.words.waiting;
  for (const [name, bytes] of [
    ["what I see.png", picture],
    ["log ü.bin", file],
  ] as const) {
    const coming = ben.page.waitForEvent("download");
    await ben.pane.getByRole("link", { name: attachments.save(name) }).click();
    const download = await coming;
    expect(download.suggestedFilename()).toBe(name);
    expect(sha256(await readFile(await download.path()))).toBe(sha256(bytes));
  }
  await ben.pane.getByRole("button", { name: attachments.look("what I see.png") }).click();
  const shown = ben.page.getByRole("dialog").getByRole("img");
  await expect(shown).toBeVisible();
  expect(await shown.evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth)).toBeGreaterThan(300);
  await expectLooksRight(ben.page, "console-picture", 360);
});
