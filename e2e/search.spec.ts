import { expect, expectAccessible, test } from "./shop";

const queries: Record<string, { prefix: string; typo: string; word: string }> = {
  en: { prefix: "teap", typo: "taepo", word: "teapot" },
  ja: { prefix: "ティー", typo: "テーポット", word: "ティーポット" },
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

test("the list says how many there are, survives a typo and is fit for assistive technology", async ({
  page,
  locale,
  t,
}) => {
  const { typo, word } = queries[locale.slice(0, 2)] ?? { typo: "", word: "" };
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto(`/${locale}`);
  const box = page.getByRole("combobox", { name: t("search.box.label") });
  await box.fill(typo);
  await expect(page.getByRole("option", { name: word, exact: true })).toBeVisible();
  await expect(
    page
      .getByRole("group", { name: t("search.box.products") })
      .getByRole("option")
      .first(),
  ).toBeVisible();
  await expect(page.getByRole("search").getByRole("status")).toHaveText(/\d/);
  // So low that the list has to be scrolled.
  const size = page.viewportSize();
  await page.setViewportSize({ width: size?.width ?? 0, height: 460 });
  await expectAccessible(page, "search");
  if (size) await page.setViewportSize(size);
  await box.press("Tab");
  await page.locator("main a").first().focus();
  await expect(page.getByRole("listbox")).toBeHidden();
});

test("what was searched is remembered here, and forgotten one by one or all at once", async ({ page, locale, t }) => {
  await page.goto(`/${locale}`);
  const box = page.getByRole("combobox", { name: t("search.box.label") });
  const { word, prefix } = queries[locale.slice(0, 2)] ?? { word: "", prefix: "" };
  for (const query of [word, prefix, "zzz"]) {
    await box.fill(query);
    await box.press("Enter");
    await page.waitForURL(new RegExp(`q=${encodeURIComponent(query)}$`));
  }
  await box.fill("");
  const recent = page.getByRole("group", { name: t("search.box.recent") }).getByRole("option");
  await expect(recent).toHaveText([/zzz/, new RegExp(prefix), new RegExp(word)]);
  await expectAccessible(page, "search");
  await box.press("ArrowDown");
  await box.press("Delete");
  await expect(recent).toHaveCount(2);
  await expect(recent.first()).toHaveAttribute("aria-selected", "true");
  await recent.first().getByText("×").click();
  await expect(recent).toHaveText([new RegExp(word)]);
  await page.getByRole("button", { name: t("search.box.forget"), exact: true }).click();
  await expect(page.getByRole("listbox")).toBeHidden();
  await page.reload();
  await box.fill("");
  await expect(box).toHaveAttribute("aria-expanded", "false");
});

test("a late answer never takes the place of a newer one, and the list never blinks", async ({ page, locale, t }) => {
  const answer = (text: string) => ({ json: { queries: [{ text }], categories: [], products: [] } });
  const late = Promise.withResolvers<void>();
  await page.route("**/api/suggest?**", async (route) => {
    const words = new URL(route.request().url()).searchParams.get("q");
    if (words === "ab") await late.promise;
    await route.fulfill(answer(`answer to ${words}`)).catch(() => undefined);
  });
  await page.goto(`/${locale}`);
  const box = page.getByRole("combobox", { name: t("search.box.label") });
  await box.pressSequentially("a");
  await expect(page.getByRole("option", { name: "answer to a", exact: true })).toBeVisible();
  const asked = page.waitForRequest((request) => request.url().endsWith("q=ab"));
  await box.pressSequentially("b");
  await asked;
  await expect(page.getByRole("option", { name: "answer to a", exact: true })).toBeVisible();
  await box.pressSequentially("c");
  await expect(page.getByRole("option", { name: "answer to abc", exact: true })).toBeVisible();
  late.resolve();
  await expect(page.getByRole("option", { name: "answer to abc", exact: true })).toBeVisible();
  await expect(page.getByRole("option", { name: "answer to ab", exact: true })).toHaveCount(0);
});

test("what is typed before the page wakes is completed when it does", async ({ page, locale, t }) => {
  const { prefix } = queries[locale.slice(0, 2)] ?? { prefix: "" };
  const awake = Promise.withResolvers<void>();
  await page.route("**/_next/static/**/*.js", async (route) => {
    await awake.promise;
    await route.continue();
  });
  const arrived = page.goto(`/${locale}`);
  const box = page.getByRole("combobox", { name: t("search.box.label") });
  await box.fill(prefix);
  await expect(box).toHaveAttribute("aria-expanded", "false");
  awake.resolve();
  await arrived;
  await expect(page.getByRole("option").first()).toBeVisible();
  await expect(box).toHaveValue(prefix);
});

test("keys that an input method composes with are its own", async ({ page, locale, t }) => {
  await page.goto(`/${locale}`);
  const box = page.getByRole("combobox", { name: t("search.box.label") });
  const { prefix } = queries[locale.slice(0, 2)] ?? { prefix: "" };
  await box.fill(prefix);
  await expect(page.getByRole("option").first()).toBeVisible();
  await box.dispatchEvent("keydown", { key: "ArrowDown", isComposing: true });
  expect(await box.getAttribute("aria-activedescendant")).toBeNull();
  await box.press("ArrowDown");
  await box.dispatchEvent("keydown", { key: "Enter", isComposing: true });
  await box.dispatchEvent("keydown", { key: "Enter", keyCode: 229 });
  await expect(box).toHaveAttribute("aria-expanded", "true");
  expect(new URL(page.url()).pathname).toBe(`/${locale}`);
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
  await page.getByRole("checkbox", { name: /Nordklang/ }).click();
  await page.waitForURL(/f=brand:nordklang/);
  await expect(field).toHaveValue("ｎör");
  await page.getByRole("checkbox", { name: /Northward/ }).click();
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
    .fill(locale === "ja-JP" ? "１００，０００円" : "$1,000.50");
  await form.getByRole("textbox", { name: t("list.priceMax") }).press("Enter");
  await page.waitForURL(locale === "ja-JP" ? /price=-100000/ : /price=-1000\.50/);
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

test("the sheet of filters says how many products its button leads to, and lets go of all filters", async ({
  page,
  locale,
  t,
}) => {
  if ((page.viewportSize()?.width ?? 0) >= 1024) return;
  const { word } = queries[locale.slice(0, 2)] ?? { word: "" };
  await page.goto(`/${locale}/search?q=${encodeURIComponent(word)}`);
  const open = () =>
    page
      .getByRole("button", { name: new RegExp(`^${t("list.filters")}`) })
      .first()
      .click();
  const form = page.getByRole("form", { name: t("list.filters") });
  const apply = form.locator("button[type=submit]");
  await open();
  await expect(apply).toHaveText(t("list.apply"));
  await form.getByRole("checkbox").first().check();
  await expect(apply).toHaveText(/\d/);
  const count = Number((await apply.textContent())?.replace(/\D/g, ""));
  expect(count).toBeGreaterThan(0);
  await apply.click();
  await page.waitForURL(/f=/);
  await expect(page.locator("[data-list] p[role=status]").first()).toHaveText(t("list.count", { count }));
  await open();
  await expect(apply).toHaveText(t("list.apply"));
  await form.getByRole("link", { name: t("list.clear") }).click();
  await page.waitForURL(({ searchParams }) => !searchParams.has("f"));
});

test("a price stays behind where the market charges in other money, and all else that was chosen goes along", async ({
  page,
  locale,
  t,
}) => {
  const { word } = queries[locale.slice(0, 2)] ?? { word: "" };
  const other = `${locale.slice(0, 2)}-DE`;
  await page.goto(`/${locale}/search?q=${encodeURIComponent(word)}&price=1-&stock=1`);
  await page.locator("footer button[popovertarget]").click();
  await page
    .getByRole("dialog", { name: t("shell.market") })
    .locator(`a[data-locale='${other}']`)
    .click();
  await page.waitForURL(({ pathname, searchParams }) => pathname === `/${other}/search` && !searchParams.has("price"));
  expect(new URL(page.url()).searchParams.get("stock")).toBe("1");
});

test("a category chosen in the sheet is gone back from to the list, not to the sheet over it", async ({
  page,
  locale,
  t,
}) => {
  if ((page.viewportSize()?.width ?? 0) >= 1024) return;
  await page.goto(`/${locale}`);
  const category = (await page.locator("main a[href*='/c/']").first().getAttribute("href")) ?? "";
  await page.goto(category);
  await page
    .getByRole("button", { name: new RegExp(`^${t("list.filters")}`) })
    .first()
    .click();
  const form = page.getByRole("form", { name: t("list.filters") });
  await form
    .getByRole("group", { name: t("list.category") })
    .getByRole("link")
    .last()
    .click();
  await page.waitForURL((url) => url.pathname !== category);
  await page.goBack();
  await page.waitForURL((url) => url.pathname === category);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(form).toBeHidden();
});

test("what has the keyboard in the sheet of filters never lies under its bar", async ({ page, locale, t }) => {
  if ((page.viewportSize()?.width ?? 0) >= 1024) return;
  await page.goto(`/${locale}/search?sort=best-selling`);
  await page
    .getByRole("button", { name: new RegExp(`^${t("list.filters")}`) })
    .first()
    .click();
  const form = page.getByRole("form", { name: t("list.filters") });
  const bar = (await form.locator("button[type=submit]").boundingBox())?.y ?? 0;
  const covered: string[] = [];
  for (let press = 0; press < 40; press++) {
    await page.keyboard.press("Tab");
    const focused = form.locator("input:focus, summary:focus, a:focus").first();
    if ((await focused.count()) === 0) continue;
    const { y, height } = (await focused.boundingBox()) ?? { y: 0, height: 0 };
    if (y + height > bar) covered.push(await focused.evaluate((element) => element.outerHTML.slice(0, 80)));
  }
  expect(covered).toEqual([]);
});
