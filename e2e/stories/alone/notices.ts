import pg from "pg";
import { CALLS } from "@beckon/protocol/calls.ts";
import { NOTICES_SCOPE, NOTICES_WORKER_PATH, type PushedNotice } from "@beckon/protocol/notices.ts";
import { openOutside, type Outside } from "../../house/outside.ts";
import { expectLooksRight } from "../../pages/looks-right.ts";
import { expect, story as plain } from "../../story.ts";

/** A house that sends mail, and pushes to a push service on this computer. */
const story = plain.extend<object, { outside: Outside }>({
  outside: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const outside = await openOutside();
      await use(outside);
      await outside.close();
    },
    { scope: "worker" },
  ],
  settings: [async ({ outside }, use) => use(outside.settings), { scope: "worker" }],
});

story(
  "[N1][N2] the console is closed: push and mail arrive, are repeated, and stop when the case is taken",
  async ({ stage, outside }) => {
    const { house, team } = stage;
    const { ben, ana } = house.members;
    const { pushKey } = await ben.call(CALLS.readNotices);
    const phone = outside.pushes.subscribe(pushKey);
    const { endpoint, p256dh, auth } = phone;
    const userAgent = "Mozilla/5.0 (Android 16; Mobile) Firefox/150.0";
    await ben.call(CALLS.addNoticeBrowser, { body: { endpoint, p256dh, auth, userAgent, language: "en" } });

    const expert = await stage.expert(ben);
    const { page, words } = expert;
    await expert.opens("/console/settings/notices");
    const part = page.getByRole("region", { name: words.notices.title });
    await expect(part.getByText("Firefox · Android")).toBeVisible();
    await part.getByRole("switch", { name: words.notices.email }).click();
    await expect(part.getByRole("switch", { name: words.notices.email })).toBeChecked();
    await part.getByRole("button", { name: words.notices.test }).click();
    await expert.isTold(words.notices.tested.sent);
    expect((await phone.next(({ data }) => data["is"] === "test")).data["language"]).toBe("en");
    await outside.mailbox.next(({ to }) => to.includes(ben.email));
    outside.mailbox.arrived.length = 0;
    await page.close();

    const colleague = await stage.expert(ana);
    const eva = await stage.customer();
    await eva.asksForHelp(team.module.slug, { name: "Eva Marin" });
    const first = await phone.next(({ data }) => data["is"] === "untaken");
    expect(first.data).toMatchObject({ customer: "Eva Marin", group: team.groupName });
    const letter = await outside.mailbox.next(({ subject }) => subject === "Eva Marin is waiting for help");
    expect(letter.to).toEqual([ben.email]);
    expect(letter.text).toContain(`${house.expertsAt.url}${first.data["path"]}`);

    const database = new pg.Client({ connectionString: house.databaseUrl });
    await database.connect();
    const left = async () => (await database.query("SELECT 1 FROM notices")).rowCount;
    // A minute, and five, go by.
    phone.received.length = 0;
    await database.query("UPDATE notices SET next_at = 0 WHERE told = 1");
    await phone.next(({ data }) => data["tag"] === first.data["tag"]);
    await expect.poll(() => outside.mailbox.arrived.length).toBe(2);

    phone.received.length = 0;
    await colleague.opensCase("Eva Marin");
    await colleague.takes();
    await phone.next(({ data }) => data["is"] === "withdraw" && data["tag"] === first.data["tag"]);
    await expect.poll(left).toBe(0);
    expect(phone.received).toHaveLength(1);
    expect(outside.mailbox.arrived).toHaveLength(2);
    await database.end();
  },
);

story(
  "[N1][N3] what is pushed shows with its words, is withdrawn, and opens the case when it is pressed",
  async ({ stage }) => {
    const ben = await stage.expert(stage.house.members.ben, { context: { permissions: ["notifications"] } });
    const { page } = ben;
    await stage.team.makeCases(["Kim Larsen"]);
    await ben.opensCase("Kim Larsen");
    const path = new URL(page.url()).pathname;
    // A browser in incognito reaches no push service: the worker is put where the page puts it, and the browser told that a
    // message came.
    await page.evaluate(
      async ([worker, scope]) => {
        await navigator.serviceWorker.register(worker, { scope });
        await navigator.serviceWorker.ready;
      },
      [NOTICES_WORKER_PATH, NOTICES_SCOPE] as const,
    );
    // From its next page on it is the worker's console.
    await ben.opens("/console/settings/notices");

    const devtools = await page.context().newCDPSession(page);
    const registered = new Promise<string>((resolve) =>
      devtools.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
        const ours = registrations.find(({ scopeURL }) => new URL(scopeURL).pathname === NOTICES_SCOPE);
        if (ours) resolve(ours.registrationId);
      }),
    );
    await devtools.send("ServiceWorker.enable");
    const registrationId = await registered;
    const push = (notice: Partial<PushedNotice>) =>
      devtools.send("ServiceWorker.deliverPushMessage", {
        origin: ben.url,
        registrationId,
        data: JSON.stringify({ language: "es", tag: "case", customer: "Kim Larsen", group: "Team", path, ...notice }),
      });
    const shown = () =>
      page.evaluate(async (scope) => {
        const registration = await navigator.serviceWorker.getRegistration(scope);
        const all = (await registration?.getNotifications()) ?? [];
        return all.map(({ title, body, lang }) => ({ title, body, lang }));
      }, NOTICES_SCOPE);

    await push({ is: "untaken" });
    await expect.poll(shown).toEqual([{ title: "Kim Larsen espera ayuda", body: "Team", lang: "es" }]);
    await push({ is: "mine", language: "de", customer: "" });
    await expect.poll(shown).toEqual([{ title: "Jemand wartet auf Sie", body: "Team", lang: "de" }]);
    await push({ is: "withdraw" });
    await expect.poll(shown).toEqual([]);

    await push({ is: "untaken" });
    await expect.poll(shown).toHaveLength(1);
    const [worker] = page.context().serviceWorkers();
    await worker?.evaluate(async () => {
      const { registration } = globalThis as unknown as { registration: ServiceWorkerRegistration };
      const [notification] = await registration.getNotifications();
      // Pressing it is the system's; what the browser then tells the worker is this.
      const Pressed = Reflect.get(globalThis, "NotificationEvent") as new (name: string, about: object) => Event;
      dispatchEvent(new Pressed("notificationclick", { notification }));
    });
    await expect(page).toHaveURL(new RegExp(`${path}$`));
    await expect.poll(shown).toEqual([]);
  },
);

story("[N2][U1] the choices are right in both themes and at 390 px", async ({ stage }) => {
  const ben = await stage.expert(stage.house.members.ben, { language: "de" });
  const { page, words } = ben;
  await ben.opens("/console/settings/notices");
  const part = page.getByRole("region", { name: words.notices.title });
  await part.getByLabel(words.notices.groups).selectOption(words.notices.someGroups);
  await expect(part.getByRole("switch", { name: stage.team.groupName })).toBeChecked();
  await part.getByLabel(words.notices.times).selectOption(words.notices.timesOf.hours);
  await expectLooksRight(page, "console-notices", 390);
  await part.getByLabel(words.notices.times).selectOption(words.notices.timesOf.available);
  await part.getByRole("switch", { name: stage.team.groupName }).click();
  await expect(part.getByRole("switch", { name: stage.team.groupName })).not.toBeChecked();
  await part.getByLabel(words.notices.sound, { exact: true }).selectOption(words.notices.sounds.bell);
  await page.reload();
  await expect(part.getByLabel(words.notices.sound, { exact: true })).toHaveValue("bell");
  await expect(part.getByLabel(words.notices.times)).toHaveValue("available");
  await expect(part.getByRole("switch", { name: stage.team.groupName })).not.toBeChecked();
});
