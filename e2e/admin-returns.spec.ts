import type { Page } from "@playwright/test";
import type { Locale } from "../lib/i18n/markets";
import { expect, expectAccessible, freshEmail, type Mail, test } from "./shop";
import { addToCart, fillCheckout, goToPayment, payWith, signInSeller } from "./steps";
import type { wordsOf } from "./words";

interface Pieces {
  page: Page;
  locale: Locale;
  t: ReturnType<typeof wordsOf>;
  mail(to: string, atLeast?: number): Promise<Mail[]>;
}

/** Buys something, and has its seller send it: the order's page and number, with its parcel arrived. */
async function receiveOrder({ page, locale, t, mail }: Pieces, email: string) {
  await page.goto(`/${locale}`);
  await page.locator("main a[href*='/p/']").nth(2).click();
  await page.waitForURL(/\/p\//);
  const sold = await page.locator("main:visible").textContent();
  await addToCart(page, t);
  await page.goto(`/${locale}/checkout`);
  await fillCheckout(page, locale, email);
  await goToPayment(page);
  await payWith(page, "4242424242424242");
  await page.waitForURL(/\/orders\//);
  const order = new URL(page.url()).pathname;
  const number = /CW-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec((await page.getByRole("main").textContent()) ?? "")?.[0] ?? "";
  await mail(email);
  await page.goto(`${order}/invoice`);
  await expect(page.getByRole("main")).toContainText(number);
  await expectAccessible(page);

  await signInSeller(page, locale, t, sold ?? "");
  await page.goto(`/${locale}/admin/orders?q=${number}`);
  await page.getByRole("link", { name: number }).first().click();
  await page.getByLabel(t("parcels.ship.tracking")).fill("JD014600003RU");
  await page.getByRole("button", { name: t("parcels.ship.submit") }).click();
  await page.getByRole("button", { name: t("parcels.parcels.markDelivered") }).click();
  await mail(email, 3);
  return { order, number };
}

test("what arrived is sent back, looked at and paid back, and the buyer reads it all", async ({
  page,
  locale,
  t,
  mail,
}) => {
  test.setTimeout(180_000);
  const email = freshEmail("return");
  const { order, number } = await receiveOrder({ page, locale, t, mail }, email);
  await page.goto(order);
  await page.getByRole("link", { name: t("returns.section.return") }).click();
  await page.waitForURL(/\/return$/);
  await expectAccessible(page);
  await page.locator("select[name^='units.']").first().selectOption("1");
  await page.getByRole("button", { name: t("returns.request.submit") }).click();
  await page.waitForURL((url) => url.pathname === order);
  await expect(page.getByRole("main").filter({ visible: true })).toContainText(`${number}-R1`);

  await page.goto(`/${locale}/admin/returns`);
  await expectAccessible(page);
  await page
    .getByRole("link", { name: `${number}-R1` })
    .first()
    .click();
  await page.getByRole("button", { name: t("returns.steps.approve.submit") }).click();
  await expect(page.getByRole("button", { name: t("returns.steps.receive.submit") })).toBeVisible();
  const desk = page.url();
  await page.goto(order);
  await page.getByRole("link", { name: t("returns.section.label") }).click();
  await page.waitForURL(/\/label\//);
  await expect(page.getByRole("main")).toContainText(`${number}-R1`);
  await expectAccessible(page);
  await page.goto(desk);
  for (const step of ["receive", "inspect"] as const)
    await page.getByRole("button", { name: t(`returns.steps.${step}.submit`) }).click();
  await expect(page.getByText(t("returns.steps.inspect.done"))).toBeFocused();
  await expect(page.getByText(t("returns.steps.receive.done"))).toBeHidden();
  await page.getByRole("button", { name: t("returns.steps.settle.look") }).click();
  await page.getByRole("button", { name: t("returns.steps.settle.confirm") }).click();
  await expect(page.getByText(t("returns.statuses.refunded")).first()).toBeVisible();

  // Confirmed, shipped, delivered, asked for, approved, received, refunded: one of each.
  const mails = await mail(email, 7);
  expect(new Set(mails.map(({ subject }) => subject)).size).toBe(7);
  await page.goto(order);
  await expect(page.getByRole("main").filter({ visible: true })).toContainText(
    t("returns.told.refunded").replace("{amount}", "").trim(),
  );
});

test("what arrived is exchanged: kept from the approval on, sent as an order of its own, and nothing is charged", async ({
  page,
  locale,
  t,
  mail,
}) => {
  test.setTimeout(180_000);
  const email = freshEmail("exchange");
  const { order, number } = await receiveOrder({ page, locale, t, mail }, email);
  await page.goto(`${order}/return`);
  await page.locator("select[name^='units.']").first().selectOption("1");
  const wanted = page.locator("select[name^='exchange.']").first();
  await expect(wanted).toBeHidden();
  await page.locator("select[name=resolution]").selectOption("exchange");
  await expectAccessible(page);
  await page.getByRole("button", { name: t("returns.request.submit") }).click();
  await expect(page.getByText(t("returns.request.errors.not_exchangeable"))).toBeVisible();
  await wanted.selectOption({ index: 1 });
  await page.getByRole("button", { name: t("returns.request.submit") }).click();
  await page.waitForURL((url) => url.pathname === order);

  await page.goto(`/${locale}/admin/returns`);
  await page
    .getByRole("link", { name: `${number}-R1` })
    .first()
    .click();
  await expect(page.getByLabel(t("returns.steps.approve.gets"))).toBeVisible();
  await expectAccessible(page);
  for (const step of ["approve", "receive", "inspect", "exchange"] as const)
    await page.getByRole("button", { name: t(`returns.steps.${step}.submit`) }).click();
  await expect(page.getByText(t("returns.statuses.exchanged")).first()).toBeVisible();

  // Confirmed, shipped, delivered, asked for, approved, received, exchanged, and the new order's own confirmation.
  const mails = await mail(email, 8);
  expect(new Set(mails.map(({ subject }) => subject)).size).toBe(8);
  await page.goto(order);
  await expect(page.getByRole("main").filter({ visible: true })).toContainText(t("returns.told.exchanged"));
  await expectAccessible(page);
  await page.getByRole("link", { name: t("returns.section.newOrder") }).click();
  await page.waitForURL((url) => url.pathname !== order && url.pathname.includes("/orders/"));
  const replacement = /CW-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec((await page.getByRole("main").textContent()) ?? "")?.[0] ?? "";
  expect(replacement).not.toBe(number);
  await page.goto(`/${locale}/admin/orders?q=${replacement}`);
  await page.getByRole("link", { name: replacement }).first().click();
  await expect(page.getByRole("button", { name: t("parcels.ship.submit") })).toBeVisible();
});
