import { unstable_doesMiddlewareMatch, unstable_getResponseFromNextConfig } from "next/experimental/testing/server";
import { NextRequest } from "next/server";
import { encode } from "next-auth/jwt";
import { describe, expect, test, vi } from "vitest";
import { makeWorld } from "@/dev/testing/fixtures";
import { useDatabase } from "@/dev/testing/use-database";
import { writeProduct } from "@/dev/testing/write-product";
import { sessionCookie } from "@/lib/auth/session-cookie";
import { newId, shortId } from "@/lib/core/ids";
import { wholePageMark } from "@/lib/http/whole-page-mark";
import { locales } from "@/lib/i18n/markets";
import { endSessions } from "@/lib/merchants/change-sign-in";
import { createStaff } from "@/lib/merchants/create-staff";
import { createRule } from "@/lib/search/merchandising/create-rule";
import { forgetRules } from "@/lib/search/merchandising/shop-rules";
import nextConfig from "./next.config";
import { config, proxy } from "./proxy";

/** As env() wants them; it parses them once, in production. */
vi.hoisted(() =>
  Object.assign(process.env, {
    NODE_ENV: "production",
    DATABASE_URL: "postgres://nobody@127.0.0.1/none",
    AUTH_SECRET: "a secret of the tests, long enough to be one",
    STRIPE_SECRET_KEY: "sk_test_of_the_tests",
    STRIPE_WEBHOOK_SECRET: "whsec_of_the_tests",
    STRIPE_API_URL: "http://127.0.0.1:4242",
  }),
);

/** The queries that make a category a page of the request: proxy.ts must repeat what next.config.ts rewrites. */
const rewrites = await nextConfig.rewrites?.();
const filterKeys = (Array.isArray(rewrites) ? [] : (rewrites?.beforeFiles ?? [])).flatMap(({ has = [] }) =>
  has.map(({ key }) => key),
);

const database = useDatabase();

const passes = (url: string) => unstable_doesMiddlewareMatch({ config, nextConfig: {}, url });

async function answer(path: string, acceptLanguage: string) {
  return proxy(new NextRequest(`http://shop.test${path}`, { headers: { "accept-language": acceptLanguage } }));
}

describe("addresses without a market", () => {
  test("a market's pages, machines' addresses and files never meet the proxy", () => {
    for (const locale of locales) {
      expect(passes(`/${locale}`)).toBe(false);
      expect(passes(`/${locale}/p/steel-teapot`)).toBe(false);
    }
    for (const path of [
      "/api/suggest",
      "/api/search",
      "/_next/static/x.js",
      "/media/a/b.webp",
      "/robots.txt",
      "/sitemaps/de-DE/categories.xml",
    ]) {
      expect(passes(path)).toBe(false);
    }
  });

  test("everything else does", () => {
    for (const path of ["/", "/p/steel-teapot", "/en-us", "/en-us/c/audio", "/en-USA"]) expect(passes(path)).toBe(true);
  });

  test("what looks like a market and is none of the shop's is led back to where one is found", async () => {
    const reply = async (path: string) =>
      unstable_getResponseFromNextConfig({ url: `http://shop.test${path}`, nextConfig });
    for (const path of ["/xx-YY", "/fr-DE/c/audio", "/fil-PH/p/teapot"]) {
      const { status, headers } = await reply(path);
      expect([status, headers.get("location")], path).toEqual([307, `http://shop.test/nowhere${path}`]);
      expect(passes(`/nowhere${path}`)).toBe(true);
    }
    for (const locale of locales)
      for (const path of [`/${locale}`, `/${locale}/c/audio`]) expect((await reply(path)).status, path).toBe(200);
  });

  test.each([
    ["/", "de-AT,de;q=0.9", "/de-DE"],
    ["/p/steel-teapot?x=1", "ja", "/ja-JP/p/steel-teapot?x=1"],
    ["/en-us/cart", "ja", "/en-US/cart"],
    ["/xx-yy/c/audio", "", "/en-US/xx-yy/c/audio"],
    ["//evil.test/x", "", "/en-US//evil.test/x"],
  ])("%s for %s → %s", async (path, acceptLanguage, location) => {
    const reply = await answer(path, acceptLanguage);
    expect(reply.status).toBe(307);
    expect(reply.headers.get("location")).toBe(`http://shop.test${location}`);
    expect(reply.headers.get("vary")).toBe("Accept-Language");
    expect(reply.headers.get("set-cookie")).toBeNull();
  });
});

describe("the switcher without script", () => {
  const follow = async (path: string, referer?: string) =>
    proxy(new NextRequest(`http://shop.test${path}`, { headers: referer ? { referer } : {} }));

  test.each([
    ["http://shop.test/de-DE/c/audio?sort=price-asc", "/ja-US/c/audio?sort=price-asc"],
    ["http://shop.test/de-DE/search?q=tee&price=10-20&page=2", "/ja-US/search?q=tee"],
    ["http://shop.test/en-US/search?q=tea&price=10-20&page=2", "/ja-US/search?q=tea&price=10-20&page=2"],
    ["http://shop.test/en-GB", "/ja-US"],
    ["http://shop.test/elsewhere/page", "/ja-US"],
    ["http://other.test/de-DE//evil.test/x", "/ja-US//evil.test/x"],
    ["no address", "/ja-US"],
    [undefined, "/ja-US"],
  ])("from %s leads to %s", async (referer, location) => {
    const reply = await follow("/switch/ja-US", referer);
    expect(reply.status).toBe(307);
    expect(reply.headers.get("location")).toBe(`http://shop.test${location}`);
    expect(reply.headers.get("cache-control")).toBe("private, no-store");
  });

  test("passes here, and knows no market but the shop's", async () => {
    expect(passes("/switch/ja-US")).toBe(true);
    const reply = await follow("/switch/xx-YY", "http://shop.test/de-DE/c/audio");
    expect(reply.headers.get("location")).toBe("http://shop.test/en-US/switch/xx-YY");
  });
});

describe("pages made for the request", () => {
  test.each([
    "/en-US/cart",
    "/en-US/checkout",
    "/ja-JP/search?q=tea",
    "/de-DE/drop/abc",
    "/en-US/browse/audio?f=color:sage",
    "/en-US/admin",
    "/en-US/admin/orders/1",
    "/en-US/orders/token",
    "/en-US/orders/token/invoice",
    ...filterKeys.map((key) => `/en-GB/c/audio/headphones?${key}=1`),
  ])("%s passes, for its policy", (url) => {
    expect(passes(url)).toBe(true);
  });

  test("are told apart by every query that is rewritten", () => {
    expect(filterKeys.length).toBeGreaterThan(3);
  });

  test.each(["/en-US/orders", "/en-US/c/audio", "/en-US/c/audio?utm_source=x"])("%s does not: it is kept", (url) => {
    expect(passes(url)).toBe(false);
  });

  test("carry a nonce of their own, on the request for Next and on the reply for the browser", async () => {
    const [one, other] = [await answer("/en-US/cart", ""), await answer("/en-US/cart", "")];
    const policy = one.headers.get("content-security-policy") ?? "";
    expect(policy).toMatch(/script-src 'self' 'nonce-[A-Za-z0-9+/]{22}==' /);
    expect(policy).toContain("form-action 'self' http://127.0.0.1:4242 https://checkout.stripe.com");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline/);
    expect(one.headers.get("x-middleware-request-content-security-policy")).toBe(policy);
    expect(other.headers.get("content-security-policy")).not.toBe(policy);
  });
});

describe("a page is made whole before its first byte", () => {
  const robot = "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)";
  const toldNext = async (path: string, headers: Record<string, string>) =>
    (await proxy(new NextRequest(`http://shop.test/en-US${path}`, { headers }))).headers.get(
      "x-middleware-request-user-agent",
    );
  const document = { accept: "text/html,*/*;q=0.8", "user-agent": "Mozilla/5.0" };
  const data = { accept: "*/*", "user-agent": "Mozilla/5.0" };

  test("where it is made for the request, so that its status is true, and robots find its title", async () => {
    for (const path of ["/admin/sign-in", "/search?q=tea", "/cart"]) {
      expect(await toldNext(path, document), path).toMatch(new RegExp(wholePageMark));
      expect(await toldNext(path, { ...data, "user-agent": robot }), path).toMatch(new RegExp(wholePageMark));
    }
  });

  test("but not the data of a script's router", async () => {
    for (const headers of [data, { ...document, "sec-fetch-dest": "empty" }])
      expect(await toldNext("/admin/sign-in", headers)).not.toMatch(new RegExp(wholePageMark));
  });

  test("and by its mark alone: robots get filled pages as all others do", () => {
    expect(nextConfig.htmlLimitedBots?.test(`Mozilla/5.0 ${wholePageMark}`)).toBe(true);
    expect(nextConfig.htmlLimitedBots?.test(robot)).toBe(false);
  });
});

test.each(["browse", "browse/", "cart/x", "checkout/x", "drop/x/y", "orders/not/here", "search/x/y"])(
  "/en-US/%s is no page: what says so keeps its own policy and is kept by nobody",
  async (path) => {
    const { headers } = await answer(`/en-US/${path}`, "");
    expect(headers.get("x-middleware-next")).toBe("1");
    expect(headers.get("content-security-policy")).toBeNull();
    expect(headers.get("cache-control")).toBeNull();
  },
);

describe("the back room", () => {
  const enter = async (cookie: string, headers: Record<string, string> = {}) => {
    const sent = { ...headers, cookie: `${sessionCookie().name}=${cookie}` };
    const reply = await proxy(new NextRequest("http://shop.test/de-DE/admin/orders?q=a", { headers: sent }));
    return reply.headers.get("location") ?? reply.headers.get("x-middleware-next");
  };
  const signIn = "http://shop.test/de-DE/admin/sign-in?returnTo=%2Fde-DE%2Fadmin%2Forders%3Fq%3Da";

  test("whose session holds comes in; whose ended is led to the sign-in, also without a script", async () => {
    const { merchantId } = await makeWorld(database.db);
    const person = { email: "ada@example.com", name: "Ada", password: "a long enough one", merchantIds: [merchantId] };
    const made = await createStaff(database.db, { ...person, operator: false }, new Date());
    if (!made.ok) throw new Error(made.error.code);
    const { staffId } = made.value;
    const { sessionEpoch } = await database.db.staffAccount.findUniqueOrThrow({
      where: { staffId },
      select: { sessionEpoch: true },
    });
    const write = (secret: string, maxAge: number) =>
      encode({ token: { sub: staffId, epoch: sessionEpoch }, secret, maxAge });
    const secret = process.env.AUTH_SECRET ?? "";
    const held = await write(secret, 60);
    expect(await enter(held)).toBe("1");
    for (const other of ["bogus", await write("another secret, as long as the other", 60), await write(secret, -60)])
      expect(await enter(other)).toBe(signIn);
    await endSessions(database.db, staffId, new Date());
    expect(await enter(held)).toBe(signIn);
    // A script's router is led by the page, which knows the place within it.
    expect(await enter(held, { "sec-fetch-dest": "empty" })).toBe("1");
  });
});

test("what is posted goes to its page, and what that answers is kept by nobody", async () => {
  for (const path of [
    "/en-US/orders/abc",
    "/en-US/drop/abc",
    "/en-US/c/no/such?f=color:sage",
    "/en-US/browse/audio",
    "/en-US/search?q=delivery",
    "/en-US/admin",
  ]) {
    const { headers } = await proxy(new NextRequest(`http://shop.test${path}`, { method: "POST" }));
    expect(headers.get("x-middleware-next"), path).toBe("1");
    expect(headers.get("cache-control"), path).toBe("private, no-store");
  }
});

describe("a filtered list", () => {
  test("of no category is answered by the category's own address, which says 404", async () => {
    for (const path of ["no/such/place", "%E0%A4", "a%00b", "__proto__", "%27%20or%201=1"]) {
      const reply = await answer(`/en-US/c/${path}?f=color:sage&page=2`, "");
      expect(reply.headers.get("x-middleware-rewrite")).toBe(`http://shop.test/en-US/c/${path}`);
    }
  });

  test("of a category goes on; by its path in another language it leads to this one's, with what was chosen", async () => {
    const { categoryId } = await writeProduct(database.db, new Date());
    const translation = { categoryId, name: "Tee", description: "" };
    await database.db.categoryTranslation.createMany({
      data: [
        { ...translation, language: "de", path: "küche/tee" },
        { ...translation, language: "ja", path: "キッチン/お茶" },
      ],
    });
    await database.db.categoryPath.create({ data: { language: "de", path: "küche/tee", categoryId } });
    const own = await answer("/de-DE/c/k%C3%BCche/tee?f=color:sage", "");
    expect(own.headers.get("x-middleware-rewrite")).toBeNull();
    expect(own.headers.get("x-middleware-next")).toBe("1");
    const led = await answer("/ja-JP/c/k%C3%BCche/tee?f=color:sage&page=2", "");
    expect([led.status, led.headers.get("location")]).toEqual([
      308,
      `http://shop.test${encodeURI("/ja-JP/c/キッチン/お茶")}?f=color:sage&page=2`,
    ]);
    // It may be called so again: no browser keeps it for good.
    expect(led.headers.get("cache-control")).toMatch(/max-age=0/);
    const fetched = new NextRequest("http://shop.test/ja-JP/c/k%C3%BCche/tee?page=2", {
      headers: { "sec-fetch-dest": "empty" },
    });
    expect((await proxy(fetched)).headers.get("x-middleware-next")).toBe("1");
  });

  test("has one address: the room where it is made leads there", async () => {
    const reply = await answer("/en-US/browse/audio/head%20phones?page=2", "");
    expect([reply.status, reply.headers.get("location")]).toEqual([
      308,
      "http://shop.test/en-US/c/audio/head%20phones?page=2",
    ]);
    const written = await answer("/en-US/browse/audio?f=color%3Asage&price=10-20", "");
    expect(written.headers.get("location")).toBe("http://shop.test/en-US/c/audio?f=color:sage&price=10-20");
  });

  test("and what was searched are kept for seconds by whoever carries them, a page of one's own is not", async () => {
    const kept = async (path: string) => (await answer(path, "")).headers.get("cache-control");
    expect(await kept("/en-US/search?q=tea")).toMatch(/^public, .*s-maxage=\d+/);
    const { categoryId } = await writeProduct(database.db, new Date());
    const category = await database.db.categoryTranslation.findFirstOrThrow({
      where: { categoryId, language: "en" },
      select: { path: true },
    });
    expect(await kept(`/en-US/c/${category.path}?page=2`)).toMatch(/^public, .*s-maxage=\d+/);
    for (const own of ["/en-US/cart", "/en-US/checkout", "/en-US/admin/sign-in"])
      expect(await kept(own), own).toBe("private, no-store");
  });
});

describe("a search", () => {
  const led = async (query: string, headers: Record<string, string> = {}) => {
    const reply = await proxy(new NextRequest(`http://shop.test/de-DE/search?${query}`, { headers }));
    return reply.status === 307 ? reply.headers.get("location") : null;
  };

  test("whose words ask for a page is led there before a list begins", async () => {
    expect(await led("q=retoure")).toMatch(/^http:\/\/shop\.test\/de-DE\/help#/);
    const { categoryId } = await writeProduct(database.db, new Date());
    await database.db.categoryTranslation.create({
      data: { categoryId, language: "de", path: "küche/kannen", name: "Kannen", description: "" },
    });
    const staff = { staffId: newId(), name: "Kim", merchantId: newId(), operator: true };
    const input = { query: "kanne", language: "" as const, match: "exact" as const, startsAt: null, endsAt: null };
    const target = { kind: "category" as const, categoryId };
    await createRule(database.db, staff, { ...input, target, owner: "shop" }, new Date());
    forgetRules();
    expect(await led("q=Kannen")).toBe(`http://shop.test${encodeURI("/de-DE/c/küche/kannen")}`);
  });

  test("for goods goes on, as do words meant as they are, and a script's router, whose page knows the way", async () => {
    expect(await led("q=kessel")).toBeNull();
    expect(await led("q=retoure&exact=1")).toBeNull();
    expect(await led("q=retoure", { "sec-fetch-dest": "empty" })).toBeNull();
    expect(await led("")).toBeNull();
  });
});

test("what isn't there yet is kept for no longer than a list", async () => {
  for (const path of ["/en-US/drop/1CWfg49SfdVdcmDdySEAKA", "/en-US/orders/abc", "/en-US/c/no/such?f=color:sage"]) {
    const { headers } = await answer(path, "");
    expect(headers.get("x-middleware-rewrite"), path).not.toBeNull();
    expect(headers.get("cache-control"), path).toBe("public, max-age=0, s-maxage=10");
  }
});

test("an order's link we did not sign leads to the page that isn't there, which leads nowhere else", async () => {
  const nowhere = "http://shop.test/en-US/orders/not/here";
  expect((await answer("/en-US/orders/abc", "")).headers.get("x-middleware-rewrite")).toBe(nowhere);
  const reply = await answer("/en-US/orders/not/here", "");
  expect(reply.headers.get("x-middleware-rewrite")).toBeNull();
  expect(reply.headers.get("x-middleware-next")).toBe("1");
});

test("a waiting room that isn't there leads to the same page, one that is to itself", async () => {
  const nowhere = "http://shop.test/ja-JP/orders/not/here";
  const { productId } = await writeProduct(database.db, new Date());
  for (const id of ["abc", "%25ff", shortId(newId()), shortId(productId)])
    expect((await answer(`/ja-JP/drop/${id}`, "")).headers.get("x-middleware-rewrite"), id).toBe(nowhere);
  await database.db.drop.create({
    data: { productId, dropId: newId(), status: "open", opensAt: new Date(), updatedAt: new Date() },
  });
  const reply = await answer(`/ja-JP/drop/${shortId(productId)}`, "");
  expect(reply.headers.get("x-middleware-rewrite")).toBeNull();
  expect(reply.headers.get("x-middleware-next")).toBe("1");
});
