import { expect, freshEmail, test } from "./shop";
import { addToCart, fillCheckout, goToPayment } from "./steps";

// Vouchers are for yen.
test.use({ market: "ja-JP" });

test("a voucher is waited for, also where its buyer wants to cancel and Stripe keeps it open: the page says so", async ({
  page,
  locale,
  t,
}) => {
  await page.goto(`/${locale}`);
  await page.locator("main a[href*='/p/']").first().click();
  await page.waitForURL(/\/p\//);
  await addToCart(page, t);
  await page.goto(`/${locale}/checkout`);
  await fillCheckout(page, locale, freshEmail("voucher"));
  await goToPayment(page);
  await page.locator("input[name=method][value=konbini]").check();
  await page.locator("input[name=payer]").fill("田中 そら");
  await page.locator("button[name=step][value=pay]:visible").first().click();

  await page.waitForURL(/\/orders\//);
  // The page looks again by itself until the shop has been told.
  await expect(page.getByRole("heading", { level: 1 })).toContainText(t("order.stages.promised.title"));
  await page.getByRole("button", { name: t("order.cancel") }).click();
  await expect(page.getByText(t("order.cancelNotYet"))).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(t("order.stages.promised.title"));
});
