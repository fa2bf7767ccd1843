import type { Db, Tx } from "@/lib/db/client";
import { currencyCodes } from "@/lib/i18n/markets";
import { composeEntry } from "@/lib/search/compose-entry";
import { composePrices } from "@/lib/search/compose-prices";
import { composeTexts } from "@/lib/search/compose-texts";
import { readSources } from "@/lib/search/read-sources";
import type { Listing } from "@/lib/search/write-listing";

/** What lists and search should know of these products, from their families; nothing of one that is gone. */
export async function composeListing(tx: Tx | Db, productIds: readonly string[]): Promise<Listing> {
  const { products, merchantNames, categories, labels } = await readSources(tx, productIds);
  const listed = products.map((product) => {
    const merchantName = merchantNames.get(product.merchantId) ?? "";
    const lineage = categories.lineage.get(product.categoryId) ?? [];
    return { product, merchantName, lineage, prices: composePrices(product, currencyCodes) };
  });
  return {
    entries: listed.map((one) => composeEntry(one, one.prices, labels.swatches)),
    texts: listed.flatMap((one) => composeTexts(one, one.prices, categories.names, labels.texts)),
    prices: listed.flatMap(({ prices }) => prices),
  };
}
