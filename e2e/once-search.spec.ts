import { expect, test } from "./shop";

test("a misspelled search says what it looked for, and leads to exactly what was typed", async ({
  page,
  locale,
  t,
}) => {
  await page.goto(`/${locale}/search?q=taepot`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(t("search.results.corrected", { query: "teapot" }));
  await page.getByRole("link", { name: "taepot", exact: true }).click();
  await page.waitForURL(/exact=1/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("taepot");
  await expect(page.getByText(t("search.results.corrected", { query: "teapot" }))).toBeHidden();
});

test("a search that no product has every word of says which it left out", async ({ page, locale, t }) => {
  await page.goto(`/${locale}/search?q=teapot+zeppelin`);
  const main = page.getByRole("main").filter({ visible: true });
  await expect(main).toContainText(t("search.results.leftOut", { words: "zeppelin" }));
  await expect(page.getByRole("heading", { level: 1 }).locator("del")).toHaveText("zeppelin");
  await expect(main.locator("article a[href*='/p/']").first()).toContainText(/teapot/i);
  await page.getByRole("link", { name: t("search.results.every") }).click();
  await page.waitForURL(/exact=1/);
  await expect(main.locator("del")).toHaveCount(0);
});

test("who searches for returns is led to what the shop says of them", async ({ page, locale, t }) => {
  await page.goto(`/${locale}`);
  await page.getByRole("combobox", { name: t("search.box.label") }).fill("returns");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/help#returns$/);
  await expect(page.locator("#returns")).toBeInViewport();
});

test("a price is set with the arrow keys, and typed, and each moves the other", async ({ page, locale, t }) => {
  await page.goto(`/${locale}/search?q=headphones`);
  const form = page.getByRole("form", { name: t("list.filters") });
  const slider = form.getByRole("slider", { name: t("list.priceMax") });
  const field = form.getByRole("textbox", { name: t("list.priceMax") });
  const end = Number(await slider.getAttribute("max"));
  const step = Number(await slider.getAttribute("step"));
  await slider.press("ArrowLeft");
  await page.waitForURL(new RegExp(`price=-${end - step}$`));
  await expect(field).toHaveValue(String(end - step));
  await expect(slider).toBeFocused();
  await expect(slider).toHaveAttribute("aria-valuetext", `$${end - step}`);

  const typed = end - 5 * step;
  await field.fill(String(typed));
  await field.press("Enter");
  await page.waitForURL(new RegExp(`price=-${typed}$`));
  await expect(slider).toHaveValue(String(typed));
  await expect(page.getByRole("link", { name: new RegExp(`\\$${typed}`) })).toBeVisible();
  await slider.press("End");
  await page.waitForURL(({ searchParams }) => !searchParams.has("price"));
  await expect(field).toHaveValue("");
});

test("of two thumbs at one end a hand gets hold of the one that can move", async ({ page, locale, t }) => {
  await page.goto(`/${locale}/search?q=headphones`);
  const form = page.getByRole("form", { name: t("list.filters") });
  const slider = form.getByRole("slider", { name: t("list.priceMin") });
  await slider.press("End");
  await page.waitForURL(/price=\d+-$/);
  // A step before the end, where something is left.
  await expect(page.locator("main article a[href*='/p/']").first()).toBeVisible();
  const end = await slider.inputValue();
  const { x, y, width, height } = (await slider.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.mouse.move(x + width - height / 2, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width / 2, y + height / 2, { steps: 5 });
  await page.mouse.up();
  await expect(slider).not.toHaveValue(end);
  await page.waitForURL(/price=\d+-$/);
});

test("a slider moved by several keys is one step back, and a filtered list's links are its own address", async ({
  page,
  locale,
  t,
}) => {
  const address = `/${locale}/c/audio`;
  await page.goto(address);
  const form = page.getByRole("form", { name: t("list.filters") });
  const slider = form.getByRole("slider", { name: t("list.priceMax") });
  for (let press = 0; press < 4; press++) await slider.press("ArrowLeft");
  await page.waitForURL(/\/c\/audio\?price=-\d+$/);
  const department = form
    .getByRole("group", { name: t("list.category") })
    .getByRole("link")
    .first();
  expect(await department.getAttribute("href")).toMatch(/\/c\/audio\/.+\?price=-\d+$/);
  await department.click();
  await page.waitForURL(/\/c\/audio\/.+\?price=-\d+$/);
  await page.goBack();
  await page.goBack();
  await page.waitForURL(({ pathname, search }) => pathname === address && search === "");
  await expect(slider).toHaveValue((await slider.getAttribute("max")) ?? "");
});

test("the box says what is shown, also after a step back and where a link led", async ({ page, locale, t }) => {
  const box = page.getByRole("combobox", { name: t("search.box.label") });
  const search = async (words: string) => {
    await box.fill(words);
    await box.press("Enter");
    await page.waitForURL(new RegExp(`q=${words}`));
    await expect(page.getByRole("heading", { level: 1 }).filter({ visible: true })).toContainText(words);
  };
  await page.goto(`/${locale}/search?q=lamp`);
  await search("mug");
  await search("qqqxyzzy");
  await page.goBack();
  await expect(box).toHaveValue("mug");
  await page.goBack();
  await expect(box).toHaveValue("lamp");
});
