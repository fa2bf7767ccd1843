import { expect, expectAccessible, freshEmail, test } from "./shop";
import { addToCart, fillCheckout, goToPayment, payWith } from "./steps";

const staff = { email: process.env.ADMIN_EMAIL ?? "admin@cartwright.example", password: process.env.ADMIN_PASSWORD ?? "cartwright-demo" };

test("an order is bought, found in the back room, shipped, and its buyer told", async ({ page, locale, t, mail, request }) => {
  const email = freshEmail("ship");
  await page.goto(`/${locale}`);
  await page.locator("main a[href*='/p/']").first().click();
  await page.waitForURL(/\/p\//);
  const seller = page.url();
  await addToCart(page, t);
  await page.goto(`/${locale}/checkout`);
  await fillCheckout(page, locale, email);
  await goToPayment(page);
  await payWith(page, "4242424242424242");
  await page.waitForURL(/\/orders\//);
  await mail(email);
  const number = /CW-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec((await page.getByRole("main").textContent()) ?? "")?.[0] ?? "";
  expect(number).not.toBe("");
  expect(seller).toContain("/p/");

  expect((await request.get(`/${locale}/admin/orders`, { maxRedirects: 0 })).status()).toBeGreaterThanOrEqual(300);
  await page.goto(`/${locale}/admin`);
  await page.locator("input[name=email]").fill(staff.email);
  await page.locator("input[name=password]").fill("wrong-password");
  await page.locator("form button[type=submit]").first().click();
  await expect(page.locator("input[name=email]")).toHaveValue(staff.email);
  await page.locator("input[name=password]").fill(staff.password);
  await page.locator("form button[type=submit]").first().click();
  await page.waitForURL(/\/admin(?!\/sign-in)/);
  await expectAccessible(page);
});
