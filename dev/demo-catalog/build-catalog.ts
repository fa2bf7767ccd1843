import { days } from "@/lib/core/clock";
import { attributes } from "./attributes.ts";
import type { DemoCatalog, DemoCategory, DemoProduct } from "./catalog.ts";
import { between, chance, idFor } from "./chance.ts";
import { departments as allDepartments } from "./departments.ts";
import { type CategoryIdea, type Department, L, type Localized, type ProductIdea } from "./idea.ts";
import { makeVariants } from "./make-variants.ts";
import { merchants } from "./merchants.ts";
import { skuStems } from "./name-codes.ts";
import { front } from "./poses.ts";
import { japaneseSlug, latinSlug } from "./slug.ts";
import { specLabels } from "./spec-labels.ts";
import { image, takePictures } from "./take-pictures.ts";

/** The same departments and the same opening day give the same catalog, to the last id. */
export function buildCatalog(openedAt: Date, departments: Department[] = allDepartments): DemoCatalog {
  return {
    merchants: merchants.map((merchant) => ({ ...merchant, id: idFor(`merchant ${merchant.key}`) })),
    categories: departments.flatMap((department, i) => buildCategories(department, i)),
    attributes,
    products: buildProducts(departments, openedAt),
  };
}

function buildCategories({ categories }: Department, departmentPosition: number): DemoCategory[] {
  return categories.map(({ emoji, ...category }, i) => {
    const parent = parentKey(category);
    return {
      ...category,
      id: idFor(`category ${category.key}`),
      parentId: parent ? idFor(`category ${parent}`) : null,
      position: parent ? i - 1 : departmentPosition,
      image: image(front({ emoji }, 0), category.hue),
    };
  });
}

function parentKey(category: Pick<CategoryIdea, "key">): string {
  return category.key.split("/").slice(0, -1).join("/");
}

/** Neighbours in a list stand on different grounds. */
const hueTurns = [0, 45, -45, 110, -110, 160];

function buildProducts(departments: Department[], openedAt: Date): DemoProduct[] {
  const stemFor = skuStems();
  const seen = new Map<string, number>();
  const timesSeen = (key: string) => {
    const times = seen.get(key) ?? 0;
    seen.set(key, times + 1);
    return times;
  };
  return departments.flatMap(({ categories, products }) =>
    products.map((idea) => {
      const ground = categories.find(({ key }) => key === idea.category)?.hue ?? 0;
      const turn = hueTurns[timesSeen(`category ${idea.category}`) % hueTurns.length] ?? 0;
      const hue = (ground + turn + 360) % 360;
      const stance = idea.options?.color ? 0 : timesSeen(`emoji ${idea.emoji}`);
      return buildProduct(idea, hue, stance, stemFor(idea.brand, idea.handle), openedAt);
    }),
  );
}

function buildProduct(idea: ProductIdea, hue: number, stance: number, skuStem: string, openedAt: Date): DemoProduct {
  const next = chance(`product ${idea.handle}`);
  return {
    id: idFor(`product ${idea.handle}`),
    merchantKey: idea.merchant,
    handle: idea.handle,
    categoryKey: idea.category,
    brand: idea.brand,
    hue,
    title: idea.title,
    slug: L(latinSlug(idea.title.en), latinSlug(idea.title.de), japaneseSlug(idea.title.ja)),
    headline: idea.headline,
    descriptionHtml: each(idea.body, (text) => `<p>${escapeHtml(text)}</p>`),
    specs: Object.entries(idea.specs).flatMap(([key, value]) => {
      const label = specLabels[key];
      return label ? [{ label, value: typeof value === "string" ? L(value, value, value) : value }] : [];
    }),
    attributes: idea.attributes,
    options: Object.keys(idea.options ?? {}),
    variants: makeVariants(idea, skuStem),
    images: takePictures(idea, hue, stance),
    publishedAt: new Date(openedAt.getTime() - days(idea.age) - between(next, 0, 86_399) * 1000),
    soldCount: soldCount(idea, next),
  };
}

/** Few things sell most, and what came in last week hasn't sold a year's worth yet. */
function soldCount(idea: ProductIdea, next: () => number): number {
  const timeOnShelf = Math.min(1, 0.08 + idea.age / 240);
  return Math.round(2400 * (idea.popularity / 100) ** 2.4 * timeOnShelf * (0.85 + 0.3 * next()));
}

function each(text: Localized, change: (text: string) => string): Localized {
  return L(change(text.en), change(text.de), change(text.ja));
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}
