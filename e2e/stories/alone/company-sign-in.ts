import { startCompanyProvider, type CompanyProvider } from "../../../apps/server/testing/company-provider.ts";
import { expectLooksRight } from "../../pages/looks-right.ts";
import { expect, story as plain } from "../../story.ts";

const NARROWEST = 320;

/** A house beside which the company's own provider stands, on this computer. */
const story = plain.extend<{ provider: CompanyProvider }>({
  provider: async ({ house }, use) => {
    const provider = await startCompanyProvider([`${house.expertsAt.url}/api/auth/company/callback/c1`]);
    await use(provider);
    await provider.stop();
  },
});

for (const language of ["en", "de"] as const)
  story(
    `[I1][I2][I6] an administrator sets the company's sign-in, tries it out and switches it on; somebody new comes in by it, in ${language}`,
    async ({ stage, provider }) => {
      story.setTimeout(240_000);
      const { url } = stage.house.expertsAt;
      const ada = await stage.expert(stage.house.members.ada, { language });
      const { page, words } = ada;
      const w = words.companySignIn;
      provider.people.set("ada", {
        email: "ada@example.com",
        email_verified: true,
        name: "Ada Lund",
        groups: ["leads"],
      });
      provider.people.set(`nia-${language}`, {
        email: `nia.${language}@example.com`,
        email_verified: true,
        name: "Nia Okoro",
        groups: ["leads"],
      });
      provider.people.set("oto", { email: "oto@elsewhere.example", email_verified: true, name: "Oto" });

      await ada.opens("/console/settings/company-sign-in");
      await page.getByLabel(w.issuer).fill(provider.issuer);
      await page.getByLabel(w.clientId).fill(provider.clientId);
      await page.getByLabel(w.secret, { exact: true }).fill(provider.clientSecret);
      await expect(page.getByLabel(w.domains)).toHaveValue("example.com");
      await page.getByLabel(w.scopes, { exact: true }).fill("openid email profile groups");
      await page.getByLabel(w.roleClaim).fill("groups");
      await page.getByLabel(w.valuesFor(words.roles.supervisor)).fill("leads, heads");
      await page.getByLabel(w.slug).fill(`acme-${language}`);
      await page.getByRole("button", { name: words.save, exact: true }).click();
      await expect(page.getByText(w.secretKept)).toBeVisible();
      await expect(page.getByLabel(w.secret, { exact: true })).toHaveValue("");
      await expectLooksRight(page, "console-company-sign-in", NARROWEST);

      // The last administrator tries it out, and stays what they are.
      await page.getByRole("button", { name: w.tryIt }).click();
      await page.getByLabel("Account").fill("ada");
      await page.getByRole("button", { name: "Continue" }).click();
      await expect(page.getByText(w.triedWell)).toBeVisible();
      await expect(page.getByText(w.comesIn("Ada Lund", "ada@example.com", words.roles.administrator))).toBeVisible();
      await expect(page.getByRole("rowheader", { name: "groups" })).toBeVisible();
      await expectLooksRight(page, "console-company-sign-in-tried", NARROWEST);

      // The company's directory gets its token, once.
      const scim = page.getByRole("region", { name: w.scim });
      await scim.getByRole("button", { name: w.scimMake }).click();
      const token = await scim.getByText(/^scim-[\w-]{43}$/).innerText();
      const headers = { authorization: `Bearer ${token}` };
      const users = await page.request.get(`${url}/scim/v2/Users?filter=userName%20eq%20%22ada@example.com%22`, {
        headers,
      });
      expect(await users.json()).toMatchObject({ totalResults: 1 });
      await expectLooksRight(page, "console-company-sign-in-scim", NARROWEST);
      await page.reload();
      await expect(scim.getByText(w.scimOnce)).toBeHidden();
      await scim.getByRole("button", { name: w.scimRemove }).click();
      await page.getByRole("dialog").getByRole("button", { name: w.scimRemove }).click();
      await expect(scim.getByText(w.scimNone)).toBeVisible();

      // Nobody comes in before it is on.
      const nia = await (await stage.browser("nia", { language })).newPage();
      await nia.goto(`${url}/console/sign-in/acme-${language}`);
      await expect(nia.getByText(w.nobodyThere)).toBeVisible();
      await page.getByRole("switch", { name: w.on }).click();
      await page.getByRole("button", { name: words.save, exact: true }).click();
      await expect(page.getByRole("switch", { name: w.on })).toBeChecked();
      await expect(page.getByRole("button", { name: w.tryIt })).toBeEnabled();

      // By their address, to the page they wanted.
      await nia.goto(`${url}/console/contacts`);
      await nia.getByLabel(words.signIn.email).fill(`nia.${language}@example.com`);
      await nia.keyboard.press("Tab");
      await expect(nia.getByText(w.found("example.com"))).toBeVisible();
      await expectLooksRight(nia, "console-sign-in-company", NARROWEST);
      await nia.getByRole("button", { name: w.go }).click();
      await expect(nia.getByLabel("Account")).toHaveValue(`nia.${language}@example.com`);
      await nia.getByRole("button", { name: "Continue" }).click();
      await expect(nia.getByRole("heading", { level: 1, name: words.contacts.title })).toBeVisible();
      await ada.opens("/console/team");
      await expect(page.getByText(`nia.${language}@example.com`)).toBeVisible();

      // Somebody of another domain is told why not.
      const oto = await (await stage.browser("oto", { language })).newPage();
      await oto.goto(`${url}/console/sign-in/acme-${language}`);
      await oto.getByLabel("Account").fill("oto");
      await oto.getByRole("button", { name: "Continue" }).click();
      await expect(oto.getByText(w.problems.otherDomain)).toBeVisible();
      await expectLooksRight(oto, "console-sign-in-company-problem", NARROWEST);

      await ada.opens("/console/settings/company-sign-in");
      await page.getByRole("button", { name: w.remove, exact: true }).click();
      await page.getByRole("dialog").getByRole("button", { name: w.remove, exact: true }).click();
      await expect(page.getByLabel(w.issuer)).toHaveValue("");
    },
  );
