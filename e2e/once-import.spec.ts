import { expect, expectFit, test } from "./shop";
import { signInStaff } from "./steps";

test("a file is handed in, looked over with nothing written, imported on a yes, and what was left out can be had as a table", async ({
  page,
  locale,
  t,
}) => {
  test.slow();
  await signInStaff(page, locale);
  await page.goto(`/${locale}/admin/products`);
  await page.getByRole("link", { name: t("admin.products.import"), exact: true }).click();
  await page.waitForURL(/\/products\/import$/);
  const file = page.getByLabel(t("imports.form.file"), { exact: true });
  const check = page.getByRole("button", { name: t("imports.form.submit") });
  await check.click();
  await expect(page.getByText(t("imports.form.faults.none"))).toBeVisible();
  await expectFit(page);

  const mark = Date.now().toString(36);
  const rows = [
    "Handle,Title,Variant Price,Variant SKU,Variant Inventory Qty",
    `first-${mark},First of ${mark},12.00,A-${mark},4`,
    `second-${mark},Second of ${mark},twelve,B-${mark},4`,
  ];
  await page.getByLabel(t("imports.form.currency")).selectOption("USD");
  await file.setInputFiles({ name: `${mark}.csv`, mimeType: "text/csv", buffer: Buffer.from(rows.join("\n")) });
  await check.click();
  await page.waitForURL(/\/products\/import\/.{22}$/);
  const yes = page.getByRole("button", { name: t("imports.confirm", { count: 1 }) });
  await expect(yes).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole("cell", { name: `First of ${mark}` })).toBeVisible();
  await expect(page.getByRole("cell", { name: "twelve" })).toBeVisible();
  await expectFit(page);
  const address = page.url();
  await page.goto(`/${locale}/admin/products?q=first-${mark}`);
  await expect(page.getByText(t("admin.products.noMatch"))).toBeVisible();

  await page.goto(address);
  await yes.click();
  await expect(page.getByText(t("imports.stages.done"))).toBeVisible({ timeout: 60_000 });
  await expectFit(page);
  const waiting = page.waitForEvent("download");
  await page.getByRole("link", { name: t("imports.refused.download") }).click();
  const chunks: Buffer[] = [];
  for await (const chunk of await (await waiting).createReadStream()) chunks.push(chunk);
  expect(Buffer.concat(chunks).toString()).toContain(`3,Variant Price,second-${mark},`);
  await page.goto(`/${locale}/admin/products?q=first-${mark}`);
  await expect(page.getByRole("link", { name: `First of ${mark}` })).toBeVisible();
});
