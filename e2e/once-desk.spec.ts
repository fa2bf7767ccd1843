import type { Page } from "@playwright/test";
import { expect, expectAccessible, test } from "./shop";
import { signInSeller, signInStaff, staff } from "./steps";

test("what is changed at the desk stands in the shop from the very next request on", async ({
  page,
  request,
  locale,
  t,
}) => {
  test.slow();
  await page.goto(`/${locale}`);
  // The last of the best: the first ones are bought by other journeys meanwhile.
  await page.locator("section[aria-labelledby=loved] a[href*='/p/']").last().click();
  await page.waitForURL(/\/p\//);
  const product = new URL(page.url()).pathname;
  const id = product.slice(-22);
  const crumbs = page.getByRole("navigation", { name: t("common.breadcrumbs") }).locator("a[href*='/c/']");
  const category = (await crumbs.last().getAttribute("href")) ?? "";
  const title = (await page.getByRole("heading", { level: 1 }).textContent()) ?? "";
  await signInSeller(page, locale, t, (await page.getByRole("main").filter({ visible: true }).textContent()) ?? "");
  await page.goto(`/${locale}/admin/products/${id}`);
  await expectAccessible(page);
  const save = async (form: string, said: string) => {
    await page.locator(`form:has(${form}) button[type=submit]`).click();
    await expect(page.locator(`form:has(${form})`).getByRole("status")).toHaveText(said);
  };
  // Each is asked once: it waits for the new page rather than be given the old one.
  const expectEverywhere = async (text: string) => {
    for (const address of [product, category, `/${locale}`])
      expect(await (await request.get(address)).text(), address).toContain(text);
  };

  const renamed = `${title} ${Date.now().toString(36)}`;
  await page.locator("[name=title-en]").fill(renamed);
  await save("[name=title-en]", t("admin.product.saved"));
  await expectEverywhere(renamed);

  const price = `${20 + Math.floor(Math.random() * 70)}.${10 + Math.floor(Math.random() * 89)}`;
  for (const was of await page.locator("input[name^=was-]").all()) await was.fill("");
  for (const field of await page.locator("input[name^=price-]").all()) await field.fill(price);
  await save("[name^=price-]", t("admin.product.saved"));
  await expectEverywhere(price);

  await save("[name=status]", t("admin.product.unpublished"));
  expect((await request.get(product)).status()).toBe(404);
  for (const address of [category, `/${locale}`])
    expect(await (await request.get(address)).text(), address).not.toContain(id);

  await save("[name=status]", t("admin.product.published"));
  await page.locator("[name=title-en]").fill(title);
  await save("[name=title-en]", t("admin.product.saved"));
  await expectEverywhere(id);
});

test("a count that was typed before units came in is asked for again, also on a page that another form has drawn anew", async ({
  page,
  context,
  locale,
  t,
}) => {
  await signInStaff(page, locale);
  await page.goto(`/${locale}/admin/products`);
  await page.locator("main a[href*='/admin/products/']").last().click();
  await page.waitForURL(/\/admin\/products\/./);
  const other = await context.newPage();
  await other.goto(page.url());
  const count = (on: Page) => on.locator("input[name^=stock-]").first();
  const save = (on: Page, form: string) => on.locator(`form:has(${form}) button[type=submit]`).click();
  const said = (on: Page, form: string) => on.locator(`form:has(${form})`).getByRole("status");
  const shown = Number(await count(page).inputValue());
  await count(page).fill(String(shown + 1));

  await count(other).fill("+3");
  await save(other, "[name^=stock-]");
  await expect(said(other, "[name^=stock-]")).toHaveText(t("admin.product.saved"));
  const german = page.locator("[name=title-de]");
  await german.fill(`${await german.inputValue()} ${Date.now().toString(36)}`);
  await save(page, "[name=title-de]");
  await expect(said(page, "[name=title-de]")).toHaveText(t("admin.product.saved"));

  await expect(count(page)).toHaveValue(String(shown + 1));
  await save(page, "[name^=stock-]");
  await expect(count(page)).toHaveAttribute("aria-invalid", "true");
  await expect(count(page)).toHaveValue(String(shown + 3));
});

test("a title or a price that somebody else changed while it was typed stays theirs, also on a page that another form has drawn anew", async ({
  page,
  context,
  locale,
  t,
}) => {
  await signInStaff(page, locale);
  await page.goto(`/${locale}/admin/products`);
  const last = await page.locator("main a[href*='/admin/products/']").last().getAttribute("href");
  await page.locator(`main a[href*='/admin/products/']:not([href="${last}"])`).last().click();
  await page.waitForURL(/\/admin\/products\/./);
  const other = await context.newPage();
  await other.goto(page.url());
  const send = (on: Page, field: string) => on.locator(`form:has(${field}) button[type=submit]`).click();
  const save = async (on: Page, field: string, typed: string) => {
    await on.locator(field).first().fill(typed);
    await send(on, field);
    await expect(on.locator(`form:has(${field})`).getByRole("status")).toHaveText(t("admin.product.saved"));
  };
  const mark = Date.now().toString(36);
  const fields = [
    { field: "[name=title-de]", mine: `Mine ${mark}`, theirs: `Theirs ${mark}` },
    { field: "[name^=price-]", mine: "1.50", theirs: "1.60" },
  ];
  const price = await page.locator("[name^=price-]").first().inputValue();
  for (const { field, mine } of fields) await page.locator(field).first().fill(mine);
  for (const { field, theirs } of fields) await save(other, field, theirs);
  await save(page, "[name^=stock-]", "+1");

  for (const { field, mine } of fields) {
    await expect(page.locator(field).first()).toHaveValue(mine);
    await send(page, field);
    await expect(page.locator(field).first()).toHaveAttribute("aria-invalid", "true");
    await expect(page.locator(field).first()).toHaveValue(mine);
  }
  await page.reload();
  for (const { field, theirs } of fields) await expect(page.locator(field).first()).toHaveValue(theirs);
  await save(page, "[name^=price-]", price);
});

test("stock rules that somebody else set while others were typed stay theirs, also on a page that another form has drawn anew", async ({
  page,
  context,
  locale,
  t,
}) => {
  await signInStaff(page, locale);
  // The form that moves units is there for who has a second place.
  await page.goto(`/${locale}/admin/locations`);
  if ((await page.locator("[name=locationId]").count()) === 1) {
    await page.locator("#name-new").fill("Annexe");
    await page.locator("#country-new").fill("DE");
    await page.locator("form:has(#name-new) button[type=submit]").click();
    await expect(page.getByRole("heading", { name: "Annexe" })).toBeVisible();
  }
  await page.goto(`/${locale}/admin/stock`);
  await page.locator("main a[href*='/admin/stock/']").last().click();
  await page.waitForURL(/\/admin\/stock\/.+\/./);
  const other = await context.newPage();
  await other.goto(page.url());
  const send = (on: Page, field: string) => on.locator(`form:has(${field}) button[type=submit]`).click();
  const said = (on: Page, field: string) => on.locator(`form:has(${field})`).getByRole("status");
  const [limit, low, policy] = ["[name=perCustomerMax]", "[name=lowStockAt]", "[name=stockPolicy]"];
  await page.locator(limit).fill("7");
  await page.locator(policy).selectOption("preorder");

  for (const field of [limit, low]) await other.locator(field).fill("9");
  await send(other, limit);
  await expect(said(other, limit)).toHaveText(t("stock.rules.saved"));
  await page.locator("[name=quantity]").fill("1");
  await send(page, "[name=quantity]");
  await expect(said(page, "[name=quantity]")).toHaveText(t("stock.transfer.done"));

  await expect(page.locator(low)).toHaveValue("9");
  await expect(page.locator(limit)).toHaveValue("7");
  await expect(page.locator(policy)).toHaveValue("preorder");
  await page.locator(policy).selectOption("deny");
  await send(page, limit);
  await expect(said(page, limit)).toHaveText(t("stock.rules.errors.changed_meanwhile"));
  await expect(page.locator(limit)).toHaveValue("7");
  await page.reload();
  for (const field of [limit, low]) {
    await expect(page.locator(field)).toHaveValue("9");
    await page.locator(field).fill("");
  }
  await send(page, limit);
  await expect(said(page, limit)).toHaveText(t("stock.rules.saved"));
});

test("a product pinned to a search stands first in its list, and no more once the rule is gone", async ({
  page,
  locale,
  t,
}) => {
  // A rule that a failed try left behind has its word taken.
  const words = ["lamp", "mug", "bag"][test.info().retry] ?? "";
  await signInStaff(page, locale);
  await page.goto(`/${locale}/search?q=${words}`);
  const cards = page.getByRole("main").filter({ visible: true }).locator("article a[href*='/p/']");
  const last = ((await cards.last().textContent()) ?? "").trim();
  await expect(cards.first()).not.toHaveText(last);

  await page.goto(`/${locale}/admin/search-rules/new`);
  await page.getByLabel(t("rules.query")).fill(words);
  await page.getByRole("button", { name: t("rules.create") }).click();
  await page.waitForURL(/\/search-rules\/(?!new)./);
  await page.getByLabel(t("rules.findProduct")).fill(last);
  await page.getByLabel(t("rules.findProduct")).press("Enter");
  await page.waitForURL(/find=/);
  // The preview above offers the same of what it shows.
  await page
    .getByLabel(t("rules.positionOf", { title: last }))
    .last()
    .fill("1");
  await page
    .getByRole("button", { name: `${t("rules.pin")} ${last}`, exact: true })
    .last()
    .click();
  await page.getByRole("button", { name: t("rules.turnOn"), exact: true }).click();
  await expect(page.getByRole("button", { name: t("rules.turnOff"), exact: true })).toBeVisible();
  await expectAccessible(page);
  const rule = page.url();
  await page.goto(`/${locale}/search?q=${words}`);
  await expect(cards.first()).toHaveText(last);

  await page.goto(rule);
  await page.getByRole("button", { name: t("rules.remove"), exact: true }).click();
  await page.getByRole("button", { name: t("rules.removeYes") }).click();
  await page.waitForURL(/\/search-rules$/);
  await page.goto(`/${locale}/search?q=${words}`);
  await expect(cards.first()).not.toHaveText(last);
});

test("a button that takes no focus when it is clicked, as Safari's, sends nobody to the note", async ({
  page,
  locale,
  t,
}) => {
  await signInStaff(page, locale);
  await page.goto(`/${locale}/admin/locations`);
  const form = page.locator("main form:has([name=locationId]):has([name=postalCode])").first();
  const save = form.locator("button[type=submit]");
  await save.evaluate((button) => button.addEventListener("mousedown", (event) => event.preventDefault()));
  await save.click();
  const note = form.getByRole("status");
  await expect(note).toHaveText(t("stock.locations.saved"));
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)));
  await expect(note).not.toBeFocused();
});

test("who leaves a page with something typed and not saved is asked, and keeps it", async ({ page, locale, t }) => {
  await signInStaff(page, locale);
  await page.goto(`/${locale}/admin/products`);
  await page.locator("main table a[href*='/admin/products/']").first().click();
  await page.waitForURL(/\/admin\/products\/./);
  const editor = page.url();
  const title = page.locator("[name=title-ja]");
  const was = await title.inputValue();
  const typed = `${was} ${Date.now().toString(36)}`;
  const asked: string[] = [];
  let answer: "accept" | "dismiss" = "dismiss";
  page.on("dialog", (dialog) => {
    asked.push(dialog.message());
    return answer === "accept" ? dialog.accept() : dialog.dismiss();
  });
  const toCurrency = page
    .getByRole("navigation", { name: t("admin.product.currency") })
    .getByRole("link")
    .last();

  await title.fill(typed);
  await toCurrency.click();
  expect(asked).toEqual([t("admin.unsaved")]);
  await expect(page.locator("html")).not.toHaveAttribute("data-going");
  await expect(title).toHaveValue(typed);
  expect(page.url()).toBe(editor);

  await page.locator("form:has([name=title-ja]) button[type=submit]").click();
  await expect(page.locator("form:has([name=title-ja])").getByRole("status")).toHaveText(t("admin.product.saved"));
  await toCurrency.click();
  await page.waitForURL(/currency=/);
  expect(asked).toHaveLength(1);

  await title.fill(was);
  answer = "accept";
  await page.getByRole("link", { name: t("admin.nav.orders") }).click();
  await page.waitForURL(/\/admin\/orders$/);
  expect(asked).toHaveLength(2);
  await page.goto(editor);
  await expect(title).toHaveValue(typed);
  await title.fill(was);
  await page.locator("form:has([name=title-ja]) button[type=submit]").click();
  await expect(page.locator("form:has([name=title-ja])").getByRole("status")).toHaveText(t("admin.product.saved"));
});

test("who was signed out meanwhile comes back to the page that they sent a form from", async ({
  page,
  locale,
  context,
}) => {
  await signInStaff(page, locale);
  await page.goto(`/${locale}/admin/products`);
  await page.locator("main table a[href*='/admin/products/']").first().click();
  await page.waitForURL(/\/admin\/products\/./);
  const editor = page.url();
  await context.clearCookies({ name: /staff-session$/ });
  await page.locator("form:has([name=title-ja]) button[type=submit]").click();
  await page.waitForURL(/\/admin\/sign-in/);
  await page.locator("input[name=email]").fill(staff.email);
  await page.locator("input[name=password]").fill(staff.password);
  await page.locator("form:has(input[name=password]) button[type=submit]").click();
  await expect(page).toHaveURL(editor);
});

test("what isn't there says so in its status, with the rooms beside it", async ({ page, locale, t, watch }) => {
  watch.allow(/404/);
  await signInStaff(page, locale);
  for (const nothing of [
    "products/nothing",
    "orders/nothing",
    "orders/nothing/slip",
    "returns/nothing",
    "search-rules/nothing",
    "stock/nothing/nothing",
    "no/such/room",
  ]) {
    const reply = await page.goto(`/${locale}/admin/${nothing}`);
    expect(reply?.status(), nothing).toBe(404);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(t("admin.notFound"));
    await expect(page.getByRole("navigation", { name: t("admin.navigation") })).toBeVisible();
  }
  expect((await page.goto(`/${locale}/admin/orders`))?.status()).toBe(200);
});
