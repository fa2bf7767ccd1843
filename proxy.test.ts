import { unstable_doesMiddlewareMatch } from "next/experimental/testing/server";
import { NextRequest } from "next/server";
import { describe, expect, test } from "vitest";
import { locales } from "@/lib/i18n/markets";
import { config, proxy } from "./proxy";

const passes = (url: string) => unstable_doesMiddlewareMatch({ config, nextConfig: {}, url });

function answer(path: string, acceptLanguage: string) {
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
      "/_next/static/x.js",
      "/media/a/b.webp",
      "/robots.txt",
      "/sitemaps/de-DE/categories.xml",
    ]) {
      expect(passes(path)).toBe(false);
    }
  });

  test("everything else does", () => {
    for (const path of ["/", "/p/steel-teapot", "/en-us", "/xx-YY/c/audio", "/en-USA"]) expect(passes(path)).toBe(true);
  });

  test.each([
    ["/", "de-AT,de;q=0.9", "/de-DE"],
    ["/p/steel-teapot?x=1", "ja", "/ja-JP/p/steel-teapot?x=1"],
    ["/en-us/cart", "ja", "/en-US/cart"],
    ["/xx-YY/c/audio", "", "/en-US/xx-YY/c/audio"],
    ["//evil.test/x", "", "/en-US//evil.test/x"],
  ])("%s for %s → %s", (path, acceptLanguage, location) => {
    const reply = answer(path, acceptLanguage);
    expect(reply.status).toBe(307);
    expect(reply.headers.get("location")).toBe(`http://shop.test${location}`);
    expect(reply.headers.get("vary")).toBe("Accept-Language");
    expect(reply.headers.get("set-cookie")).toBeNull();
  });
});
