import { COMPANY } from "../../house/house.ts";
import { FIRST_BLOCKS, OTHER_BLOCKS } from "../../pages/work.ts";
import { expect, story } from "../../story.ts";

for (const language of ["en", "es"] as const) {
  story(
    `[M3][C2][C3][C4][C5][S1][S3][R5] from a code made by hand to closed, in ${language}`,
    { tag: "@two" },
    async ({ stage }) => {
      const { house } = stage;
      const ben = await stage.expert(house.members.ben, { language });
      const { code } = await ben.makesCase({ name: "Kim", description: "Cannot print" });
      await ben.seesState("new");

      const kim = await stage.customer({ language });
      await kim.opens("/");
      // Typed as people type: capital letter, spaces, no dashes.
      await kim.page.getByLabel(kim.words.join.code).pressSequentially(code.toUpperCase().replaceAll("-", " "));
      await kim.button(kim.words.join.go).click();
      await kim.seesTitle(kim.words.invitation.asks(ben.name, COMPANY));
      await ben.seesState("new");
      await kim.joins("Kim Larsen");
      await kim.seesTitle(kim.words.waiting.coming(ben.name));
      await ben.seesState("pending");

      const work = await kim.opensWork();
      await ben.connects("Kim");
      await kim.allows(ben.name, COMPANY);
      await ben.session.shows(FIRST_BLOCKS);
      await work.change();
      await ben.session.shows(OTHER_BLOCKS);
      expect(await ben.session.fourWords()).toEqual(await kim.fourWords());

      await kim.stops();
      await ben.session.wasEnded();
      await ben.button(ben.words.session.closeCase).click();
      await ben.choosesOutcome("notSolved");
      await ben.seesState("closed");
      await kim.seesTitle(kim.words.after.title);
    },
  );
}

story(
  "[S3][S4][S5] a code that was claimed is worth nothing to a second person, and no more than a wrong one",
  async ({ stage }) => {
    const ben = await stage.expert(stage.house.members.ben);
    const { code, link } = await ben.makesCase({ name: "Kim", description: "" });
    const kim = await stage.customer();
    await kim.opens(new URL(link).pathname);
    await kim.joins("Kim");
    await kim.seesTitle(kim.words.waiting.coming(ben.name));

    const other = await stage.customer();
    const refusal = other.words.refusals.codeNotValid({ reason: "codeNotValid" }, 0);
    for (const typed of [code, "s000-000-001"]) {
      await other.opens("/");
      await other.page.getByLabel(other.words.join.code).fill(typed);
      await other.button(other.words.join.go).click();
      await expect(other.page.getByText(refusal)).toBeVisible();
    }
    await kim.page.reload();
    await kim.seesTitle(kim.words.waiting.coming(ben.name));
  },
);
