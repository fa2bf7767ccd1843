import { existsSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { builtInPage, builtInPaths } from "./built-in-pages";
import { toShopPath } from "./shop-path";

const origin = "https://shop.example";

it.each([
  ["/orders", "/orders"],
  [" /cart ", "/cart"],
  ["/", "/"],
  ["/en-US", "/"],
  ["/de-DE/c/audio/kopfhoerer", "/c/audio/kopfhoerer"],
  ["/c/audio/?sort=newest", "/c/audio?sort=newest"],
  ["/search?q=tea&f=color:sage", "/search?q=tea&f=color:sage"],
  ["/help#returns", "/help#returns"],
  ["/c/キッチン", "/c/%E3%82%AD%E3%83%83%E3%83%81%E3%83%B3"],
  ["https://shop.example/ja-JP/p/tea-1", "/p/tea-1"],
  ["/c/../orders", "/orders"],
])("leads to %s", (typed, led) => {
  expect(toShopPath(typed, origin)).toBe(led);
});

it.each([
  "",
  "orders",
  "//evil.example",
  "///evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "https://evil.example",
  "https://evil.example/orders",
  "https://shop.example.evil.example/orders",
  "https://shop.example@evil.example/orders",
  "https://user:pass@shop.example/orders",
  "http://shop.example/orders",
  "javascript:alert(1)",
  "data:text/html,x",
  "/en-US//evil.example",
  "/c//evil.example",
  "/c/..//evil.example",
  "/%2fevil.example",
  "/c/%2f%2fevil.example",
  "/c/%5cevil.example",
  "/.//evil.example",
  "/en-US/..//evil.example",
  "/admin",
  "/en-US/admin/orders",
  "/api/orders",
  "/media/x",
  "/checkout",
  "/no-such-page",
  "/c/\u202egnp",
])("leads nowhere from %j", (typed) => {
  expect(toShopPath(typed, origin)).toBeNull();
});

it("built-in pages are pages of the shop that exist", () => {
  expect(builtInPaths.length).toBeGreaterThan(3);
  for (const led of builtInPaths) {
    expect(toShopPath(led, origin)).toBe(led);
    const [page = ""] = led.slice(1).split(/[#?]/);
    expect([led, existsSync(path.join(process.cwd(), "app/[locale]/(shop)", page, "page.tsx"))]).toEqual([led, true]);
  }
});

it("built-in pages are asked for by their words and no others", () => {
  expect(builtInPage("en", "Returns")).toBe("/help#returns");
  expect(builtInPage("en", "return")).toBe("/help#returns");
  expect(builtInPage("en", "how to track my order")).toBe("/orders");
  expect(builtInPage("en", "track my order")).toBe("/orders");
  expect(builtInPage("de", "Rücksendung")).toBe("/help#returns");
  expect(builtInPage("de", "ruecksendung")).toBe("/help#returns");
  expect(builtInPage("ja", "返品")).toBe("/help#returns");
  expect(builtInPage("ja", "カート")).toBe("/cart");
  for (const goods of ["shopping bag", "order book", "cart wheel", "delivery bag"])
    expect(builtInPage("en", goods)).toBeNull();
});
