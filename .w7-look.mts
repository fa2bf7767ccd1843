import { chromium } from "@playwright/test";
const base = "http://localhost:4700";
const b = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-dev-shm-usage"] });
const c = await b.newContext({ viewport: { width: 1320, height: 1000 }, storageState: "/tmp/w7-state.json" });
const p = await c.newPage();
p.setDefaultTimeout(90000);
p.on("console", (m) => ["error"].includes(m.type()) && console.log("console:", m.text().slice(0, 500)));
p.on("response", (r) => r.status() >= 400 && console.log(r.status(), r.url()));
const step = async (name: string, f: () => Promise<unknown>) => { try { await f(); console.log("ok", name); } catch (e) { console.log("FAIL", name, String(e).slice(0, 400)); } };
await step("ship", async () => {
  await p.goto(`${base}/en-US/admin/orders?status=to_pack`);
  await p.locator("tbody a").first().click();
  await p.getByLabel("Carrier").selectOption("fedex");
  await p.getByLabel("Tracking number").fill("x");
  await p.getByRole("button", { name: "Mark shipped" }).click();
  await p.getByText("from the label").waitFor();
  console.log("kept", await p.getByLabel("Carrier").inputValue(), await p.getByLabel("Tracking number").inputValue());
  await p.getByLabel("Tracking number").fill("7712 3456 7890");
  await p.getByRole("button", { name: "Mark shipped" }).click();
  await p.locator("main").getByText("Shipped").first().waitFor();
  await p.screenshot({ path: "/tmp/w7-shipped.png" });
});
await step("edit", async () => {
  await p.goto(`${base}/en-US/admin/products?q=firefly`);
  await p.locator("tbody a").first().click();
  await p.getByLabel("English").fill("Firefly pocket camera, new");
  await p.getByRole("button", { name: "Save titles" }).click();
  await p.getByText("The shop shows it now").waitFor();
  await p.getByRole("heading", { level: 1, name: "Firefly pocket camera, new" }).waitFor();
  await p.getByLabel("Price of").first().fill("149");
  await p.getByLabel("Was-price of").first().fill("120");
  await p.getByRole("button", { name: "Save prices" }).click();
  await p.getByText("must be higher").waitFor();
  await p.getByLabel("Was-price of").first().fill("169");
  await p.getByRole("button", { name: "Save prices" }).click();
  await p.locator("section", { hasText: "Save prices" }).getByText("The shop shows it now").waitFor();
  console.log("price", await p.getByLabel("Price of").first().inputValue());
  await p.getByLabel("On hand of").first().fill("+5");
  await p.getByLabel("Reason").fill("delivery");
  await p.getByRole("button", { name: "Save stock" }).click();
  await p.locator("section", { hasText: "Save stock" }).getByText("The shop shows it now").waitFor();
  console.log("stock", await p.getByLabel("On hand of").first().inputValue());
  await p.getByRole("link", { name: "JPY" }).click();
  await p.waitForURL(/currency=JPY/);
  await p.getByLabel("Price of").first().fill("");
  await p.getByRole("button", { name: "Save prices" }).click();
  await p.getByText("converted at the rate").first().waitFor();
  await p.screenshot({ path: "/tmp/w7-edited.png", fullPage: true });
});
await c.storageState({ path: "/tmp/w7-state.json" });
for (const [name, opts, loc] of [["m", { viewport: { width: 390, height: 844 } }, "ja-JP"], ["d", { viewport: { width: 1200, height: 900 }, colorScheme: "dark" }, "de-DE"]] as const) {
  const c2 = await b.newContext({ ...opts, storageState: "/tmp/w7-state.json" });
  const q = await c2.newPage();
  q.setDefaultTimeout(90000);
  for (const [page, path] of [["home", ""], ["orders", "/orders"], ["products", "/products"]] as const) {
    await step(`${name} ${page}`, async () => {
      await q.goto(`${base}/${loc}/admin${path}`);
      await q.waitForLoadState("networkidle");
      console.log("overflow", await q.evaluate(() => document.documentElement.scrollWidth - innerWidth));
      await q.screenshot({ path: `/tmp/w7-${name}-${page}.png`, fullPage: page === "home" });
    });
  }
  await step(`${name} editor`, async () => {
    await q.locator("tbody a").nth(1).click();
    await q.locator("input[name^=price-]").first().waitFor();
    await q.waitForLoadState("networkidle");
    console.log("overflow", await q.evaluate(() => document.documentElement.scrollWidth - innerWidth));
    await q.screenshot({ path: `/tmp/w7-${name}-editor.png`, fullPage: true });
  });
  await c2.close();
}
await b.close();
