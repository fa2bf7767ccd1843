import { demoProduct } from "./demo";
import { expect, test } from "./shop";

test("where the system chooses the colours, what is chosen and what a colour is can still be told", async ({
  page,
  locale,
}) => {
  await page.emulateMedia({ forcedColors: "active" });
  const { title } = demoProduct("nocturne-wireless-headphones", locale);
  await page.goto(`/${locale}/search?q=${encodeURIComponent(title)}`);
  await page.getByRole("link", { name: title }).first().click();
  await page.waitForURL(/\/p\//);
  const swatches = page.locator("input[name=option-color]");
  const grounds = await swatches.evaluateAll((inputs) =>
    inputs.map((input) => getComputedStyle(input).backgroundColor),
  );
  expect(new Set(grounds).size).toBe(grounds.length);
  const borders = await page
    .locator("label:has(> input[name=option-edition])")
    .evaluateAll((labels) =>
      labels.map((label) => [label.querySelector("input:checked") !== null, getComputedStyle(label).borderColor]),
    );
  const [chosen] = borders.filter(([checked]) => checked);
  const others = borders.filter(([checked]) => !checked);
  for (const [, border] of others) expect(border).not.toBe(chosen?.[1]);

  await page.goto(`/${locale}/search?sort=newest`);
  const pages = page.getByRole("navigation").filter({ has: page.locator("a[rel=next]") });
  const ground = (link: string) =>
    pages
      .locator(link)
      .first()
      .evaluate((element) => getComputedStyle(element).backgroundColor);
  expect(await ground("li a[aria-current=page]")).not.toBe(await ground("li a:not([aria-current])"));
});
