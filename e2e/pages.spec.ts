import { expect, test } from "./shop";

test.describe("static pages", () => {
  test("can be kept by any CDN, set no cookie, and know their other languages", async ({ page, request, locale }) => {
    await page.goto(`/${locale}`);
    const category = (await page.locator("main a[href*='/c/']").first().getAttribute("href")) ?? "";
    const product = (await page.locator("main a[href*='/p/']").first().getAttribute("href")) ?? "";
    for (const address of [`/${locale}`, category, product]) {
      const reply = await request.get(address);
      expect(reply.status()).toBe(200);
      expect(reply.headers()["cache-control"]).toMatch(/s-maxage=\d+/);
      expect(reply.headers()["set-cookie"]).toBeUndefined();
      const html = await reply.text();
      expect(html).toContain(`<html lang="${locale}"`);
      expect(html).toMatch(/rel="canonical"/);
      expect(html.match(/hrefLang="|hreflang="/g)?.length ?? 0).toBeGreaterThanOrEqual(12);
    }
  });

  test("what is made for the request is kept for seconds where it is the same for all, else by nobody", async ({
    page,
    request,
    locale,
  }) => {
    await page.goto(`/${locale}`);
    const category = (await page.locator("main a[href*='/c/']").first().getAttribute("href")) ?? "";
    const keptBy = async (address: string) => (await request.get(address)).headers()["cache-control"];
    expect(await keptBy(`${category}?sort=price-asc`)).toMatch(/^public.*s-maxage=\d+/);
    expect(await keptBy(`/${locale}/search?q=tea`)).toMatch(/^public.*s-maxage=\d+/);
    expect(await keptBy(`/${locale}/cart`)).toContain("no-store");
    // What a script's router asks for ahead.
    const ahead = { rsc: "1", "next-router-prefetch": "1", "next-router-segment-prefetch": "/_tree" };
    for (const room of ["cart", "checkout", "admin/sign-in"]) {
      const reply = await request.get(`/${locale}/${room}`, { headers: { ...ahead, "sec-fetch-dest": "empty" } });
      expect([reply.status(), reply.headers()["cache-control"]], room).toEqual([200, "private, no-store"]);
    }
    const help = await request.get(`/${locale}/help`, { headers: ahead });
    expect(help.headers()["cache-control"]).toMatch(/s-maxage=\d+/);
  });

  test("the icon is there under the name that browsers ask for unasked", async ({ request }) => {
    const reply = await request.get("/favicon.ico");
    expect(reply.status()).toBe(200);
    expect(reply.headers()["content-type"]).toContain("image");
  });

  test("a picture is made once for each size and kept", async ({ page, request, locale }) => {
    await page.goto(`/${locale}`);
    const picture = (await page.locator("main img[srcset]").first().getAttribute("src")) ?? "";
    const ask = async () => (await request.get(picture, { headers: { accept: "image/avif" } })).headers();
    expect((await ask())["content-type"]).toBe("image/avif");
    await expect.poll(async () => (await ask())["x-nextjs-cache"]).toBe("HIT");
  });

  test("are the kept ones for robots too, with their policy, and with the title in their head", async ({
    page,
    request,
    locale,
  }) => {
    await page.goto(`/${locale}`);
    const category = (await page.locator("main a[href*='/c/']").last().getAttribute("href")) ?? "";
    const agent = "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)";
    for (const address of [category, `/${locale}/help`]) {
      const reply = await request.get(address, { headers: { "user-agent": agent } });
      expect(reply.headers()["cache-control"]).toMatch(/s-maxage=\d+/);
      expect(reply.headers()["content-security-policy"]).toContain("script-src");
      expect(await reply.text()).toMatch(/<title>[^<]+<\/title>.*<\/head>/s);
    }
    const reply = await request.get(`/${locale}/search?q=tea`, { headers: { "user-agent": agent } });
    expect(await reply.text()).toMatch(/<title>[^<]*tea[^<]*<\/title>.*<\/head>/s);
  });

  test("say 404 for what is not there", async ({ request, locale }) => {
    for (const address of [
      `/${locale}/p/nothing`,
      `/${locale}/p/teapot-1111111111111111111111`,
      `/${locale}/c/no/such/place`,
      `/${locale}/nowhere`,
      "/xx-XX",
      "/xx-XX/cart",
    ]) {
      expect((await request.get(address)).status(), address).toBe(404);
    }
  });

  test("a product's page holds its structured data before any script runs", async ({ page, request, locale }) => {
    await page.goto(`/${locale}`);
    const product = (await page.locator("main a[href*='/p/']").first().getAttribute("href")) ?? "";
    const html = await (await request.get(product)).text();
    const blocks = [...html.matchAll(/<script type="application\/ld\+json"[^>]*>(.*?)<\/script>/gs)].map(([, json]) =>
      JSON.parse(json ?? "{}"),
    );
    const types = JSON.stringify(blocks);
    expect(types).toMatch(/"(Product|ProductGroup)"/);
    expect(types).toContain("Offer");
    expect(types).toContain("BreadcrumbList");
  });

  test("a product's old or foreign slug leads to the right one", async ({ page, request, locale }) => {
    await page.goto(`/${locale}`);
    const product = (await page.locator("main a[href*='/p/']").first().getAttribute("href")) ?? "";
    const wrong = product.replace(/\/p\/.*-([^-]{22})$/, "/p/renamed-since-$1");
    const reply = await request.get(wrong, { maxRedirects: 0 });
    expect([307, 308]).toContain(reply.status());
    expect(decodeURI(reply.headers().location ?? "")).toContain(decodeURI(product));
  });

  test("the front door leads to the best match of the browser's languages", async ({ request }) => {
    const where = async (languages: string) =>
      (await request.get("/", { maxRedirects: 0, headers: { "accept-language": languages } })).headers().location;
    expect(await where("ja,en;q=0.5")).toMatch(/\/ja-JP$/);
    expect(await where("de-AT,de;q=0.9")).toMatch(/\/de-DE$/);
    expect(await where("en-GB,en;q=0.9")).toMatch(/\/en-GB$/);
    expect(await where("xx")).toMatch(/\/en-US$/);
  });
});

test("language and region are switched apart, and the page stays", async ({ page, locale }) => {
  await page.goto(`/${locale}`);
  const product = (await page.locator("main a[href*='/p/']").first().getAttribute("href")) ?? "";
  await page.goto(product);
  const id = product.slice(-22);
  await page.locator("footer button[popovertarget]").click();
  await page.locator("a[data-locale='de-DE'], a[data-locale^='de-']").first().click();
  await page.waitForURL(new RegExp(`/de-[A-Z]{2}/p/.*${id}`));
  await expect(page.locator("html")).toHaveAttribute("lang", /^de-/);
});
