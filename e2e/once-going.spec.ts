import { expect, test } from "./shop";

test("a page that takes its time is announced by a bar until it is there", async ({ page, locale, t }) => {
  await page.goto(`/${locale}`);
  await page.waitForLoadState("networkidle");
  await page.route(/\/cart(\?|$)/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await route.continue();
  });
  const root = page.locator("html");
  await expect(root).not.toHaveAttribute("data-going");
  await page
    .getByRole("link", { name: t("shell.cart") })
    .first()
    .click();
  await expect(root).toHaveAttribute("data-going");
  await page.waitForURL(/\/cart$/);
  await expect(root).not.toHaveAttribute("data-going");
});
