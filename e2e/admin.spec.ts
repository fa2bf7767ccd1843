import { expect, expectAccessible, freshEmail, test } from "./shop";
import { addToCart, fillCheckout, goToPayment, payWith, signInStaff, staff } from "./steps";

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
  await page.getByRole("link", { name: number }).first().click();
  await page.waitForURL(/\/admin\/orders\/./);
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

test("a price changed at the desk stands on the shop's page from the next request on", async ({ page, request }) => {
  await page.goto("/en-US");
  await page.locator("main a[href*='/p/']").nth(1).click();
  await page.waitForURL(/\/p\//);
  const product = new URL(page.url()).pathname;
  const title = (await page.getByRole("heading", { level: 1 }).textContent()) ?? "";
  const sold = await page.locator("main").textContent();
  await signInStaff(page, "en-US");
  const names = await page.locator("select[name=merchantId] option").allTextContents();
  const seller = names.find((name) => sold?.includes(`Sold and shipped by ${name}`)) ?? "";
  await page.locator("select[name=merchantId]").selectOption({ label: seller });
  await expect(page.getByRole("heading", { level: 1 })).toContainText(seller);
  await page.goto(`/en-US/admin/products?q=${encodeURIComponent(title)}`);
  await page.getByRole("link", { name: title }).first().click();
  await page.waitForURL(/\/admin\/products\/./);
  await expectAccessible(page);
  const price = `${20 + Math.floor(Math.random() * 70)}.${10 + Math.floor(Math.random() * 89)}`;
  for (const was of await page.locator("input[name^=was-]").all()) await was.fill("");
  for (const field of await page.locator("input[name^=price-]").all()) await field.fill(price);
  await page.locator("form:has(input[name^=price-]) button[type=submit]").first().click();
  await expect(page.getByText(/Saved\.|保存しました|Gespeichert/).first()).toBeVisible();
  // The very next request: it waits for the new page rather than be given the old one.
  expect(await (await request.get(product)).text()).toContain(price);
});
