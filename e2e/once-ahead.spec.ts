import type { Page } from "@playwright/test";
import { formatDay } from "../lib/i18n/format";
import type { Locale } from "../lib/i18n/markets";
import { demoProduct } from "./demo";
import { expect, freshEmail, test } from "./shop";
import { addToCart, fillCheckout, goToPayment, payWith, signInStaff, workFor } from "./steps";

/** The desk's page of a product; the shop's is at the address that ends as it does. */
async function openAtDesk(page: Page, locale: Locale, handle: string): Promise<string> {
  const { title } = demoProduct(handle, locale);
  await signInStaff(page, locale);
  await workFor(page, "Halden Audio");
  await page.goto(`/${locale}/admin/products?q=${handle}`);
  await page.getByRole("link", { name: title }).first().click();
  await page.waitForURL(/\/products\/./);
  return `/${locale}/p/${handle}-${page.url().slice(-22)}`;
}

test("what is sold ahead says when it leaves, from its page to its order's", async ({ page, locale, t, mail }) => {
  test.slow();
  const email = freshEmail("ahead");
  const product = await openAtDesk(page, locale, "aria-ribbon-microphone");
  for (const count of await page.locator("input[name^=stock-]").all()) await count.fill("0");
  await page.locator("form:has(input[name^=stock-]) button[type=submit]").click();
  await expect(page.locator("form:has(input[name^=stock-])").getByRole("status")).toHaveText(t("admin.product.saved"));
  await page.goto(
    `/${locale}/admin/stock?q=${encodeURIComponent(demoProduct("aria-ribbon-microphone", locale).title)}`,
  );
  await page.locator("main a[href*='/admin/stock/']").first().click();
  await page.waitForURL(/\/admin\/stock\/.+\/./);
  await page.locator("[name=stockPolicy]").selectOption("preorder");
  await page.locator("[name=oversellMax]").fill("5");
  const day = `${new Date().getFullYear() + 1}-06-15`;
  await page.locator("[name=shipsFrom]").fill(day);
  await page.locator("form:has([name=stockPolicy]) button[type=submit]").click();
  await expect(page.locator("form:has([name=stockPolicy])").getByRole("status")).toHaveText(t("stock.rules.saved"));

  const told = t("stock.shipsFrom", { day: formatDay(day, locale) });
  await page.goto(product);
  await expect(page.getByText(told).first()).toBeVisible();
  await addToCart(page, t);
  for (const address of ["cart", "checkout"]) {
    await page.goto(`/${locale}/${address}`);
    await expect(page.getByRole("main")).toContainText(told);
  }
  await fillCheckout(page, locale, email);
  await goToPayment(page);
  await payWith(page, "4242424242424242");
  await page.waitForURL(/\/orders\//);
  await expect(page.getByRole("main")).toContainText(told);
  expect((await mail(email))[0]?.text).toContain(told);
});

test("a waiting room asks at once when its phone wakes, whatever it was waiting for", async ({
  page,
  locale,
  t,
  watch,
}) => {
  // The room takes the button's place once the page is live.
  watch.allow(/^layout shift/);
  const product = await openAtDesk(page, locale, "skerry-shower-radio");
  const desk = page.url();
  await page.getByLabel(t("drops.admin.opensAt")).fill(`${new Date().getFullYear() + 1}-01-01T10:00`);
  await page.getByRole("button", { name: t("drops.admin.create") }).click();
  await expect(page.getByRole("button", { name: t("drops.admin.close") })).toBeVisible();

  let asked = 0;
  await page.route(/\/api\/drops\/[^/]+\/status/, () => {
    // Never answered, as a connection that the phone has slept over.
    asked += 1;
  });
  await page.goto(product);
  await expect(page.getByRole("button", { name: t("drops.join") })).toBeVisible();
  await expect.poll(() => asked).toBe(1);
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await expect.poll(() => asked).toBe(2);
  // Nor does it wait for ever where nobody wakes it.
  await expect.poll(() => asked, { timeout: 20_000 }).toBe(3);

  await page.unrouteAll({ behavior: "ignoreErrors" });
  await page.goto(desk);
  await page.getByRole("button", { name: t("drops.admin.close") }).click();
  await page.getByRole("button", { name: t("drops.admin.closeAgain") }).click();
  await expect(page.getByRole("button", { name: t("drops.admin.create") })).toBeVisible();
});
