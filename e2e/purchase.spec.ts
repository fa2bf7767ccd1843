import { formatMoney } from "../lib/core/money";
import { demoProduct, departmentPath, valueName } from "./demo";
import { expect, freshEmail, test } from "./shop";
import { addToCart, fillCheckout, goToPayment, payWith } from "./steps";

test("browse, filter, choose, pay, and follow the order from its mail", async ({ page, locale, t, mail }) => {
  const email = freshEmail("buyer");
  const { title } = demoProduct("nocturne-wireless-headphones", locale);
  await page.goto(`/${locale}`);

  // A department, then two values of one facet: the address says so, and so does the list.
  await page
    .locator(`a[href="${departmentPath("audio", locale)}"]:visible`)
    .first()
    .click();
  await page.waitForURL(/\/c\//);
  const narrow = page.viewportSize()?.width === 390;
  if (narrow) await page.getByRole("button", { name: t("list.filters"), exact: true }).click();
  for (const color of ["cream", "sage"]) {
    await page.locator(`form input[type=checkbox][value="color:${color}"]:visible`).check();
    if (!narrow) await page.waitForURL((url) => url.searchParams.getAll("f").includes(`color:${color}`));
  }
  // Its words change once the products are counted.
  if (narrow)
    await page
      .getByRole("form", { name: t("list.filters") })
      .locator("button[type=submit]")
      .click();
  await page.waitForURL(({ searchParams }) => searchParams.getAll("f").length === 2);
  for (const color of ["cream", "sage"])
    await expect(
      page.getByRole("link", { name: t("list.remove", { name: valueName("color", color, locale) }) }),
    ).toBeVisible();

  // One of those that are left, in a variant that is not the one it opens with.
  await page.getByRole("link", { name: title, exact: true }).click();
  await page.waitForURL(/\/p\//);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
  const chosen = [valueName("color", "cream", locale), valueName("edition", "studio", locale)];
  for (const name of chosen) await page.getByRole("radio", { name, exact: true }).check();
  await addToCart(page, t);

  await page.goto(`/${locale}/cart`);
  const main = page.getByRole("main").filter({ visible: true });
  await expect(main).toContainText(title);
  await expect(main).toContainText(chosen.join(" · "));
  await page
    .getByRole("link", { name: t("cart.checkout") })
    .first()
    .click();
  await page.waitForURL(/\/checkout/);
  await expect(page.locator("form input:visible:not([type=radio]), form select:visible")).not.toHaveCount(0);
  expect(
    await page.locator("form input:visible:not([type=radio]):not([type=hidden]), form select:visible").count(),
  ).toBeLessThanOrEqual(8);
  const summary = page.getByRole("region", { name: t("checkout.order") });
  await expect(summary).toContainText(title);
  await expect(summary).toContainText(chosen.join(" · "));
  await fillCheckout(page, locale, email);
  await goToPayment(page);
  await payWith(page, "4242424242424242");

  await page.waitForURL(/\/orders\//);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(/Mara|田中/, { timeout: 20_000 });
  await expect(page.getByRole("main")).toContainText(title);
  await expect(page.getByRole("main")).toContainText(chosen.join(" · "));

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
