import type { Page } from "@playwright/test";
import { expect, test } from "./shop";
import { addToCart } from "./steps";

/** Every journey already fails on what a policy refuses, for a browser reports it as an error, and on a page that sleeps. */
test("every kind of page wakes by its own scripts and runs no others", async ({ page, locale, t, watch }) => {
  test.slow();
  watch.allow(/404|Content Security Policy/);
  await page.goto(`/${locale}`);
  const category = (await page.locator("main a[href*='/c/']").first().getAttribute("href")) ?? "";
  const product = (await page.locator("main a[href*='/p/']").first().getAttribute("href")) ?? "";
  await page.goto(product);
  await addToCart(page, t);
  for (const address of [
    `/${locale}`,
    category,
    `${category}?sort=price-asc`,
    `${category.replace("/c/", "/browse/")}?sort=price-asc`,
    product,
    `/${locale}/search`,
    `/${locale}/search?q=a`,
    `/${locale}/cart`,
    `/${locale}/checkout`,
    `/${locale}/orders`,
    `/${locale}/admin/sign-in`,
    `/${locale}/p/nothing-here`,
    `/${locale}/nowhere`,
    `/${locale}/orders/not-ours`,
  ])
    await test.step(address, async () => {
      const refused: string[] = [];
      const hear = (text: string) => text.includes("Content Security Policy") && refused.push(text);
      page.on("console", (message) => hear(message.text()));
      const reply = await page.goto(address);
      const policy = reply?.headers()["content-security-policy"] ?? "";
      expect(policy).toMatch(/script-src 'self' '(?:nonce|sha256)-/);
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy.match(/script-src[^;]*/)?.[0]).not.toContain("unsafe");
      expect(refused).toEqual([]);
      expect(await runsForeignScript(page), `${address} refuses a script of others`).toBe(false);
      page.removeAllListeners("console");
    });
});

test("what isn't there is a whole page without script, in the market's words", async ({ browser, locale, t }) => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  for (const address of [`/${locale}/p/nothing-here`, `/${locale}/c/no/such`, `/${locale}/nowhere`]) {
    const reply = await page.goto(address);
    expect(reply?.status()).toBe(404);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(t("shell.notFoundTitle"));
    await expect(page.locator("header.site-header")).toBeVisible();
    await expect(page.locator("html")).toHaveAttribute("lang", locale);
  }
  await page.close();
});

const runsForeignScript = (page: Page) =>
  page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.foreign = true";
    document.body.append(script);
    return "foreign" in window;
  });
