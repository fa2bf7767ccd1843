import { expect, it } from "vitest";
import { locales } from "@/lib/i18n/markets";
import { writeRobots } from "./write-robots";

const lines = writeRobots("https://shop.example/sitemap.xml").split("\n");

/** As RFC 9309 reads a rule: the beginning of an address, `*` any characters of it, `$` its end. */
const rules = lines
  .filter((line) => line.startsWith("Disallow: "))
  .map((line) => line.slice("Disallow: ".length))
  .map((path) => RegExp.escape(path).replaceAll("\\*", ".*").replace(/\\\$$/, "$"))
  .map((pattern) => new RegExp(`^${pattern}`));

const isShut = (address: string): boolean => rules.some((rule) => rule.test(address));

it.each([
  "",
  "/p/cartridge-pen-1",
  "/p/searchlight-1",
  "/p/checkout-counter-display-1",
  "/p/admin-desk-1",
  "/c/office/cartridges",
  "/c/search-and-rescue",
  "/c/audio?page=2",
  "/c/audio?f=color:sage&page=2",
  "/orders",
  "/help",
])("crawlers may ask for %s of any market", (path) => {
  for (const locale of locales) expect([locale, isShut(`/${locale}${path}`)]).toEqual([locale, false]);
});

it.each([
  "/cart",
  "/cart?code=x",
  "/checkout",
  "/checkout/done",
  "/orders/1a2b",
  "/admin",
  "/admin/orders",
  "/search",
  "/search?q=tea",
  "/c/audio?f=color:sage&f=color:sand",
  "/c/audio?f=color:sage&page=2&f=size:m",
  "/c/audio?price=40-260",
  "/c/audio?page=2&sort=newest",
  "/c/audio?stock=1",
  "/c/audio?all=brand",
])("crawlers may not ask for %s of any market", (path) => {
  for (const locale of locales) expect([locale, isShut(`/${locale}${path}`)]).toEqual([locale, true]);
});

it("holds for every crawler, and shuts what is no page", () => {
  expect(lines.filter((line) => line.startsWith("User-agent"))).toEqual(["User-agent: *"]);
  expect(["/api/search?q=tea", "/switch/de-DE?to=/"].map(isShut)).toEqual([true, true]);
  expect(["/", "/sitemap.xml", "/media/tea.avif"].map(isShut)).toEqual([false, false, false]);
  expect(lines).toContain("Sitemap: https://shop.example/sitemap.xml");
});
