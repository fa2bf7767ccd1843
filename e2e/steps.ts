import { expect, type Page } from "@playwright/test";
import type { Locale } from "../lib/i18n/markets";
import { isAwake } from "./watch";
import type { wordsOf } from "./words";

type Words = ReturnType<typeof wordsOf>;

/** Opens a product of a category's first page, as a shopper does: by the picture in the list. */
export async function openFirstProduct(page: Page): Promise<string> {
  const card = page.locator("main a[href*='/p/']").first();
  await card.click();
  await page.waitForURL(/\/p\//);
  return (await page.getByRole("heading", { level: 1 }).textContent()) ?? "";
}

/** Puts what is shown into the cart with the one button that does. */
export async function addToCart(page: Page, t: Words): Promise<void> {
  await page.waitForFunction(isAwake);
  await page.locator("[data-buy-button]").first().click();
  await expect(page.getByText(t("product.added")).first()).toBeVisible();
}

const addresses: Record<string, Record<string, string>> = {
  US: { name: "Mara Lindqvist", line1: "2450 Harrison St", city: "San Francisco", state: "CA", postalCode: "94110" },
  JP: { name: "田中 そら", postalCode: "150-0001", state: "13", city: "渋谷区神宮前", line1: "1-2-3" },
  DE: { name: "Jonas Weber", line1: "Invalidenstraße 116", postalCode: "10115", city: "Berlin" },
  GB: { name: "Amelia Hart", line1: "10 Downing St", city: "London", postalCode: "SW1A 2AA" },
};

/** Fills the checkout with an address of the market's country. */
export async function fillCheckout(page: Page, locale: Locale, email: string): Promise<void> {
  await page.locator("input[name=email]").fill(email);
  for (const [name, value] of Object.entries(addresses[locale.slice(3)] ?? {})) {
    const field = page.locator(`[name=${name}]`);
    if ((await field.evaluate((element) => element.tagName)) === "SELECT") await field.selectOption(value);
    else await field.fill(value);
  }
}

/** Presses "Pay …" until the hosted page opens: where tax waited for the state, the first press may tell the new total. */
export async function goToPayment(page: Page): Promise<void> {
  const pay = page.locator("form button[type=submit]", { hasText: /\d/ }).last();
  await expect(pay).toBeEnabled();
  await pay.click();
  await page.waitForURL(/\/pay\//);
}

/** Pays on the hosted page with a test card. */
export async function payWith(page: Page, card: string): Promise<void> {
  await page.locator('[autocomplete="cc-number"]').fill(card);
  await page.locator('[autocomplete="cc-exp"]').fill("12/34");
  await page.locator('[autocomplete="cc-csc"]').fill("123");
  await page.locator('[autocomplete="cc-name"]').fill("Mara Lindqvist");
  await page.locator("button[name=step][value=pay]:visible").first().click();
}

/** Who the journeys sign in as. */
export const staff = {
  email: process.env.ADMIN_EMAIL ?? "admin@cartwright.example",
  password: process.env.ADMIN_PASSWORD ?? "cartwright-demo",
};

/** Into the back room, as the demo's own admin. */
export async function signInStaff(page: Page, locale: Locale): Promise<void> {
  await page.goto(`/${locale}/admin`);
  await page.locator("input[name=email]").fill(staff.email);
  await page.locator("input[name=password]").fill(staff.password);
  await page.locator("form button[type=submit]").first().click();
  await page.waitForURL(/\/admin(?!\/sign-in)/);
}

/** Into the back room of the merchant that a product's page names as its seller. */
export async function signInSeller(page: Page, locale: Locale, t: Words, productPage: string): Promise<void> {
  await signInStaff(page, locale);
  const names = await page.locator("select[name=merchantId] option").allTextContents();
  const seller = names.find((name) => productPage.includes(t("product.soldBy", { merchant: name }))) ?? "";
  await workFor(page, seller);
}

/** Whoever works for several merchants sees the things of one at a time. */
export async function workFor(page: Page, merchant: string): Promise<void> {
  await page.locator("select[name=merchantId]").selectOption({ label: merchant });
  await expect(page.getByRole("heading", { level: 1 })).toContainText(merchant);
}
