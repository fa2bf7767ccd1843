import fault from "../messages/en/fault.json" with { type: "json" };
import { expect, freshEmail, test } from "./shop";
import { addToCart, fillCheckout, goToPayment, payWith } from "./steps";

test.beforeEach(async ({ page, locale, t }) => {
  await page.goto(`/${locale}`);
  await page.locator("main a[href*='/p/']").first().click();
  await page.waitForURL(/\/p\//);
  await addToCart(page, t);
});

test("one cart paid in two windows at once is one order, and the other window says so", async ({
  page,
  context,
  locale,
  t,
  mail,
}) => {
  const email = freshEmail("windows");
  const windows = [page, await context.newPage()];
  const buttons = [];
  for (const window of windows) {
    await window.goto(`/${locale}/checkout`);
    await fillCheckout(window, locale, email);
    const pay = window.locator("form button[type=submit]", { hasText: /\d/ }).last();
    await expect(pay).toBeEnabled();
    buttons.push(pay);
  }
  await Promise.all(buttons.map((pay) => pay.click()));
  const told = (window: typeof page) => window.getByText(t("checkout.refusals.cart_empty"));
  const isDone = async (window: typeof page) => window.url().includes("/pay/") || (await told(window).isVisible());
  for (const window of windows) await expect.poll(() => isDone(window)).toBe(true);
  const paying = windows.filter((window) => window.url().includes("/pay/"));
  expect(paying).toHaveLength(1);
  await payWith(paying[0] ?? page, "4242424242424242");
  await paying[0]?.waitForURL(/\/orders\//);
  expect(await mail(email)).toHaveLength(1);
});

test("what was typed outlives another language and a look at the cart, and the address stays in its country", async ({
  page,
  locale,
}) => {
  await page.goto(`/${locale}/checkout`);
  await fillCheckout(page, locale, "mara@example.com");
  const folded = page.locator("[name=line2]");
  const fold = page.locator("details", { has: folded }).locator("summary");
  await fold.click();
  await folded.fill("Apt 4");
  await page.locator("footer button[popovertarget]").click();
  await page.getByRole("link", { name: "Deutsch", exact: true }).click();
  await page.waitForURL(/\/de-US\/checkout/);
  await expect(page.locator("[name=email]")).toHaveValue("mara@example.com");
  await expect(page.locator("[name=line1]")).toHaveValue("2450 Harrison St");
  await expect(page.locator("[name=state]")).toHaveValue("CA");
  // Told on its fold, which opens for nobody but who asks: nothing moves under a finger.
  await expect(folded).toHaveValue("Apt 4");
  await expect(folded).toBeHidden();
  await expect(fold).toContainText("Apt 4");
  const pay = page.locator("form button[type=submit]").last();
  await expect(pay).toContainText(/\d/);

  await page.goto("/de-US/cart");
  await page.goto("/de-DE/checkout");
  await expect(page.locator("[name=email]")).toHaveValue("mara@example.com");
  await expect(page.locator("[name=name]")).toHaveValue("Mara Lindqvist");
  await expect(page.locator("[name=line1]")).toHaveValue("");
  await expect(page.locator("[name=postalCode]")).toHaveValue("");
});

test("a phone without a network loses nothing: neither page nor what was typed, and pressing again orders once", async ({
  page,
  context,
  locale,
  t,
  mail,
  watch,
}) => {
  watch.allow(/^console error|ERR_INTERNET_DISCONNECTED/);
  const email = freshEmail("offline");
  await page.goto(`/${locale}/cart`);
  const more = page.getByRole("main").locator("button[name=quantity]").last();
  await context.setOffline(true);
  await more.click();
  await expect(page.getByText(fault.unsent)).toBeVisible();
  await expect(page.locator("main output").first()).toHaveText("1");
  await context.setOffline(false);
  await more.click();
  await expect(page.locator("main output").first()).toHaveText("2");
  await expect(page.getByText(fault.unsent)).toBeHidden();

  await page.goto(`/${locale}/checkout`);
  await fillCheckout(page, locale, email);
  const pay = page.locator("form button[type=submit]", { hasText: /\d/ }).last();
  await expect(pay).toBeEnabled();
  await context.setOffline(true);
  await pay.click();
  await expect(page.getByText(fault.unsent)).toBeVisible();
  await expect(page.locator("[name=email]")).toHaveValue(email);
  await context.setOffline(false);
  await pay.click();
  await page.waitForURL(/\/pay\//);
  await payWith(page, "4242424242424242");
  await page.waitForURL(/\/orders\//);
  await expect(page.getByRole("main")).toContainText(t("order.quantity", { count: 2 }));
  expect(await mail(email)).toHaveLength(1);
  // The next at a shared tab is not shown it.
  await expect.poll(() => page.evaluate(() => sessionStorage.getItem("checkout"))).toBeNull();
});

test("who waits for the news of a payment without a network keeps the page, and is told once there is one", async ({
  page,
  context,
  locale,
  t,
  watch,
}) => {
  watch.allow(/^console error|ERR_INTERNET_DISCONNECTED/);
  await page.goto(`/${locale}/checkout`);
  await fillCheckout(page, locale, freshEmail("waits"));
  await goToPayment(page);
  const payment = page.url();
  const back = (await page.locator("a[href*='unpaid=1']").first().getAttribute("href")) ?? "";
  await page.goto(back.replace("unpaid=1", "paid=1"));
  const heading = page.getByRole("heading", { level: 1 });
  await expect(heading).toHaveText(t("order.stages.confirming.title"));
  await context.setOffline(true);
  for (const _ of [1, 2]) await page.waitForEvent("requestfailed");
  await expect(heading).toHaveText(t("order.stages.confirming.title"));
  await context.setOffline(false);
  const window = await context.newPage();
  await window.goto(payment);
  await payWith(window, "4242424242424242");
  await expect(heading).toContainText("Mara", { timeout: 20_000 });
});
