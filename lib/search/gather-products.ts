import { z } from "zod";
import { nilId } from "@/lib/core/ids";
import type { Db } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";
import type { TrieEntry } from "./build-trie";
import { countPhrases, type PhraseCounter } from "./count-phrases";
import { foldKeys } from "./fold-prefix";
import { nameKeys } from "./name-keys";
import { headOf, type SoldFor, soldFor } from "./sold-for";

/** Completed from memory; the rest of a larger catalog sells less, and the engine answers for it. */
const productsMax = 20_000;
/** Titles that are read for words and brands. */
const titlesMax = 200_000;
const pageSize = 5_000;

export interface GatheredProducts {
  products: TrieEntry[];
  /** All the active products are among them. */
  whole: boolean;
  phrases: PhraseCounter;
  /** Brand → products of it, and what any of them can be bought for. */
  brands: Map<string, { products: number; sold: SoldFor }>;
}

/** Reads what is on sale, best sellers first: products to complete to, and the words and brands they are known by. */
export async function gatherProducts(db: Db, language: Language): Promise<GatheredProducts> {
  const products: Named[] = [];
  const phrases = countPhrases(language);
  const brands: GatheredProducts["brands"] = new Map();
  let titles = 0;
  for await (const { productId, title, brand, prices, ...sales } of onSale(db, language)) {
    titles += 1;
    const { whole, later } = nameKeys(language, title);
    const sold = soldFor(prices);
    const keys = [...new Set([...whole, ...later, ...foldKeys(brand)])].map((key) => headOf(sold) + key);
    if (titles <= productsMax) products.push({ value: productId, keys, ...sales });
    phrases.add(title, sold);
    if (brand) {
      const known = brands.get(brand) ?? { products: 0, sold: 0 };
      brands.set(brand, { products: known.products + 1, sold: known.sold | sold });
    }
    if (titles >= titlesMax) break;
  }
  return { products: weigh(products), whole: titles <= productsMax, phrases, brands };
}

interface Named extends Omit<TrieEntry, "weight"> {
  inStock: boolean;
  demand: number;
  soldCount: number;
}

/**
 * What can be had comes before what can't, then what sells now, then what has sold. Where in a title it stands says little:
 * many begin with a name, and who types "head" wants headphones rather than the Headland umbrella.
 */
const weigh = (products: readonly Named[]): TrieEntry[] =>
  products
    .toSorted((a, b) => Number(b.inStock) - Number(a.inStock) || b.demand - a.demand || b.soldCount - a.soldCount)
    .map(({ value, keys }, place) => ({ value, keys, weight: -place }));

const rows = z.array(
  z.object({
    productId: z.string(),
    title: z.string(),
    brand: z.string(),
    soldCount: z.number(),
    /** Baskets it was in, those of long ago counting less (count-purchases.ts). */
    demand: z.number(),
    inStock: z.boolean(),
    /** The currencies it has a price in. */
    prices: z.array(z.string()),
  }),
);

async function* onSale(db: Db, language: Language): AsyncGenerator<z.infer<typeof rows>[number]> {
  let after = { soldCount: 2_147_483_647, productId: nilId };
  for (;;) {
    const page = rows.parse(
      await db.$queryRaw`
        select e.product_id as "productId", t.title, e.brand, e.sold_count as "soldCount", e.in_stock as "inStock",
          coalesce(d.weight, 0) as demand, array(select jsonb_object_keys(e.amounts)) as prices
        from catalog_entry e join catalog_text t on t.language = ${language} and t.product_id = e.product_id
        left join product_demand d on d.product_id = e.product_id
        where e.status = 'active' and e.sold_count <= ${after.soldCount}
          and (e.sold_count < ${after.soldCount} or e.product_id > ${after.productId}::uuid)
        order by e.sold_count desc, e.product_id limit ${pageSize}`,
    );
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < pageSize) return;
    after = last;
  }
}
