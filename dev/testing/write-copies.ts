import type { Db } from "@/lib/db/client";
import { indexProducts } from "@/lib/search/index-products";
import { type TestProduct, writeProduct } from "./write-product";

/**
 * A large catalog in no time: a product and so many copies of it in the lists alone. Each sells as often as its number says
 * and costs the opposite; every tenth is a "mug", one in 30 a "bowl", one in 90 a "plate", one in a thousand "rare", the
 * least sold of all "lonely". Copy `i` is the product `md5(i)`, titled "Gizmo i".
 */
export async function writeCopies(db: Db, copies: number): Promise<TestProduct> {
  const product = await writeProduct(db, new Date("2026-11-22T08:00:00Z"));
  await indexProducts(db, [product.productId]);
  const copy = `(select md5(i::text)::uuid as id, i from generate_series(1, ${copies}) i) c`;
  for (const statement of [
    `insert into catalog_entry (product_id, merchant_id, merchant_name, handle, status, brand, lineage, facets, swatches, hue, variant_count, stock, in_stock, amounts, sold_count, rating_count, rating, published_at, updated_at)
     select c.id, merchant_id, merchant_name, 'c' || i, 'active', brand, lineage, array['brand:copied', 'color:' || case when i % 2 = 0 then 'even' else 'odd' end], '{}', hue, 1, 5, true, jsonb_build_object('USD', 100000 - i), i, 0, 0, now() - i * interval '1 minute', updated_at from catalog_entry, ${copy}`,
    `insert into catalog_text (language, product_id, title, slug, document)
     select 'en', c.id, 'Gizmo ' || i, 'gizmo', (
       '''gizmo'':1A ''+gizmo'' ' || case when i % 2 = 0 then '''#color:even''' else '''#color:odd''' end
       || case when i % 10 = 0 then ' ''mug'':1A ''+mug''' else '' end
       || case when i % 30 = 0 then ' ''bowl'':1A ''+bowl''' else '' end
       || case when i % 90 = 0 then ' ''plate'':1A ''+plate''' else '' end
       || case when i % 1000 = 0 then ' ''rare'':1A ''+rare''' else '' end
       || case when i = 1 then ' ''lonely'':1A ''+lonely''' else '' end
       || ' ''$USD:' || floor(2 * log(2.0, (100000 - i)::numeric + 1)) || '''' ||
       ' ''~' || to_char((now() - i * interval '1 minute') at time zone 'UTC', 'YYYY-MM') || ''''
        || (select string_agg(' ''filler' || (i + n * 7919) % 50000 || ''':1', '') from generate_series(1, 40) n))::tsvector from ${copy}`,
    `insert into catalog_price (currency, product_id, amount, amount_max) select 'USD', c.id, 100000 - i, 100000 - i from ${copy}`,
    "analyze",
  ])
    await db.$executeRawUnsafe(statement);
  return product;
}
