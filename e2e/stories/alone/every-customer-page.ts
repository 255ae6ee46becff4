import { COMPANY } from "../../house/house.ts";
import { expectLooksRight } from "../../pages/looks-right.ts";
import { FIRST_BLOCKS } from "../../pages/work.ts";
import { expect, story } from "../../story.ts";

const NARROWEST = 320;

for (const language of ["en", "de"] as const) {
  story(
    `[U1][X7] the customer's pages before help comes are right in both themes and at 320 px, in ${language}`,
    async ({ stage }) => {
      story.setTimeout(240_000);
      const everything = {
        fields: { name: "required", email: "optional", description: "required" },
        disclaimer: "Nobody sees your screen before you allow it. ".repeat(20),
        accent: "#ffcc00",
      } as const;
      const asking = await stage.team.makeModule(everything);
      const ben = await stage.expert(stage.house.members.ben);
      const { link } = await ben.makesCase({ name: "Kim", description: "" });
      const eva = await stage.customer({ language });
      const { page, words } = eva;
      const right = (name: string) => expectLooksRight(page, `customer-${name}`, NARROWEST);

      await eva.opens("/");
      await page.getByLabel(words.join.code).fill("12");
      await eva.button(words.join.go).click();
      await expect(page.getByText(words.join.incomplete)).toBeVisible();
      await right("join");
      await eva.opens("/m/nothing-here");
      await eva.seesTitle(words.module.unknownTitle);
      await right("unknown");
      await eva.opens(`/m/${asking.slug}`);
      await eva.button(words.module.go).click();
      await expect(page.getByText(words.required).first()).toBeVisible();
      await right("module");
      await eva.opens(new URL(link).pathname);
      await eva.seesTitle(words.invitation.asks(ben.name, COMPANY));
      await right("invitation");
      await eva.joins("Kim");
      await eva.seesTitle(words.waiting.coming(ben.name));
      await eva.says("Hello?");
      await right("waiting");
      await eva.button(words.waiting.noLonger).click();
      await expect(page.getByRole("dialog")).toBeVisible();
      await right("leave");
      await page.getByRole("dialog").getByRole("button", { name: words.waiting.leaveYes }).click();
      await eva.seesTitle(words.waiting.leftTitle);
      await right("left");
    },
  );

  story(
    `[U1][X7] the customer's pages in a session and after it are right in both themes and at 320 px, in ${language}`,
    async ({ stage }) => {
      story.setTimeout(240_000);
      const ben = await stage.expert(stage.house.members.ben);
      const eva = await stage.customer({ language });
      const { page, words } = eva;
      const right = (name: string) => expectLooksRight(page, `customer-${name}`, NARROWEST);
      await eva.asksForHelp(stage.team.module.slug, { name: "Eva Marin" });
      await ben.opensCase("Eva Marin");
      await ben.connects("Eva Marin");
      await eva.opensWork();
      await eva.seesTitle(words.consent.title(ben.name));
      await right("consent");
      await eva.allows(ben.name, COMPANY);
      await ben.session.shows(FIRST_BLOCKS);
      await ben.session.draws([
        [0.3, 0.7],
        [0.5, 0.8],
      ]);
      await eva.fourWords();
      await eva.seesMark(0.3, 0.7);
      await right("session");
      await eva.stops();
      await expect(page.getByText(words.waiting.stopped(ben.name))).toBeVisible();
      await right("stopped");
      await eva.closesCase();
      await page.getByRole("radio", { name: words.after.stars(4), exact: true }).check({ force: true });
      await expect(page.getByLabel(words.after.comment)).toBeVisible();
      await right("after");
    },
  );
}
