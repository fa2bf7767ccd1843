import { addLine, setQuantity, saveForLater } from "../lib/cart/change-cart";
import { connect } from "../lib/db/client";
import { signToken } from "../lib/auth/signed-token";
import { newId } from "../lib/core/ids";
import { requireMarket } from "../lib/i18n/markets";
const [locale = "en-US", mode = "plain"] = process.argv.slice(2);
const db = connect(process.env.DATABASE_URL!, 2);
const customerId = newId();
const rows: any[] = await db.$queryRaw`select v.product_id as "productId", v.variant_id as "variantId", s.on_hand - s.held as free from variant v join stock_level s using (product_id, variant_id) join product p using (product_id) where p.status='active' and s.on_hand - s.held > 6 order by md5(v.variant_id::text) limit 6`;
const market = requireMarket(locale);
let i = 0;
for (const r of rows.slice(0, 4)) await addLine(db, { customerId, productId: r.productId, variantId: r.variantId, quantity: i++ === 1 ? 2 : 1 }, market, new Date());
if (mode === "messy") {
  await db.$executeRaw`update cart_line set seen_amount = seen_amount - 300 where customer_id=${customerId}::uuid and variant_id=${rows[0].variantId}::uuid`;
  await db.$executeRaw`update cart_line set quantity = 99 where customer_id=${customerId}::uuid and variant_id=${rows[1].variantId}::uuid`;
  await saveForLater(db, { customerId, productId: rows[3].productId, variantId: rows[3].variantId }, true);
  const [s]: any[] = await db.$queryRaw`select v.product_id as "productId", v.variant_id as "variantId" from variant v join stock_level s using (product_id, variant_id) join product p using(product_id) where p.status='active' and s.on_hand - s.held = 0 limit 1`;
  if (s) await db.$executeRaw`insert into cart_line values (${customerId}::uuid, ${s.productId}::uuid, ${s.variantId}::uuid, 1, false, 1000, 'USD', now())`;
}
console.log(signToken("shopper", customerId, process.env.AUTH_SECRET!));
process.exit(0);
