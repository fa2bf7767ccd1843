import { expect, test } from "./shop";

const texts = [
  ["nothing", ""],
  ["operators", "& | ! <-> :* ( ) + - \" ' \\ ~ ^"],
  ["SQL", "'; drop table product; --"],
  ["markup", "<script>alert(1)</script>"],
  ["emoji", "🫖👩‍👩‍👧"],
  ["a null byte", "tea\0pot"],
  ["half a character", "\ud800"],
  ["right to left marks", "\u202etea"],
  ["10 kB", "tea ".repeat(2_500)],
  ["10,000 letters of three bytes each", "茶".repeat(10_000)],
] as const;

/** As they stand in an address, escapes that are no text included. */
const queries = [
  "page=1000000000",
  "page=-1",
  "page=NaN&page=2",
  "sort=constructor",
  "f=nosuch:filter",
  "f=color:sage%00",
  "f=__proto__:x&f=constructor:y",
  "f[]=color:sage&f[color]=sage",
  "price=cheap-dear",
  "price=99999999999999999999-",
  "stock=maybe&stock=1",
  "q=%ff%fe%E0%A4",
  "q=100%",
  "__proto__=x&constructor=y",
  `f=${"color:sage&f=".repeat(500)}color:sand`,
];

test.describe("whatever a stranger asks", () => {
  // Dozens of pages made for the request, none of them kept.
  test.slow();

  test("the search page answers", async ({ request, locale }) => {
    for (const [name, text] of texts) {
      const q = encodeURIComponent(text.toWellFormed());
      expect((await request.get(`/${locale}/search?q=${q}`)).status(), name).toBe(200);
    }
    for (const query of queries)
      expect((await request.get(`/${locale}/search?q=tea&${query}`)).status(), query).toBe(200);
  });

  test("a category answers, however it is filtered", async ({ page, request, locale }) => {
    await page.goto(`/${locale}`);
    const category = (await page.locator("main a[href*='/c/']").first().getAttribute("href")) ?? "";
    for (const query of queries) expect((await request.get(`${category}?${query}`)).status(), query).toBe(200);
  });

  test("an address that names nothing is a 404, filtered or not, and never a 500", async ({ request, locale }) => {
    for (const path of ["no/such/place", "%E0%A4", "%ff", "a%00b", "%2e%2e%2fetc", "'--", "__proto__"])
      for (const query of ["", "?f=color:sage", "?page=2"])
        expect((await request.get(`/${locale}/c/${path}${query}`)).status(), path + query).toBe(404);
    for (const path of [
      "p/%ff",
      "p/a%00b",
      "%ff",
      "search/%ff",
      "drop/%ff",
      "drop/a%00b",
      "drop/1CWfg49SfdVdcmDdySEAKA",
    ])
      expect((await request.get(`/${locale}/${path}`)).status(), path).toBe(404);
    for (const path of ["/media/%ff", "/media/a%00b", `/sitemaps/${locale}/%ff`, "/api/menu/%ff", "/api/%ff"])
      expect((await request.get(path)).status(), path).toBe(404);
  });

  test("the API answers, or says what is wrong", async ({ request, locale }) => {
    for (const [name, text] of texts) {
      const q = encodeURIComponent(text.toWellFormed());
      for (const address of ["search", "suggest", "facets"]) {
        const reply = await request.get(`/api/${address}?locale=${locale}&facet=brand&q=${q}`);
        expect([200, 400], `${address}: ${name}`).toContain(reply.status());
        expect(reply.headers()["content-type"]).toBe("application/json");
      }
    }
    for (const query of queries) {
      const reply = await request.get(`/api/search?locale=${locale}&${query}`);
      expect([200, 400], query).toContain(reply.status());
      if (reply.status() === 400)
        expect((await reply.json()).error, query).toMatchObject({ field: expect.any(String) });
    }
    for (const path of ["products/%ff/live", "drops/a%00b/status", "drops/%ff/place"])
      expect((await request.get(`/api/${path}?locale=${locale}`)).status(), path).toBe(400);
  });

  test("another method is refused with those there are", async ({ request }) => {
    for (const [address, method, allow] of [
      ["search", "DELETE", "GET, HEAD, OPTIONS"],
      ["suggest", "POST", "GET, HEAD, OPTIONS"],
      ["webhooks/stripe", "GET", "POST, OPTIONS"],
      ["drops/x/place", "PUT", "GET, HEAD, POST, OPTIONS"],
      ["health/live", "TRACE", "GET, HEAD, OPTIONS"],
    ] as const) {
      const reply = await request.fetch(`/api/${address}`, { method });
      expect([address, reply.status(), reply.headers().allow]).toEqual([address, 405, allow]);
    }
  });
});

test("a page is read and posted to, and says so to every other method", async ({ request, locale }) => {
  for (const page of ["", "/cart", "/search?q=tea", "/orders"])
    for (const method of ["PUT", "PATCH", "DELETE", "TRACE"]) {
      const reply = await request.fetch(`/${locale}${page}`, { method });
      expect([reply.status(), reply.headers().allow], `${method} ${page}`).toEqual([405, "GET, HEAD, POST, OPTIONS"]);
    }
});

test("a list says which address stands for it", async ({ page, request, locale }) => {
  await page.goto(`/${locale}`);
  const category = (await page.locator("main a[href*='/c/']").first().getAttribute("href")) ?? "";
  const told = async (query: string): Promise<[address: string, noindex: boolean]> => {
    const html = await (await request.get(category + query)).text();
    const canonical = new URL(/<link rel="canonical" href="([^"]+)"/.exec(html)?.[1]?.replaceAll("&amp;", "&") ?? "");
    return [canonical.pathname + canonical.search, /<meta name="robots" content="noindex/.test(html)];
  };
  const filter = await page.request.get(`/api/search?locale=${locale}`);
  const brand = (await filter.json()).facets.find(({ key }: { key: string }) => key === "brand")?.values[0]?.value;
  expect(await told("")).toEqual([category, false]);
  expect(await told("?sort=price-asc")).toEqual([category, false]);
  expect((await told(`?f=brand:${brand}&f=brand:another`))[1]).toBe(true);
  expect((await told("?f=brand:nobody-at-all"))[1]).toBe(true);
  expect(await told("?page=2&stock=1")).toEqual([`${category}?page=2`, false]);
  // Past the end the last page is shown, and stands for itself only.
  const [last = ""] = await told("?page=300");
  expect(last).not.toContain("page=300");
  expect(await told(last.slice(category.length))).toEqual([last, false]);
});
