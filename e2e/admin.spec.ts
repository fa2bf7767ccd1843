import { expect, expectAccessible, freshEmail, test } from "./shop";
import { addToCart, fillCheckout, goToPayment, payWith, staff } from "./steps";

test("an order is bought, found in the back room, shipped, and its buyer told", async ({
  page,
  locale,
  t,
  mail,
  request,
}) => {
  const email = freshEmail("ship");
  await page.goto(`/${locale}`);
  await page.locator("main a[href*='/p/']").first().click();
  await page.waitForURL(/\/p\//);
  const sold = await page
    .getByText(new RegExp(t("product.soldBy", { merchant: ".+" })))
    .first()
    .textContent();
  const sellerName = new RegExp(t("product.soldBy", { merchant: "(.+)" })).exec(sold ?? "")?.[1]?.trim() ?? "";
  await addToCart(page, t);
  await page.goto(`/${locale}/checkout`);
  await fillCheckout(page, locale, email);
  await goToPayment(page);
  await payWith(page, "4242424242424242");
  await page.waitForURL(/\/orders\//);
  await mail(email);
  const number = /CW-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec((await page.getByRole("main").textContent()) ?? "")?.[0] ?? "";
  expect(number).not.toBe("");

  expect((await request.get(`/${locale}/admin/orders`, { maxRedirects: 0 })).status()).toBeGreaterThanOrEqual(300);
  await page.goto(`/${locale}/admin`);
  await page.locator("input[name=email]").fill(staff.email);
  await page.locator("input[name=password]").fill("wrong-password");
  await page.locator("form button[type=submit]").first().click();
  await expect(page.getByText(t("admin.signIn.wrong"))).toBeVisible();
  await expect(page.locator("input[name=email]")).toHaveValue(staff.email);
  await page.locator("input[name=password]").fill(staff.password);
  await page.locator("form button[type=submit]").first().click();
  await page.waitForURL(/\/admin(?!\/sign-in)/);
  await expectAccessible(page);

  // Whoever works for several merchants finds the order with the one that sells it.
  const merchants = page.locator("select[name=merchantId]");
  await merchants.selectOption({ label: sellerName });
  await expect(page.getByRole("heading", { level: 1 })).toContainText(sellerName);
  await page.goto(`/${locale}/admin/orders?q=${number}`);
  // Beside the rooms, a tablet has less place for a table than a phone.
  const size = page.viewportSize();
  await page.setViewportSize({ width: 768, height: 900 });
  const spills = await page
    .getByRole("table")
    .evaluate(
      (table) => table.getBoundingClientRect().right - (table.closest(".panel")?.getBoundingClientRect().right ?? 0),
    );
  expect(spills).toBeLessThanOrEqual(0);
  if (size) await page.setViewportSize(size);
  await page.getByRole("link", { name: number }).first().click();
  await page.waitForURL(/\/admin\/orders\/./);
  // Several orders may be open, each in a tab of its own.
  await expect(page).toHaveTitle(new RegExp(number));
  await expectAccessible(page);
  await page.getByLabel(t("parcels.ship.tracking")).fill("JD014600003RU");
  await page.getByRole("button", { name: t("parcels.ship.submit") }).click();
  await expect(page.getByRole("button", { name: t("parcels.ship.submit") })).toHaveCount(0);

  const mails = await mail(email, 2);
  expect(mails.map(({ text }) => text).join("\n")).toContain("JD014600003RU");
  const link = /https?:\/\/[^\s"<>]+\/orders\/[^\s"<>?]+/.exec(mails[0]?.text ?? "")?.[0] ?? "";
  await page.goto(link);
  await expect(page.getByRole("main")).toContainText("JD014600003RU");
});
