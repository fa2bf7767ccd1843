import { readFileSync } from "node:fs";
import { attributes } from "./attributes.ts";
import type { DemoCatalog, DemoProduct } from "./catalog.ts";
import type { CategoryIdea, Department, Localized, ProductIdea } from "./idea.ts";
import { merchants } from "./merchants.ts";
import { specLabels } from "./spec-labels.ts";

const languages = ["en", "de", "ja"] as const;
const variantsMax = 20;

/** Every mistake in what people wrote, one line each, beginning with the category or the product it is in. */
export function checkDepartments(departments: Department[]): string[] {
  const categories = departments.flatMap((department) => department.categories);
  const products = departments.flatMap((department) => department.products);
  const leaves = new Set(categories.filter(({ key }) => key.includes("/")).map(({ key }) => key));
  const emoji = productEmoji();
  return [
    ...categories.flatMap((category) =>
      checkCategory(category, emoji).map((mistake) => `category ${category.key}: ${mistake}`),
    ),
    ...products.flatMap((idea) =>
      checkIdea(idea, leaves, emoji).map((mistake) => `${idea.category.split("/")[0]} ${idea.handle}: ${mistake}`),
    ),
    ...repeated(categories.map(({ key }) => [key, key])).map((twice) => `category key used twice: ${twice}`),
    ...repeated(products.map(({ handle }) => [handle, handle])).map((twice) => `handle used twice: ${twice}`),
    ...languages.flatMap((language) =>
      repeated(products.map(({ handle, body }) => [body[language], handle])).map(
        (twice) => `same ${language} body: ${twice}`,
      ),
    ),
  ];
}

/** Mistakes that show only once the ideas are expanded. */
export function checkCatalog({ categories, products }: DemoCatalog): string[] {
  const variants = products.flatMap((product) => product.variants.map((variant) => ({ product, variant })));
  return [
    ...repeated(variants.map(({ product, variant }) => [variant.sku, product.handle])).map(
      (twice) => `SKU used twice: ${twice}`,
    ),
    ...repeated(variants.map(({ product, variant }) => [variant.barcode, product.handle])).map(
      (twice) => `barcode used twice: ${twice}`,
    ),
    ...languages.flatMap((language) => [
      ...repeated(products.map(({ slug, handle }) => [slug[language], handle])).map(
        (twice) => `same ${language} product slug: ${twice}`,
      ),
      ...repeated(categories.map(({ slug, parentId, key }) => [`${parentId ?? ""}/${slug[language]}`, key])).map(
        (twice) => `same ${language} category slug: ${twice}`,
      ),
    ]),
    ...products.flatMap((product) => checkProduct(product).map((mistake) => `${product.handle}: ${mistake}`)),
  ];
}

function checkCategory({ emoji, hue, name, slug, description }: CategoryIdea, known: Set<string>): string[] {
  const latin = /^[a-z0-9]+(-[a-z0-9]+)*$/;
  return [
    ...checkTexts({ name, slug, description }),
    ...when(!known.has(emoji), `unknown emoji ${emoji}`),
    ...when(!(hue >= 0 && hue < 360), `hue ${hue}`),
    ...when(!latin.test(slug.en) || !latin.test(slug.de), `slug ${slug.en} / ${slug.de} is not lower-case ASCII`),
    ...when(/[\s/?#%&]/.test(slug.ja), `Japanese slug ${slug.ja} doesn't fit a URL`),
    ...when(description.en === description.de || description.en === description.ja, "description not translated"),
  ];
}

function checkIdea(idea: ProductIdea, leaves: Set<string>, emoji: Set<string>): string[] {
  const chosen = Object.entries({ ...idea.attributes, ...idea.options });
  const specTexts = Object.fromEntries(
    Object.entries(idea.specs).filter((entry): entry is [string, Localized] => typeof entry[1] !== "string"),
  );
  return [
    ...when(!leaves.has(idea.category), `unknown leaf category ${idea.category}`),
    ...when(!merchants.some(({ key }) => key === idea.merchant), `unknown merchant ${idea.merchant}`),
    ...when(!emoji.has(idea.emoji), `unknown emoji ${idea.emoji}`),
    ...when(!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(idea.handle), "handle is not lower-case ASCII"),
    ...when(idea.brand.trim() === "", "no brand"),
    ...checkTexts({ title: idea.title, headline: idea.headline, body: idea.body, ...specTexts }),
    ...(["headline", "body"] as const).flatMap((field) =>
      when(idea[field].de === idea[field].en || idea[field].ja === idea[field].en, `${field} not translated`),
    ),
    ...when(idea.title.ja === idea.title.en, "Japanese title not translated"),
    ...Object.keys(idea.specs).flatMap((key) => when(!specLabels[key], `unknown spec label ${key}`)),
    ...chosen.flatMap(([key, values]) =>
      values.flatMap((value) => when(!attributes[key]?.values[value], `unknown attribute ${key}=${value}`)),
    ),
    ...Object.entries(idea.surcharge ?? {}).flatMap(([key, values]) =>
      Object.keys(values).flatMap((value) =>
        when(!idea.options?.[key]?.includes(value), `surcharge for ${key}=${value}, which isn't offered`),
      ),
    ),
    ...(idea.missing ?? []).flatMap((gap) =>
      Object.entries(gap).flatMap(([key, value]) =>
        when(!idea.options?.[key]?.includes(value), `missing ${key}=${value}, which isn't offered`),
      ),
    ),
    ...when(!Number.isInteger(idea.price) || idea.price < 100 || idea.price > 1_000_000, `price ${idea.price}`),
    ...when(
      idea.was !== undefined && (idea.was <= idea.price || idea.was > idea.price * 2),
      `was ${idea.was}, is ${idea.price}`,
    ),
    ...when(!(idea.weight > 0 && idea.weight < 200_000), `weight ${idea.weight}`),
    ...when(!(idea.popularity >= 0 && idea.popularity <= 100), `popularity ${idea.popularity}`),
    ...when(!(idea.age >= 0 && idea.age <= 1000), `age ${idea.age}`),
  ];
}

function checkProduct({ variants, images, slug }: DemoProduct): string[] {
  return [
    ...when(variants.length === 0 || variants.length > variantsMax, `${variants.length} variants`),
    ...when(images.length < 2, `${images.length} pictures`),
    ...languages.flatMap((language) => when(slug[language] === "", `empty ${language} slug`)),
    ...variants.flatMap(({ sku, prices, compareAt }) =>
      Object.entries(prices).flatMap(([currency, price]) => {
        const before = Object.entries(compareAt).find(([key]) => key === currency)?.[1];
        return when(
          price <= 0 || !Number.isInteger(price) || (before !== undefined && before <= price),
          `${sku} costs ${price} ${currency}, was ${before ?? "–"}`,
        );
      }),
    ),
  ];
}

function checkTexts(texts: Record<string, Localized>): string[] {
  return Object.entries(texts).flatMap(([field, text]) =>
    languages.flatMap((language) =>
      when(
        text[language].trim() === "" || text[language] !== text[language].trim(),
        `${field}.${language} is empty or padded`,
      ),
    ),
  );
}

function productEmoji(): Set<string> {
  const listed: unknown = JSON.parse(readFileSync(new URL("./product-emoji.json", import.meta.url), "utf8"));
  if (!Array.isArray(listed)) throw new Error("product-emoji.json holds no list");
  return new Set(listed.map((entry: { file: string }) => entry.file.replace(/\.webp$/, "")));
}

function repeated(pairs: [value: string, owner: string][]): string[] {
  const owners = new Map<string, string[]>();
  for (const [value, owner] of pairs) owners.set(value, [...(owners.get(value) ?? []), owner]);
  return [...owners]
    .filter(([, all]) => all.length > 1)
    .map(([value, all]) => `“${value.slice(0, 60)}” (${all.join(", ")})`);
}

const when = (wrong: boolean, mistake: string) => (wrong ? [mistake] : []);
