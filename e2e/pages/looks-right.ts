import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/**
 * A page as it stands now: axe finds nothing in either colour scheme, and at the narrowest width meant for it nothing has
 * to be scrolled sideways [U1].
 */
export async function expectLooksRight(page: Page, name: string, narrowest: number): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await quiet(page);
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
    expect.soft(found, `${name}, ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  const usual = page.viewportSize();
  await page.setViewportSize({ width: narrowest, height: 640 });
  await quiet(page);
  const widest = await page.evaluate(() => {
    const beyond = [...document.querySelectorAll("body *")].filter(
      (element) =>
        element.getBoundingClientRect().right > innerWidth + 1 && getComputedStyle(element).position !== "fixed",
    );
    const sideways = document.documentElement.scrollWidth > innerWidth;
    return sideways ? beyond.slice(0, 3).map((element) => element.outerHTML.slice(0, 200)) : [];
  });
  expect.soft(widest, `${name}, ${narrowest} px wide`).toEqual([]);
  if (usual) await page.setViewportSize(usual);
  if (process.env["STORY_PICTURES"]) await page.screenshot({ path: `${process.env["STORY_PICTURES"]}/${name}.png` });
}

// Colours and places have settled.
async function quiet(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const finite = document.getAnimations().filter((each) => each.effect?.getComputedTiming().iterations !== Infinity);
    await Promise.allSettled(finite.map((each) => each.finished));
  });
}
