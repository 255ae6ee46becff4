import { hostname } from "node:os";
import { expectLooksRight } from "../../pages/looks-right.ts";
import { meetAtDesktop } from "../../people/meet-at-desktop.ts";
import { expect, story } from "../../story.ts";

story(
  "[K2] the computer the desktop module ran on stands in its group, with its facts and its contact",
  async ({ stage }) => {
    const { ben, eva } = await meetAtDesktop(stage);
    await eva.stops();
    await ben.opens(`/console/contacts?group=${stage.team.groupId}&show=computers`);
    const computers = ben.page.getByRole("list", { name: ben.words.contacts.computers });
    await expect(computers.getByRole("listitem")).toHaveCount(1);
    await expect(computers).toContainText(hostname());
    await expect(computers).toContainText("QuickSupport");
    await expect(computers).toContainText(ben.words.contacts.memory);
    await expectLooksRight(ben.page, "console-computers", 390);
    await computers.getByRole("link", { name: "Eva Marin" }).click();
    await expect(ben.heading("Eva Marin", 1)).toBeVisible();
    await expect(computers).toContainText(hostname());
  },
);
