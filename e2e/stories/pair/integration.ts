import { CALLS } from "@beckon/protocol/calls.ts";
import { callerAt, type Caller } from "../../house/caller.ts";
import { PASSWORD } from "../../house/house.ts";
import { expectLooksRight } from "../../pages/looks-right.ts";
import { expect, story } from "../../story.ts";

type Made = { code: string; end_customer_link: string; supporter_link: string };

/** A helpdesk's connector, which speaks the web API with somebody's token. */
async function connector(person: Caller, url: string) {
  const body = { level: "person", name: "Helpdesk", scopes: ["Sessions.Create", "Sessions.EditOwn"] } as const;
  const { token } = await person.call(CALLS.createToken, { body: { ...body, scopes: [...body.scopes] } });
  return async (method: string, path: string, wanted: object): Promise<Response> =>
    await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify(wanted),
    });
}

for (const [language, narrowest] of [
  ["en", 390],
  ["de", 320],
  ["es", 320],
] as const) {
  story(`[W7] a case that an integration makes is worked on like any other, in ${language}`, async ({ stage }) => {
    story.setTimeout(120_000);
    const { house, team } = stage;
    const { ben } = house.members;
    const { url } = house.expertsAt;
    const says = await connector(callerAt(url, ben.cookie), url);
    const expert = await stage.expert(ben, { language });

    const answered = await says("POST", "/sessions", {
      groupid: team.groupId,
      assigned_userid: "u0",
      end_customer: { name: "Eva Marin" },
      description: "The label printer stops after each page.",
      waiting_message: "Please keep the printer switched on. We look into it together in a moment.",
    });
    expect(answered.status).toBe(200);
    const made = (await answered.json()) as Made;
    await expect(expert.row("Eva Marin")).toBeVisible();

    const customer = await stage.customer({ language });
    await customer.opens(new URL(made.end_customer_link).pathname);
    await customer.joins("Eva Marin");
    await customer.seesPlace(0);
    await expect(customer.page.getByText("Please keep the printer switched on.")).toBeVisible();
    await expectLooksRight(customer.page, `customer-waiting-message-${language}`, narrowest);
    const changed = await says("PUT", `/sessions/${made.code}`, { waiting_message: "Ben is with you at once." });
    expect(changed.status).toBe(204);
    await expect(customer.page.getByText("Ben is with you at once.")).toBeVisible();

    await expert.opensCase("Eva Marin");
    const { timeline } = expert.words;
    const who = timeline.through(ben.name, "Helpdesk");
    await expect(expert.pane.getByText(timeline.created.byHand(who))).toBeVisible();
    await expect(expert.pane.getByText(timeline.edited(who, timeline.keptFacts.waitingMessage))).toBeVisible();
    await expectLooksRight(expert.page, `console-case-of-integration-${language}`, narrowest);

    // Its link is an address: whoever opens it signs in, and lands at the case.
    const link = new URL(made.supporter_link);
    expect(link.href).not.toContain(made.code.slice(1));
    const elsewhere = await (await stage.browser("elsewhere", { language })).newPage();
    await elsewhere.goto(url + link.pathname);
    await elsewhere.getByLabel(expert.words.signIn.email).fill(ben.email);
    await elsewhere.getByLabel(expert.words.signIn.password).fill(PASSWORD);
    await elsewhere.getByRole("button", { name: expert.words.signIn.title, exact: true }).click();
    const pane = elsewhere.getByRole("region", { name: expert.words.case.title });
    await expect(pane.getByRole("heading", { name: "Eva Marin" })).toBeVisible();

    expect((await says("PUT", `/sessions/${made.code}`, { state: "Closed" })).status).toBe(204);
    await customer.seesTitle(customer.words.after.title);
    await expect(pane.getByText(timeline.closed(who, null))).toBeVisible();
  });
}
