import { requireMarket } from "../lib/i18n/markets";
import { expect, freshEmail, test } from "./shop";
import { fillCheckout, openFirstProduct, payWith } from "./steps";

test.use({ javaScriptEnabled: false });

test("a browser without script buys too, and keeps what was typed when something is wrong", async ({
  page,
  locale,
  t,
  mail,
  watch,
}) => {
  // That is how the browser says that it ran none.
  watch.allow(/^request failed: .*\.js csp$/);
  const email = freshEmail("plain");
  await page.goto(`/${locale}`);
  await page.locator("main a[href*='/c/']").first().click();
  await openFirstProduct(page);
  await page.locator("[data-buy-button]").first().click();
  await page.waitForURL(/\/cart/);
  await page
    .getByRole("link", { name: t("cart.checkout") })
    .first()
    .click();

  await fillCheckout(page, locale, email);
  const name = await page.locator("[name=name]").inputValue();
  const postalCode = await page.locator("[name=postalCode]").inputValue();
  const pay = page.locator("main form button[type=submit]").last();
  await page.locator("[name=postalCode]").fill("nonsense");
  await pay.click();
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(page.locator("[name=postalCode]")).toHaveAttribute("aria-invalid", "true");
  await expect(page.locator("[name=name]")).toHaveValue(name);

  await page.locator("[name=postalCode]").fill(postalCode);
  await pay.click();
  await page.waitForURL(/\/pay\//);
  await payWith(page, "4242424242424242");
  await page.waitForURL(/\/orders\//);
  const [confirmation] = await mail(email);
  expect(confirmation?.text).toContain(name);
});

test("a search is read without script, and leads to a page where it asks for one", async ({
  page,
  request,
  locale,
  watch,
}) => {
  watch.allow(/^request failed: .*\.js csp$/);
  const { language } = requireMarket(locale);
  await page.goto(`/${locale}`);
  await page.getByRole("combobox").fill({ en: "backpack", de: "rucksack", ja: "リュック" }[language]);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/search\?q=/);
  await expect(page.locator("main a[href*='/p/']").first()).toBeVisible();
  const word = { en: "returns", de: "retoure", ja: "返品" }[language];
  const led = await request.get(`/${locale}/search?q=${encodeURIComponent(word)}`, { maxRedirects: 0 });
  expect([led.status(), led.headers().location]).toEqual([307, expect.stringMatching(`/${locale}/help#`)]);
});

test("nothing lies over the filters that are chosen without script", async ({ page, locale, t, watch }) => {
  watch.allow(/^request failed: .*\.js csp$/);
  await page.goto(`/${locale}`);
  await page.locator("main a[href*='/c/']").first().click();
  await page.waitForURL(/\/c\//);
  const boxes = page.getByRole("form", { name: t("list.filters") }).getByRole("checkbox");
  await expect(boxes.first()).toBeVisible();
  const covered = await boxes.evaluateAll((inputs) =>
    inputs.filter((input) => {
      const { left, top, width, height } = input.getBoundingClientRect();
      const seen = document.elementFromPoint(left + width / 2, top + height / 2);
      return width > 0 && seen !== null && !input.closest("label")?.contains(seen);
    }),
  );
  expect(covered).toHaveLength(0);
});

test("language and region are changed without script, on the page one is on", async ({ page, locale, watch }) => {
  watch.allow(/^request failed: .*\.js csp$/);
  await page.goto(`/${locale}`);
  await page.locator("main a[href*='/p/']").first().click();
  await page.waitForURL(/\/p\//);
  const key = new URL(page.url()).pathname.split("-").at(-1);
  const { region, currency } = requireMarket(locale);
  await page.locator("button[popovertarget]:visible", { hasText: currency }).first().click();
  await page.getByRole("link", { name: "Deutsch", exact: true }).click();
  await page.waitForURL(new RegExp(`/de-${region}/p/.*${key}$`));
  await expect(page.locator("html")).toHaveAttribute("lang", `de-${region}`);
});
