import { days } from "@/lib/core/clock";
import { type Language, languageCodes } from "../../lib/i18n/markets";
import { brandKey } from "../../lib/search/brand-key";
import { foldCode, squeezeCode } from "../../lib/search/read-code";
import { pick, randomFrom, zipf } from "./random";
import { makeVocabulary, Word } from "./vocabulary";

export interface MadeProduct {
  productId: string;
  merchant: number;
  brand: string;
  lineage: string[];
  facets: string[];
  codes: string[];
  stock: number;
  soldCount: number;
  rating: number;
  ratingCount: number;
  publishedAt: string;
  prices: Record<string, number>;
  text(language: Language): MadeText;
}

export interface MadeText {
  title: Word[];
  /** Names of brand, categories and property values: the weight B. */
  names: Word[];
  /** Those of its categories, which are among its names. */
  categories: Word[];
  description: Word[];
}

const departments = 24;
const categoriesEach = 8;
const leavesEach = 6;
const descriptionLength = 10;
const newest = Date.parse("2026-11-22T08:00:00Z");
const rates = { USD: 1, EUR: 0.9, JPY: 1.5 };

/** Facets of every product, then those only some departments have; how many values each has. */
const everywhere = { color: 24, material: 30, season: 4 };
const special = Array.from({ length: 12 }, (_, index) => ({ key: `trait-${index + 1}`, values: 6 + index * 3 }));

export interface World {
  vocabulary: ReadonlyMap<Language, readonly Word[]>;
  categories: { categoryId: string; lineage: string[]; place: number }[];
  attributes: { key: string; values: number }[];
  /** A product by its number, the same every time. */
  product(index: number): MadeProduct;
  /** What it sold, for who needs to know nothing else of every product. */
  soldCount(index: number): number;
  /** A property's value in words. */
  label(language: Language, key: string, value: number): Word;
  categoryName(language: Language, place: number): Word;
}

/** Departments, attributes, brands and a rule for each product: all that a generated catalog is. */
export function makeWorld(): World {
  const vocabulary = makeVocabulary();
  const english = vocabulary.get("en") ?? [];
  const wordAt = zipf(english.length, 5);
  const brandAt = zipf(3_000, 20);
  const categories = makeCategories();
  const leaves = categories.filter(({ lineage }) => lineage.length === 3);
  const leafAt = zipf(leaves.length, 8);
  const brands = Array.from({ length: 3_000 }, (_, index) => {
    const surface = `${english[59_000 - index * 7]?.surface ?? ""}${index % 3 ? "" : "co"}`;
    return { name: new Word("en", surface), key: brandKey(surface) };
  });
  const attributes = [...Object.entries(everywhere).map(([key, values]) => ({ key, values })), ...special];
  const order = new Map(attributes.map(({ key }, index) => [key, index]));

  const word = (language: Language, place: number): Word => {
    const words = vocabulary.get(language) ?? [];
    return words[place % words.length] ?? new Word(language, "");
  };
  // Values and categories are called by fairly common words, each by its own.
  const label = (language: Language, key: string, value: number) =>
    word(language, 40 + (order.get(key) ?? 0) * 61 + value);
  const categoryName = (language: Language, place: number) => word(language, 20 + place * 3);

  return {
    vocabulary,
    categories,
    attributes,
    label,
    categoryName,
    soldCount,
    product(index) {
      const random = randomFrom(index * 2 + 1);
      const brand = brands[brandAt(random)] ?? pick(random, brands);
      const leaf = leaves[leafAt(random)] ?? pick(random, leaves);
      const department = Math.floor(leaf.place / (1 + categoriesEach * (1 + leavesEach)));
      const chosen = (attributesOf[department] ?? []).flatMap(({ key, values }) => {
        const many = key === "color" ? 1 + Math.floor(random() * 3) : 1;
        return Array.from({ length: many }, () => ({ key, value: Math.floor(random() ** 2 * values) }));
      });
      const dollars = Math.round(Math.exp(1.2 + random() * 4.6)) + 0.99;
      const sold = soldCount(index);
      const sku = `GEN-${index.toString(36)}`;
      return {
        productId: idOf(index, random),
        merchant: Math.floor(random() * 500),
        brand: brand.name.surface,
        lineage: leaf.lineage,
        facets: [...new Set([brand.key, ...chosen.map(({ key, value }) => `${key}:v${value}`)])].sort(),
        codes: [foldCode(sku), squeezeCode(sku), foldCode(String(2_000_000_000_000 + index))],
        stock: random() < 0.08 ? 0 : 1 + Math.floor(random() * 200),
        soldCount: sold,
        rating: 300 + Math.floor(random() * 200),
        ratingCount: Math.floor(sold / 20),
        publishedAt: new Date(newest - days(Math.floor(random() * 1_000))).toISOString(),
        prices: Object.fromEntries(
          Object.entries(rates).map(([code, rate]) => [code, Math.round(dollars * 100 * rate)]),
        ),
        text(language) {
          const words = randomFrom(index * 16 + 3 + languageCodes.indexOf(language));
          const some = (count: number) => Array.from({ length: count }, () => word(language, wordAt(words)));
          const kind = categoryName(language, leaf.place);
          const categories = leaf.lineage.map((id) => categoryName(language, placeOf(id)));
          const names = [brand.name, ...categories, ...chosen.map(({ key, value }) => label(language, key, value))];
          const title = [brand.name, ...some(2 + Math.floor(words() * 3)), kind];
          return { title, names, categories, description: some(descriptionLength) };
        },
      };
    },
  };
}

const soldCount = (index: number): number => Math.min(900_000, Math.floor(3 * (randomFrom(index * 2)() ** -0.85 - 1)));

const attributesOf = Array.from({ length: departments }, (_, department) => [
  ...Object.entries(everywhere).map(([key, values]) => ({ key, values })),
  ...special.filter((_, index) => index % 4 === department % 4),
]);

/** Ids in the order of their numbers, as UUIDv7 comes in the order of time. */
function idOf(index: number, random: () => number): string {
  const hex = (digits: number) =>
    Math.floor(random() * 16 ** digits)
      .toString(16)
      .padStart(digits, "0");
  const time = (0x019a_0000_0000 + index).toString(16).padStart(12, "0");
  const tail = hex(6);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${tail.slice(0, 3)}-8${tail.slice(3)}-${hex(8)}${tail.slice(2)}`;
}

const categoryId = (place: number) => `00000000-0000-7000-8000-${place.toString(16).padStart(12, "0")}`;
const placeOf = (id: string) => Number.parseInt(id.slice(-12), 16);

/** A tree of three levels; a category's place tells where it stands. */
function makeCategories(): World["categories"] {
  const all: World["categories"] = [];
  const add = (parents: string[]) => {
    const id = categoryId(all.length);
    all.push({ categoryId: id, lineage: [...parents, id], place: all.length });
    return [...parents, id];
  };
  for (let department = 0; department < departments; department++) {
    const root = add([]);
    for (let category = 0; category < categoriesEach; category++) {
      const branch = add(root);
      for (let leaf = 0; leaf < leavesEach; leaf++) add(branch);
    }
  }
  return all;
}
