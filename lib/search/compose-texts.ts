import { pickTexts } from "@/lib/catalog/pick-texts";
import { type Language, languageCodes } from "@/lib/i18n/markets";
import { codeMarks } from "@/lib/search/code-marks";
import { facetsOf } from "@/lib/search/compose-entry";
import type { PriceRow } from "@/lib/search/compose-prices";
import { searchWords } from "@/lib/search/document";
import { headWords } from "@/lib/search/head-noun";
import { initialsOf } from "@/lib/search/initials";
import { marksOf } from "@/lib/search/marks";
import { cutBehind } from "@/lib/search/prepositions";
import { type Listed, optionPairs, type Texts } from "@/lib/search/read-sources";
import { writeDocument } from "@/lib/search/write-document";

/**
 * Rows of catalog_text: one in every language, in another's words where a translation is missing, so that lists need
 * no fallback of their own. Words are weighted by where they stand: title, names, summary, description.
 */
export function composeTexts(
  { product, merchantName, lineage }: Listed,
  prices: readonly PriceRow[],
  categoryNames: Map<string, Texts>,
  labels: Map<string, Texts>,
) {
  const values = [
    ...product.attributes.map(({ attributeKey, valueKey }) => `${attributeKey}:${valueKey}`),
    ...product.variants.flatMap(optionPairs).map(([key, value]) => `${key}:${value}`),
  ];
  const marks = [
    ...marksOf({ facets: facetsOf(product), lineage, prices, publishedAt: product.publishedAt }),
    ...codeMarks(product.variants.map(({ sku }) => sku)),
  ];
  return languageCodes.flatMap((language) => {
    const translation = pickTexts(product.translations, language);
    if (!translation) return [];
    const categories = lineage.map((id) => pick(categoryNames.get(id), language));
    const names = [...categories, ...[...new Set(values)].map((key) => pick(labels.get(key), language))];
    const { name, behind } = cutBehind(language, translation.title);
    const title = searchWords(language, name);
    const specs = Array.isArray(translation.specs) ? translation.specs.flatMap(specWords) : [];
    return {
      language,
      product_id: product.productId,
      title: translation.title,
      slug: translation.slug,
      document: writeDocument(
        {
          a: title,
          b: searchWords(
            language,
            [behind, product.brand, initialsOf(product.brand), merchantName, ...names].join(" "),
          ),
          c: searchWords(language, [translation.headline, ...specs].join(" ")),
          d: searchWords(
            language,
            translation.descriptionHtml.replace(/<[^>]*>/g, " ").replace(/&(?:#\d+|\w+);/g, " "),
          ),
        },
        marks,
        headWords(language, translation.title, title.split(" "), categories),
      ),
    };
  });
}

export type TextRow = ReturnType<typeof composeTexts>[number];

function pick(texts: Texts | undefined, language: Language): string {
  return texts?.get(language) ?? texts?.get("en") ?? texts?.values().next().value ?? "";
}

function specWords(spec: unknown): string[] {
  return typeof spec === "object" && spec !== null && "value" in spec && typeof spec.value === "string"
    ? [spec.value]
    : [];
}
