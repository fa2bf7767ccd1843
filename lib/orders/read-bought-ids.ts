import { z } from "zod";
import type { Db } from "@/lib/db/client";

/** Products of a customer's latest paid orders, most recent first. */
export async function readBoughtIds(db: Db, customerId: string, limit: number): Promise<string[]> {
  const rows = z.array(z.object({ productId: z.string() })).parse(
    await db.$queryRaw`
      select l.product_id as "productId"
      from (
        select order_id, placed_at from "order" where customer_id = ${customerId}::uuid and paid_at is not null
        order by placed_at desc limit ${limit}) o
      join order_line l on l.customer_id = ${customerId}::uuid and l.order_id = o.order_id
      group by l.product_id order by max(o.placed_at) desc, l.product_id limit ${limit}`,
  );
  return rows.map(({ productId }) => productId);
}
