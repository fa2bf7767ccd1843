import { slugOf } from "@/lib/catalog/slug";
import { newId } from "@/lib/core/ids";
import type { Currency } from "@/lib/core/money";
import type { Language } from "@/lib/i18n/markets";
import { cleanHtml } from "./clean-html";
import { type Fault, type Note, remark } from "./fault";
import type { ImportProduct } from "./import-product";
import { planPictures } from "./plan-pictures";
import { planStock } from "./plan-stock";
import { planVariants } from "./plan-variants";
import type { PresentProduct } from "./read-present";
import type { ResolvedProduct } from "./resolve-references";
import type { ProductRows } from "./rows";

export interface Plan {
  merchantId: string;
  language: Language;
  currency: Currency;
  now: Date;
}

/** A product to be written, with what its words are called here. */
export interface Prepared {
  product: ImportProduct;
  resolved: ResolvedProduct;
  importHash: string;
}

/** The rows that make the database say what the file says. Pure: reads nothing, writes nothing. */
export function planProduct(
  { product, resolved, importHash }: Prepared,
  present: PresentProduct | undefined,
  plan: Plan,
): { rows: ProductRows; notes: Note[] } | Fault {
  const { merchantId, language, currency, now } = plan;
  const productId = present?.productId ?? newId();
  const variants = planVariants(product, resolved, present, productId);
  if (variants.held) return remark(product.line, "variant_held", product.handle, { found: variants.held.sku });
  const stock = planStock(product, variants, { productId, merchantId }, now);
  const pictures = planPictures(product, resolved, present, productId);
  return {
    notes: stock.notes,
    rows: {
      productId,
      isNew: !present,
      links: [{ merchant_id: merchantId, handle: product.handle, product_id: productId, import_hash: importHash }],
      products: [
        {
          product_id: productId,
          merchant_id: merchantId,
          handle: product.handle,
          status: product.status,
          brand: product.brand,
          category_id: resolved.category.categoryId,
          tax_class: resolved.category.taxClass,
          hue: resolved.category.hue,
          option_keys: resolved.optionKeys,
          published_at: product.status === "active" ? now : null,
          created_at: now,
          updated_at: now,
        },
      ],
      texts: [
        {
          product_id: productId,
          language,
          title: product.title,
          slug: slugOf(product.title, slugOf(product.handle, "product")),
          description_html: cleanHtml(product.bodyHtml),
        },
      ],
      tags: resolved.tagKeys.map((key) => ({ product_id: productId, attribute_key: "tag", value_key: key })),
      variants: variants.rows,
      variantsGone: variants.gone.map(({ variantId }) => variantId),
      variantsRenamed: variants.renamed,
      prices: product.variants.map(({ amount, compareAtAmount }, index) => ({
        product_id: productId,
        variant_id: variants.ids[index] ?? "",
        currency,
        amount,
        compare_at_amount: compareAtAmount,
      })),
      levels: stock.levels,
      variantsBack: stock.variantsBack,
      variantsFewer: stock.variantsFewer,
      ledger: stock.ledger,
      pictures: pictures.rows,
      picturesGone: pictures.gone,
      picturesWanted: pictures.wanted,
    },
  };
}
