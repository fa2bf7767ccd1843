import { expect, test } from "./shop";
import { addToCart } from "./steps";

test("a page that takes its time is announced by a bar until it is there", async ({ page, locale }) => {
  await page.goto(`/${locale}`);
  await page.waitForLoadState("networkidle");
  await page.route(/\/cart(\?|$)/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await route.continue();
  });
  const root = page.locator("html");
  await expect(root).not.toHaveAttribute("data-going");
  const link = page.locator("header a[href$='/cart']").first();
  // Asked in the same breath: once a page is on its way the browser answers no more for the one it leaves.
  const going = await link.evaluate((element: HTMLElement) => {
    element.click();
    return document.documentElement.hasAttribute("data-going");
  });
  expect(going).toBe(true);
  await page.waitForURL(/\/cart$/);
  await expect(root).not.toHaveAttribute("data-going");
});

test("what is done on the page itself announces no other", async ({ page, locale, t }) => {
  await page.goto(`/${locale}`);
  await page.locator("main a[href*='/p/']").first().click();
  await page.waitForURL(/\/p\//);
  await addToCart(page, t);
  await expect(page.locator("html")).not.toHaveAttribute("data-going", { timeout: 1_000 });
});
