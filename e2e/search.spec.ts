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
