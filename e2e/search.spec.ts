import { expect, test } from "./shop";

const queries: Record<string, { prefix: string; word: string }> = {
  en: { prefix: "teap", word: "teapot" },
  ja: { prefix: "ティー", word: "ティーポット" },
};

test("completion works by keyboard alone", async ({ page, locale, t }) => {
  const { prefix } = queries[locale.slice(0, 2)] ?? { prefix: "" };
  await page.goto(`/${locale}`);
  const box = page.getByRole("combobox", { name: t("search.box.label") });
  await box.focus();
  await page.keyboard.type(prefix);
  const options = page.getByRole("option");
  await expect(options.first()).toBeVisible();
  await expect(box).toHaveAttribute("aria-expanded", "true");
  await page.keyboard.press("ArrowDown");
  const active = await box.getAttribute("aria-activedescendant");
  expect(active).toBeTruthy();
  await expect(page.locator(`[id="${active}"]`)).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Escape");
  await expect(box).toHaveAttribute("aria-expanded", "false");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/(search|p|c)(\/|\?)/);
});

test("a search finds, filters and sorts, all in the address", async ({ page, locale, t }) => {
  const { word } = queries[locale.slice(0, 2)] ?? { word: "" };
  await page.goto(`/${locale}`);
  await page.getByRole("combobox", { name: t("search.box.label") }).fill(word);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/search\?q=/);
  await expect(page.locator("main a[href*='/p/']").first()).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(word);
});

test("a search without result says what to try and shows something to buy", async ({ page, locale }) => {
  await page.goto(`/${locale}/search?q=zzzqqqxxyy`);
  await expect(page.locator("main a[href*='/p/']").first()).toBeVisible();
});

test("a long facet is searched, a second value found where the first was, and Back takes it away", async ({
  page,
  locale,
  t,
}) => {
  await page.goto(`/${locale}/search?sort=best-selling`);
  if ((page.viewportSize()?.width ?? 0) < 1024) return;
  const field = page.getByRole("textbox", { name: t("list.facetSearch", { name: t("list.brand") }) });
  const brands = page.locator("[data-facet=brand] [data-facet-rows] label:visible");
  await expect(async () => {
    await field.fill("ｎör");
    await expect(brands).toHaveText([/Northward/, /Nordklang/], { timeout: 2_000 });
  }).toPass();
  await page.getByRole("checkbox", { name: /Nordklang/ }).check();
  await page.waitForURL(/f=brand:nordklang/);
  await expect(field).toHaveValue("ｎör");
  await page.getByRole("checkbox", { name: /Northward/ }).check();
  await page.waitForURL(/f=brand:nordklang&f=brand:northward|f=brand:northward&f=brand:nordklang/);
  await page.goBack();
  await expect(page.getByRole("link", { name: t("list.remove", { name: "Northward" }) })).toHaveCount(0);
  await expect(page.getByRole("link", { name: t("list.remove", { name: "Nordklang" }) })).toBeVisible();
});

test("prices are typed as the market writes them, and a category is a step in the tree", async ({
  page,
  locale,
  t,
}) => {
  const { word } = queries[locale.slice(0, 2)] ?? { word: "" };
  await page.goto(`/${locale}/search?q=${encodeURIComponent(word)}`);
  const narrow = (page.viewportSize()?.width ?? 0) < 1024;
  const open = () =>
    page
      .getByRole("button", { name: new RegExp(`^${t("list.filters")}`) })
      .first()
      .click();
  if (narrow) await open();
  const form = page.getByRole("form", { name: t("list.filters") });
  await form
    .getByRole("textbox", { name: t("list.priceMax") })
    .fill(locale === "ja-JP" ? "１０，０００円" : "$1,000.50");
  await form.getByRole("textbox", { name: t("list.priceMax") }).press("Enter");
  await page.waitForURL(locale === "ja-JP" ? /price=-10000/ : /price=-1000\.50/);
  if (narrow) await open();
  await form
    .getByRole("group", { name: t("list.category") })
    .getByRole("link")
    .first()
    .click();
  await page.waitForURL(/category=[a-z]+/);
  expect(page.url()).toMatch(/price=-/);
  await expect(page.locator("main a[href*='/p/']").first()).toBeVisible();
});
