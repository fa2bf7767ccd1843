import { newId } from "../../lib/core/ids";
import type { Db } from "../../lib/db/client";
import { languageCodes } from "../../lib/i18n/markets";
import { brandFacet, splitFacetKey } from "../../lib/search/facet-key";
import { titleOf } from "./lines";
import type { MadeProduct } from "./make-products";

/** The product's own rows, which a generated catalog has only of those that are changed; anew where a run before left some. */
export async function writeFamily(db: Db, made: MadeProduct): Promise<void> {
  const { productId, brand, soldCount, prices, stock, codes } = made;
  const at = new Date(made.publishedAt);
  const merchantId = `00000000-0000-7000-9000-${String(made.merchant).padStart(12, "0")}`;
  await db.product.deleteMany({ where: { productId } });
  await db.product.create({
    data: {
      ...{ productId, merchantId, handle: productId, status: "active", brand, soldCount },
      ...{ categoryId: made.lineage.at(-1) ?? "", publishedAt: at, createdAt: at, updatedAt: at },
      translations: {
        create: languageCodes.map((language) => {
          const text = made.text(language);
          const descriptionHtml = text.description.map(({ surface }) => surface).join(" ");
          return { language, title: titleOf(text), slug: "p", descriptionHtml };
        }),
      },
      attributes: {
        create: made.facets.flatMap((key) => {
          const parts = splitFacetKey(key);
          return !parts || parts.facet === brandFacet ? [] : [{ attributeKey: parts.facet, valueKey: parts.value }];
        }),
      },
      variants: {
        create: {
          ...{ variantId: newId(), sku: codes[0] ?? productId, barcode: codes[1], position: 0 },
          prices: { create: Object.entries(prices).map(([currency, amount]) => ({ currency, amount })) },
          stock: { create: { locationId: merchantId, onHand: stock, updatedAt: at } },
        },
      },
    },
  });
}
