import { formatMoney } from "../lib/core/money";
import { expect, expectNoLayoutShift, freshEmail, test } from "./shop";
import { addToCart, fillCheckout, goToPayment, openFirstProduct, payWith } from "./steps";

test("browse, filter, choose, pay, and follow the order from its mail", async ({ page, locale, t, mail }) => {
  const email = freshEmail("buyer");
  await page.goto(`/${locale}`);
  await expectNoLayoutShift(page);

  // A department, then two values of one facet: the address says so, and Back returns.
  await page.locator("main a[href*='/c/']").first().click();
  await page.waitForURL(/\/c\//);
  await expectNoLayoutShift(page);
  const narrow = page.viewportSize()?.width === 390;
  if (narrow) await page.getByRole("button", { name: t("list.filters"), exact: true }).click();
  const boxes = page.locator("form input[type=checkbox][name=f]:visible");
  await boxes.nth(0).check();
  if (narrow) await page.getByRole("button", { name: t("list.apply") }).click();
  await page.waitForURL(/[?&]f=/);
  await expect(page.getByRole("main")).toContainText(t("list.clear"));
  await page.goBack();
  await page.waitForURL((url) => url.search === "");

  const title = await openFirstProduct(page);
  expect(title.length).toBeGreaterThan(3);
  await expectNoLayoutShift(page);
  const option = page.locator("fieldset input[type=radio]:enabled:not(:checked)").first();
  if (await option.count()) await option.check();
  await addToCart(page, t);

  await page.goto(`/${locale}/cart`);
  await expect(page.getByRole("main")).toContainText(title);
  await page
    .getByRole("link", { name: t("cart.checkout") })
    .first()
    .click();
  await page.waitForURL(/\/checkout/);
  await expect(page.locator("form input:visible:not([type=radio]), form select:visible")).not.toHaveCount(0);
  expect(
    await page.locator("form input:visible:not([type=radio]):not([type=hidden]), form select:visible").count(),
  ).toBeLessThanOrEqual(8);
  await fillCheckout(page, locale, email);
  await goToPayment(page);
  await payWith(page, "4242424242424242");

  await page.waitForURL(/\/orders\//);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(/Mara|田中/, { timeout: 20_000 });
  await expect(page.getByRole("main")).toContainText(title);

  const [confirmation] = await mail(email);
  expect(confirmation?.html).toContain("/orders/");
  expect(confirmation?.text).toContain("/orders/");
  const link = /https?:\/\/[^\s"<>]+\/orders\/[^\s"<>?]+/.exec(confirmation?.text ?? "")?.[0] ?? "";
  await page.goto(link);
  await expect(page.getByRole("main")).toContainText(title);
  expect((await mail(email)).length).toBe(1);
});

test("a declined card, then one that pays: one order, one mail", async ({ page, locale, t, mail }) => {
  const email = freshEmail("declined");
  await page.goto(`/${locale}`);
  await page.locator("main a[href*='/p/']").first().click();
  await page.waitForURL(/\/p\//);
  await addToCart(page, t);
  await page.goto(`/${locale}/checkout`);
  await fillCheckout(page, locale, email);
  await goToPayment(page);
  await payWith(page, "4000000000000002");
  await expect(page.locator('[aria-invalid="true"], [role=alert]').first()).toBeVisible();
  await payWith(page, "4242424242424242");
  await page.waitForURL(/\/orders\//);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(/Mara|田中/, { timeout: 20_000 });
  expect((await mail(email)).length).toBe(1);
});

test("what is wrong stands beside its field, and nothing typed is lost", async ({ page, locale, t }) => {
  await page.goto(`/${locale}`);
  await page.locator("main a[href*='/p/']").first().click();
  await page.waitForURL(/\/p\//);
  await addToCart(page, t);
  await page.goto(`/${locale}/checkout`);
  await fillCheckout(page, locale, "no-address");
  await page.locator("[name=postalCode]").fill("1");
  await page.locator("form button[type=submit]", { hasText: /\d/ }).last().click();
  await expect(page.locator("#email-error, [id$=email-error]").first()).toBeVisible();
  await expect(page.locator("[name=email]")).toHaveValue("no-address");
  await expect(page.locator("[name=postalCode]")).toHaveValue("1");
  await expect(page).toHaveURL(/\/checkout/);
});

test("a cart keeps its lines over two tabs, saves for later and gives back what was called off", async ({
  page,
  context,
  locale,
  t,
}) => {
  await page.goto(`/${locale}`);
  await page.locator("main a[href*='/p/']").first().click();
  await page.waitForURL(/\/p\//);
  await addToCart(page, t);
  const second = await context.newPage();
  await second.goto(page.url().split("#")[0] ?? "");
  await addToCart(second, t);
  await page.goto(`/${locale}/cart`);
  await expect(page.locator("main output").first()).toHaveText("2");
  await page
    .getByRole("button", { name: /./ })
    .filter({ hasText: t("cart.save") })
    .first()
    .click();
  await expect(page.getByText(t("cart.saved")).first()).toBeVisible();
  await page
    .getByRole("button", { name: /./ })
    .filter({ hasText: t("cart.move") })
    .first()
    .click();
  await expect(page.locator("main output").first()).toHaveText("2");
  await page.goto(`/${locale}/checkout`);
  await fillCheckout(page, locale, freshEmail("cancel"));
  await goToPayment(page);
  await page.locator("a[href*='unpaid=1']").first().click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(t("order.stages.unpaid.title"));
  await page.getByRole("button", { name: t("order.cancel") }).click();
  await page.waitForURL(/\/cart/);
  await expect(page.locator("main output").first()).toHaveText("2");
});

test("prices are written the market's way", async ({ page, locale }) => {
  await page.goto(`/${locale}`);
  const sample = formatMoney({ amount: 0, currency: locale.endsWith("JP") ? "JPY" : "USD" }, locale)
    .replaceAll(/[\d.,]/g, "")
    .trim();
  await expect(page.getByRole("main")).toContainText(sample);
});
