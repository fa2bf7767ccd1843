import { demoProduct } from "./demo";
import { expect, expectFit, freshEmail, test } from "./shop";
import {
  addToCart,
  fillCheckout,
  goToPayment,
  openFirstProduct,
  payWith,
  signInSeller,
  signInStaff,
  workFor,
} from "./steps";

// Many pages, and looking into every corner of each takes a while.
test.slow();

test("what the shop shows seldom: help, lookup, an empty search, orders unpaid and called off", async ({
  page,
  locale,
  t,
  watch,
}) => {
  watch.allow(/404/);
  await page.emulateMedia({ reducedMotion: "reduce" });
  for (const path of [`/${locale}/help`, `/${locale}/orders`, `/${locale}/search`, "/xx-XX"]) {
    await page.goto(path);
    await expectFit(page);
  }
  await page.goto(`/${locale}`);
  await openFirstProduct(page);
  await addToCart(page, t);
  await page.goto(`/${locale}/checkout`);
  await fillCheckout(page, locale, freshEmail("corners"));
  await goToPayment(page);
  await page.locator("a[href*='unpaid=1']").first().click();
  await page.waitForURL(/\/orders\//);
  const order = new URL(page.url()).pathname;
  await expectFit(page);
  await page.getByRole("button", { name: t("order.cancel") }).click();
  await page.waitForURL(/\/cart/);
  await page.goto(order);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(t("order.stages.cancelled.title"));
  await expectFit(page);
});

test("every page of the back room", async ({ page, locale, t, mail, watch }) => {
  const desk = `/${locale}/admin`;
  // Colors are the same on every screen.
  const wide = (page.viewportSize()?.width ?? 0) > 390;
  const email = freshEmail("desk");
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto(`/${locale}`);
  await openFirstProduct(page);
  const productPage = (await page.getByRole("main").filter({ visible: true }).textContent()) ?? "";
  await addToCart(page, t);
  await page.goto(`/${locale}/checkout`);
  await fillCheckout(page, locale, email);
  await goToPayment(page);
  await payWith(page, "4242424242424242");
  await page.waitForURL(/\/orders\//);
  await mail(email);

  await page.goto(`${desk}/sign-in`);
  await expectFit(page, { dark: wide });
  await signInSeller(page, locale, t, productPage);
  for (const room of [
    "",
    "/orders",
    "/returns",
    "/products",
    "/stock",
    "/locations",
    "/search-rules",
    "/search-rules/new",
    "/webhooks",
    "/jobs",
    "/gift-cards",
    "/payments",
    "/settings",
    "/books",
  ])
    await test.step(room, async () => {
      await page.goto(desk + room);
      // What is around it is the same in each.
      await expectFit(page, { part: room === "" ? "html" : "main", dark: wide });
    });
  if (!wide)
    await test.step("the rooms open from a button on a phone, and close once one is entered", async () => {
      await page.goto(desk);
      const rooms = page.getByRole("navigation", { name: t("admin.navigation") });
      await expect(rooms).toBeHidden();
      const menu = page.locator("header summary");
      // An order has just been paid for.
      await expect(menu).toContainText(/\d/);
      await menu.press("Enter");
      await expectFit(page, { part: "header", dark: false });
      await page.keyboard.press("Escape");
      await expect(rooms).toBeHidden();
      await expect(menu).toBeFocused();
      // The second time, it is the room one is in.
      for (const _ of ["another", "the same"]) {
        await menu.press("Enter");
        await rooms.getByRole("link", { name: t("stock.title") }).press("Enter");
        await page.waitForURL(/\/stock$/);
        await expect(rooms).toBeHidden();
        await expect(page.locator("#main")).toBeFocused();
      }
    });
  for (const list of ["/stock", "/orders"])
    await test.step(`one of ${list}`, async () => {
      await page.goto(desk + list);
      await page.locator(`main a[href^="${desk}${list}/"]`).first().click();
      await page.waitForURL(new RegExp(`${list}/.`));
      await expectFit(page, { part: "main", dark: wide });
    });
  await page.goto(`${page.url()}/slip`);
  await expectFit(page, { part: "main", dark: wide });

  watch.allow(/404/);
  await page.goto(`${desk}/products/nothing`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(t("admin.notFound"));
  await expectFit(page, { part: "main", dark: wide });
});

test("a waiting room from both sides", async ({ page, locale, t }) => {
  // One for each market, so that no two journeys open the same room.
  const handle = locale === "ja-JP" ? "transit-folding-headphones" : "vesper-open-back-headphones";
  await page.emulateMedia({ reducedMotion: "reduce" });
  await signInStaff(page, locale);
  await workFor(page, "Halden Audio");
  await page.goto(`/${locale}/admin/products?q=${handle}`);
  await page
    .getByRole("link", { name: demoProduct(handle, locale).title })
    .first()
    .click();
  await page.waitForURL(/\/products\/./);
  const editor = page.url();
  await page.getByLabel(t("drops.admin.opensAt")).fill(`${new Date().getFullYear() + 1}-01-01T10:00`);
  await page.getByRole("button", { name: t("drops.admin.create") }).click();
  await expect(page.getByRole("button", { name: t("drops.admin.close") })).toBeVisible();
  await expectFit(page, { part: "main" });
  await page.goto(`/${locale}/drop/${editor.slice(-22)}`);
  await expectFit(page);
  await page.goto(editor);
  await page.getByRole("button", { name: t("drops.admin.close") }).click();
  await page.getByRole("button", { name: t("drops.admin.closeAgain") }).click();
  await expect(page.getByRole("button", { name: t("drops.admin.create") })).toBeVisible();
});
