import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { expectLooksRight } from "../../pages/looks-right.ts";
import { expect, story as anyStory } from "../../story.ts";

/** Stories whose house may reach programs on this computer. */
const story = anyStory.extend<object, { settings: Readonly<Record<string, string>> }>({
  settings: [{ WEBHOOKS_TO_PRIVATE_ADDRESSES: "true" }, { scope: "worker" }],
});

/** What is said of some moment. */
const around = (say: (when: string) => string) => new RegExp(say("#").replace("#", ".+"));

/** A program on this computer that is told, and what it answers. */
async function openReceiver() {
  const server = createServer((request, response) => {
    request.resume();
    request.on("end", () => receiver.answer(response));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/beckon`,
    answer: (response: ServerResponse) => void response.end("thank you"),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
  return receiver;
}

for (const [language, narrowest] of [
  ["en", 390],
  ["de", 320],
] as const) {
  story(
    `[W14][U1] an administrator makes a webhook, tests it, sees what arrived and sends it again, in ${language}`,
    async ({ stage }) => {
      story.setTimeout(180_000);
      const receiver = await openReceiver();
      const ada = await stage.expert(stage.house.members.ada, { language });
      const { page, words } = ada;
      const w = words.webhooks;
      const name = `Desk ${language}`;
      await ada.opens("/console/settings/webhooks");
      const part = page.getByRole("region", { name: w.title });
      await part.getByRole("button", { name: w.newWebhook }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("textbox", { name: w.name }).fill(name);
      await dialog.getByRole("textbox", { name: w.address }).fill("ftp://example.com/");
      await dialog.getByRole("button", { name: w.create }).click();
      await expect(dialog.getByText(w.addressRefused)).toBeVisible();
      await expectLooksRight(page, `console-new-webhook-${language}`, narrowest);
      await dialog.getByRole("textbox", { name: w.address }).fill(receiver.url);
      await dialog.getByRole("checkbox", { name: w.kinds.stateChanged }).uncheck();
      await dialog.getByRole("button", { name: w.create }).click();
      await expect(dialog.getByRole("status")).toHaveText(w.once);
      await expect(dialog.locator("code")).toHaveText(/^whsec_\S{40,}$/);
      await expectLooksRight(page, `console-webhook-secret-${language}`, narrowest);
      await dialog.getByRole("button", { name: words.close }).last().click();

      const row = part.getByRole("listitem").filter({ hasText: name }).first();
      await expect(row).toContainText(w.events(7));
      await row.getByRole("button", { name: w.sendTest }).click();
      await ada.isTold(w.tested);
      const sent = page.getByRole("list", { name: `${w.deliveries}: ${name}` });
      await expect(sent.getByRole("listitem").filter({ hasText: w.test })).toContainText(w.states.delivered);
      receiver.answer = (response) => void response.writeHead(503).end("not now, please");
      await sent.getByRole("button", { name: w.again }).click();
      await ada.isTold(w.sentAgain);
      await expect(sent.getByRole("listitem").first()).toContainText(w.states.failed);
      await expect(row).toContainText(around(w.failing));
      await sent.getByText(w.answer).first().click();
      await expectLooksRight(page, `console-settings-webhooks-${language}`, narrowest);

      await row.getByRole("button", { name: w.rotate }).click();
      await page.getByRole("dialog").getByRole("button", { name: w.rotate }).click();
      await expect(page.getByRole("dialog").getByRole("status")).toHaveText(w.rotated);
      await page.getByRole("dialog").getByRole("button", { name: words.close }).last().click();
      await row.getByRole("button", { name: w.change(name) }).click();
      await page.getByRole("dialog").getByRole("switch", { name: w.enabled }).click();
      await page.getByRole("dialog").getByRole("button", { name: w.save }).click();
      await expect(row).toContainText(around(w.off.person));
      await row.getByRole("button", { name: `${words.delete}: ${name}` }).click();
      await page.getByRole("dialog").getByRole("button", { name: words.delete }).click();
      await ada.isTold(w.deleted(name));
      await expect(row).toBeHidden();
      receiver.close();
    },
  );
}
