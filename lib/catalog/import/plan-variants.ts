import { newId } from "@/lib/core/ids";
import type { ImportProduct } from "./import-product";
import type { PresentProduct, PresentVariant } from "./read-present";
import type { ResolvedProduct } from "./resolve-references";
import type { VariantRow } from "./rows";

export interface PlannedVariants {
  rows: VariantRow[];
  /** One for each of the product's variants. */
  ids: string[];
  /** What each was before; undefined for a new one. */
  before: (PresentVariant | undefined)[];
  gone: PresentVariant[];
  /** Whose SKU is another now. */
  renamed: string[];
  /** One that the file no longer has, but an open order holds. */
  held: PresentVariant | undefined;
}

/** A variant stays the same one while its options do, else while its SKU does: carts and orders know it by its id. */
export function planVariants(
  product: ImportProduct,
  resolved: ResolvedProduct,
  present: PresentProduct | undefined,
  productId: string,
): PlannedVariants {
  const left = new Map((present?.variants ?? []).map((variant) => [variant.variantId, variant]));
  const take = (wanted: PresentVariant | undefined) => {
    if (wanted) left.delete(wanted.variantId);
    return wanted;
  };
  const options = product.variants.map(({ optionValues }) =>
    Object.fromEntries(
      resolved.optionKeys.map((key, index) => [key, resolved.optionValue(index, optionValues[index] ?? "")]),
    ),
  );
  const byOptions = new Map([...left.values()].map((variant) => [optionsKey(variant.options), variant]));
  const sameOptions = options.map((chosen) => take(byOptions.get(optionsKey(chosen))));
  const bySku = new Map([...left.values()].map((variant) => [variant.sku, variant]));
  const before = product.variants.map(({ sku }, index) => sameOptions[index] ?? take(bySku.get(sku)));
  const ids = before.map((variant) => variant?.variantId ?? newId());
  const gone = [...left.values()];
  return {
    ids,
    before,
    gone,
    renamed: before.flatMap((variant, index) =>
      variant && variant.sku !== product.variants[index]?.sku ? [variant.variantId] : [],
    ),
    held: gone.find(({ held }) => held > 0),
    rows: product.variants.map(({ sku, barcode, grams }, position) => ({
      product_id: productId,
      variant_id: ids[position] ?? "",
      sku,
      barcode,
      options: options[position] ?? {},
      weight_grams: grams,
      position,
    })),
  };
}

const optionsKey = (options: Record<string, string>): string => JSON.stringify(Object.entries(options).sort());
