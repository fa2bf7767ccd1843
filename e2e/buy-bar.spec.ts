import type { Locator } from "@playwright/test";
import { expect, test } from "./shop";
import { openFirstProduct } from "./steps";
import { isAwake } from "./watch";

/** Whether a press in the middle of it is its own. */
const isOnTop = (place: Locator) =>
  place.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
  });

test("the bar at the bottom of a small screen lies over nothing that is pressed or focused", async ({
  page,
  locale,
}) => {
  test.skip((page.viewportSize()?.width ?? 0) >= 1024, "There is none on a large one.");
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto(`/${locale}`);
  await openFirstProduct(page);
  await page.waitForFunction(isAwake);
  const bar = page.locator(".bottom-bar > *");
  await expect(bar).toBeAttached();
  const button = page.locator("[data-buy-button]").first();
  // Where the bar would be, were the button not to be seen.
  await button.evaluate((element) => {
    window.scrollTo(0, window.scrollY + element.getBoundingClientRect().bottom - window.innerHeight + 8);
  });
  await expect(bar).toBeHidden();
  await expect.poll(() => isOnTop(button)).toBe(true);

  const products = page.locator("main a[href*='/p/']");
  await products.first().focus();
  await expect(bar).toBeVisible();
  const edge = (await bar.boundingBox())?.y ?? 0;
  for (const link of (await products.all()).slice(0, 8)) {
    await link.focus();
    const box = await link.boundingBox();
    expect(Math.round((box?.y ?? 0) + (box?.height ?? 0))).toBeLessThanOrEqual(Math.round(edge));
  }
});
