import { expect, type Locator, type Page } from "@playwright/test";

const MOST_STEPS = 80;

/** Goes to a control with the Tab key alone, and sees that the focus can be seen. */
export async function tabTo(page: Page, control: Locator): Promise<void> {
  await expect(control).toBeVisible();
  for (let step = 0; step < MOST_STEPS; step += 1) {
    if (await hasFocus(control)) return await expectOutline(control);
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not reach ${control.toString()}`);
}

/** Goes to a control with Tab and presses it with Enter. */
export async function pressByKey(page: Page, control: Locator): Promise<void> {
  await tabTo(page, control);
  await page.keyboard.press("Enter");
}

async function hasFocus(control: Locator): Promise<boolean> {
  return await control.evaluate((element) => element === document.activeElement);
}

async function expectOutline(control: Locator): Promise<void> {
  const seen = await control.evaluate((element) => {
    const { outlineStyle, boxShadow, borderColor } = getComputedStyle(element);
    return outlineStyle !== "none" || boxShadow !== "none" || borderColor !== "";
  });
  expect(seen, "the focus can be seen").toBe(true);
}
