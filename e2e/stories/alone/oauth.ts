import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { invite, PASSWORD } from "../../house/house.ts";
import { expectLooksRight } from "../../pages/looks-right.ts";
import { CONSOLE_WORDS } from "../../people/words.ts";
import { expect, story } from "../../story.ts";

/** Somebody else's program, which people come back to; gives what they brought along. */
async function openApp() {
  const came: URLSearchParams[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    if (url.pathname === "/back") came.push(url.searchParams);
    response.setHeader("content-type", "text/html").end("<!doctype html><title>App</title><h1>Welcome back</h1>");
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}/back`, came, close: () => server.close() };
}

story(
  "[W5][U1] an administrator registers an app; a person is sent to sign in, sees who asks for what, allows it, and takes it back",
  async ({ stage }) => {
    story.setTimeout(180_000);
    const { house } = stage;
    const { url } = house.expertsAt;
    const app = await openApp();
    const ada = await stage.expert(house.members.ada, { language: "en" });
    const { page, words } = ada;
    await ada.opens("/console/settings/api");
    await page.getByRole("button", { name: words.api.newApp }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox", { name: words.api.name }).fill("Help desk");
    await dialog.getByLabel(words.api.addresses).fill("http://desk.example/back");
    await dialog.getByRole("checkbox", { name: words.api.scopes["Account.Read"] }).check();
    await dialog.getByRole("checkbox", { name: words.api.scopes["Sessions.Create"] }).check();
    await dialog.getByRole("button", { name: words.api.register }).click();
    await expect(dialog.getByText(words.api.addressRefused)).toBeVisible();
    await expectLooksRight(page, "console-new-app", 390);
    await dialog.getByLabel(words.api.addresses).fill(app.address);
    await dialog.getByRole("button", { name: words.api.register }).click();
    await expect(dialog.getByRole("status")).toHaveText(words.api.once);
    const [clientId = "", secret = ""] = await dialog.locator("code").allInnerTexts();
    await expectLooksRight(page, "console-app-once", 390);
    await dialog.getByRole("button", { name: words.close }).last().click();
    const apps = page.getByRole("region", { name: words.api.appsTitle });
    await expect(apps.getByRole("listitem")).toContainText("Help desk");

    // Somebody who is not signed in comes by the app's link.
    const w = CONSOLE_WORDS.de;
    const { email } = await invite(house.expertsAt, house.members.ada, { name: "Fritz Ohm", role: "expert" });
    const person = await (await stage.browser("Fritz", { language: "de" })).newPage();
    const state = "1e5&x=%20 ü";
    const asked = new URLSearchParams({ response_type: "code", client_id: clientId, redirect_uri: app.address, state });
    await person.goto(`${url}/oauth2/authorize?${asked.toString()}`);
    await person.getByLabel(w.signIn.email).fill(email);
    await person.getByLabel(w.signIn.password).fill(PASSWORD);
    await person.getByRole("button", { name: w.signIn.title, exact: true }).click();
    await expect(person.getByRole("heading", { name: w.api.authorize.ask("Help desk") })).toBeVisible();
    await expect(person.getByRole("list", { name: w.api.permissions }).getByRole("listitem")).toHaveText([
      w.api.scopes["Sessions.Create"],
      w.api.scopes["Account.Read"],
    ]);
    await expectLooksRight(person, "console-authorize", 320);
    await person.getByRole("button", { name: w.api.authorize.deny }).click();
    await expect(person.getByRole("heading", { name: "Welcome back" })).toBeVisible();
    expect(Object.fromEntries(app.came[0] ?? [])).toEqual({ error: "access_denied", state });

    await person.goto(`${url}/oauth2/authorize?${asked.toString()}`);
    await person.getByRole("button", { name: w.api.authorize.allow }).click();
    await expect(person.getByRole("heading", { name: "Welcome back" })).toBeVisible();
    const code = app.came[1]?.get("code") ?? "";
    expect(app.came[1]?.get("state")).toBe(state);

    const exchanged = await fetch(`${url}/api/v1/oauth2/token`, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "authorization_code",
        code,
        redirect_uri: app.address,
        client_id: clientId,
        client_secret: secret,
      }),
    });
    const { access_token } = (await exchanged.json()) as { access_token: string };
    const isValid = async () => {
      const headers = { authorization: `Bearer ${access_token}` };
      return (await (await fetch(`${url}/api/v1/ping`, { headers })).json()) as unknown;
    };
    expect(await isValid()).toEqual({ token_valid: true });

    await person.goto(`${url}/console/settings/api`);
    const grants = person.getByRole("region", { name: w.api.grantsTitle });
    await expect(grants.getByRole("listitem")).toContainText("Help desk");
    await expectLooksRight(person, "console-grants", 320);
    await grants.getByRole("button", { name: w.api.revoke }).click();
    await person.getByRole("dialog").getByRole("button", { name: w.api.revoke }).click();
    // What stands behind the question is hidden meanwhile, too.
    await expect(person.getByText(w.api.revoked("Help desk"))).toBeVisible();
    await expect(grants).toBeHidden();
    expect(await isValid()).toEqual({ token_valid: false });

    // An app that nobody registered, and an address that is not its own, lead nowhere.
    asked.set("redirect_uri", `${app.address}/elsewhere`);
    await person.goto(`${url}/oauth2/authorize?${asked.toString()}`);
    await expect(person.getByText(w.api.authorize.wrongAddress)).toBeVisible();
    asked.set("client_id", "nobody");
    await person.goto(`${url}/oauth2/authorize?${asked.toString()}`);
    await expect(person.getByText(w.api.authorize.unknownApp)).toBeVisible();

    await page.reload();
    await apps.getByRole("button", { name: words.delete }).click();
    await page.getByRole("dialog").getByRole("button", { name: words.delete }).click();
    await ada.isTold(words.api.appDeleted("Help desk"));
    await expect(apps.getByRole("listitem")).toBeHidden();
    app.close();
  },
);
