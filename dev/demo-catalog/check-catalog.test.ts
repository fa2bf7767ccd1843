import { expect, test } from "vitest";
import { buildCatalog } from "./build-catalog.ts";
import { checkCatalog, checkDepartments } from "./check-catalog.ts";
import { departments } from "./departments.ts";
import type { Department } from "./idea.ts";
import { checkDigit } from "./name-codes.ts";
import { setPrices } from "./set-prices.ts";

const openedAt = new Date("2026-03-01T08:00:00Z");
const catalog = buildCatalog(openedAt);

test("every key exists, every text is there in three languages, nothing is there twice", () => {
  expect(checkDepartments(departments)).toEqual([]);
});

test("the expanded catalog has unique codes and slugs, sane prices and enough pictures", () => {
  expect(checkCatalog(catalog)).toEqual([]);
});

test("it is a whole shop: 480 products and more, in departments of several categories", () => {
  expect(catalog.products.length).toBeGreaterThanOrEqual(480);
  expect(catalog.categories.filter(({ parentId }) => parentId === null).length).toBeGreaterThanOrEqual(14);
});

test("building it twice changes nothing, not even an id", () => {
  expect(buildCatalog(openedAt)).toEqual(catalog);
});

test("ids are UUIDs of version 7 and all different", () => {
  const ids = [...catalog.products, ...catalog.products.flatMap(({ variants }) => variants), ...catalog.categories].map(
    ({ id }) => id,
  );
  expect(ids.filter((id) => !/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toEqual(
    [],
  );
  expect(new Set(ids).size).toBe(ids.length);
});

test("nothing was published after the shop opened, and a sold-out product exists", () => {
  expect(catalog.products.filter(({ publishedAt }) => publishedAt > openedAt)).toEqual([]);
  expect(catalog.products.some(({ variants }) => variants.every(({ onHand }) => onHand === 0))).toBe(true);
});

test("prices end as each market ends them", () => {
  expect(setPrices(18900)).toEqual({ USD: 18900, EUR: 20500, GBP: 17900, JPY: 31000 });
  expect(setPrices(1200)).toEqual({ USD: 1200, EUR: 1290, GBP: 1150, JPY: 1980 });
  expect(setPrices(400)).toEqual({ USD: 400, EUR: 390, GBP: 395, JPY: 650 });
});

test("a barcode's check digit is the GS1 one", () => {
  expect(checkDigit("400638133393")).toBe("1");
});

test("the checks see what is wrong", () => {
  const [first] = departments;
  const [idea] = first?.products ?? [];
  if (!first || !idea) throw new Error("no department to spoil");
  const spoiled: Department = { ...first, products: [{ ...idea, emoji: "1f4a9", was: 1, merchant: "nobody" }, idea] };
  const mistakes = checkDepartments([spoiled]).join("\n");
  for (const sign of ["unknown emoji 1f4a9", "was 1", "unknown merchant nobody", "handle used twice", "same ja body"])
    expect(mistakes).toContain(sign);
});
