import { expect, expectAccessible, expectFit, expectNarrow, freshEmail, test } from "./shop";
import { addToCart, fillCheckout, goToPayment, payWith } from "./steps";

test.describe("every kind of page, light and dark", () => {
  // Seven pages a test, and looking into every corner of each takes a while.
  test.slow();

  test("home, category, filtered list, product, search, empty cart, 404", async ({ page, locale, watch }) => {
    watch.allow(/404/);
    await page.emulateMedia({ reducedMotion: "reduce" });
    await page.goto(`/${locale}`);
    await expectFit(page);
    const category = (await page.locator("main a[href*='/c/']").first().getAttribute("href")) ?? "";
    const product = (await page.locator("main a[href*='/p/']").first().getAttribute("href")) ?? "";
    for (const address of [
      category,
      `${category}?sort=price-asc`,
      product,
      `/${locale}/search?q=a`,
      `/${locale}/cart`,
      `/${locale}/p/nothing-here`,
    ]) {
      await page.goto(address);
      await expectFit(page);
    }
  });

  test("cart, checkout with and without errors, payment and order", async ({ page, locale, t }) => {
    await page.emulateMedia({ reducedMotion: "reduce" });
    await page.goto(`/${locale}`);
    await page.locator("main a[href*='/p/']").first().click();
    await page.waitForURL(/\/p\//);
    await addToCart(page, t);
    // A page that is gone to by script, and made for the first time, has its title a moment after its contents.
    await expect(page).toHaveTitle(/\S/);
    await expectAccessible(page);
    await page.goto(`/${locale}/cart`);
    await expectFit(page);
    await page.goto(`/${locale}/checkout`);
    await expectAccessible(page);
    await fillCheckout(page, locale, "wrong");
    await page.locator("form button[type=submit]", { hasText: /\d/ }).last().click();
    await page.locator("[aria-invalid=true]").first().waitFor();
    await expectFit(page);
    await fillCheckout(page, locale, freshEmail("axe"));
    await goToPayment(page);
    await expectAccessible(page);
    await payWith(page, "4242424242424242");
    await page.waitForURL(/\/orders\//);
    await expectFit(page);
    // What merchants and their things are called may be one long word.
    await page.locator("section[aria-labelledby=items] li").evaluateAll((lines) => {
      const walk = document.createTreeWalker(lines[0] ?? document, NodeFilter.SHOW_TEXT);
      while (walk.nextNode())
        if (!/\d/.test(walk.currentNode.nodeValue ?? ""))
          walk.currentNode.nodeValue = "Donaudampfschifffahrtsgesellschaft";
    });
    await expectNarrow(page);
  });
});
