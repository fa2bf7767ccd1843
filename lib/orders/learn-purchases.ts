import { z } from "zod";
import { tags } from "@/lib/cache/tags";
import { type Basket, countPurchases } from "@/lib/catalog/discovery/count-purchases";
import { raiseSold } from "@/lib/catalog/discovery/raise-sold";
import { rankTogether } from "@/lib/catalog/discovery/rank-together";
import { everywhere, rankTrending } from "@/lib/catalog/discovery/rank-trending";
import { reindexInBulk } from "@/lib/catalog/reindex-in-bulk";
import { days } from "@/lib/core/clock";
import { nilId } from "@/lib/core/ids";
import type { Db, Tx } from "@/lib/db/client";
import { readShopState } from "@/lib/db/shop-state";
import { enqueue } from "@/lib/jobs/queue";

const watermarkKey = "purchases-learned";
const batchSize = 500;
/** An order paid at twelve may be committed a moment after twelve: what is younger waits for the next run. */
const settledMinutes = 10;
/** The first time, so far back: older orders would weigh little. */
const backDays = 90;
/** Of pages that a run makes stale, so many are told in one job. */
const tagsMax = 100;

const keys = z.array(z.object({ paidAt: z.date(), customerId: z.string(), orderId: z.string() }));
const lines = z.array(
  z.object({ customerId: z.string(), orderId: z.string(), productId: z.string(), units: z.number() }),
);
type OrderKey = z.infer<typeof keys>[number];
const nobody = nilId;

/**
 * Learns from orders paid since the last run what sells, what is bought together and what is trending. Orders are read
 * by batches of their keys, their lines by theirs: no statement leaves the customers' family, and no customer leaves it
 * either. A batch and the mark of how far it went are one transaction: killed anywhere, the next run goes on where it
 * was, and of two runs at once one gives way.
 */
export async function learnPurchases(db: Db, now: Date): Promise<{ orders: number; stale: number }> {
  const until = new Date(now.getTime() - settledMinutes * 60_000);
  const stale = new Set<string>();
  let orders = 0;
  for (;;) {
    const mark = await readMark(db, now);
    const batch = await readPaid(db, mark, until);
    const last = batch.at(-1);
    if (!last) break;
    const baskets = await readBaskets(db, batch);
    const changed = await db.$transaction((tx) => learn(tx, baskets, mark, last, now), { timeout: 60_000 });
    if (changed === null) break;
    for (const id of changed) stale.add(tags.product(id));
    orders += batch.length;
  }
  await db.$transaction(
    async (tx) => {
      for (const id of await rankTrending(tx, now)) stale.add(id === everywhere ? tags.home : tags.category(id));
      const list = [...stale];
      for (let start = 0; start < list.length; start += tagsMax) {
        await enqueue(tx, "pages.revalidate", { tags: list.slice(start, start + tagsMax) });
      }
    },
    { timeout: 120_000 },
  );
  return { orders, stale: stale.size };
}

/** Null when another run has gone on from the same mark. */
async function learn(tx: Tx, baskets: Basket[], mark: OrderKey, last: OrderKey, now: Date): Promise<string[] | null> {
  const value = writeMark(last);
  const moved = await tx.$executeRaw`
    insert into shop_state (key, value, updated_at) values (${watermarkKey}, ${value}, ${now})
    on conflict (key) do update set value = excluded.value, updated_at = excluded.updated_at
    where shop_state.value = ${writeMark(mark)}`;
  if (moved === 0) return null;
  if (baskets.length === 0) return [];
  await countPurchases(tx, baskets);
  await raiseSold(tx, baskets);
  const bought = [...new Set(baskets.flatMap(({ items }) => items.map(({ productId }) => productId)))].toSorted();
  await reindexInBulk(tx, bought);
  return rankTogether(tx, bought, now);
}

async function readPaid(db: Db, after: OrderKey, until: Date): Promise<OrderKey[]> {
  return keys.parse(
    await db.$queryRaw`
      select paid_at as "paidAt", customer_id as "customerId", order_id as "orderId" from "order"
      where (paid_at, customer_id, order_id) > (${after.paidAt}, ${after.customerId}::uuid, ${after.orderId}::uuid)
        and paid_at <= ${until}
      order by paid_at, customer_id, order_id limit ${batchSize}`,
  );
}

/** What of these orders was not called off. */
async function readBaskets(db: Db, orders: OrderKey[]): Promise<Basket[]> {
  const found = lines.parse(
    await db.$queryRaw`
      select customer_id as "customerId", order_id as "orderId", product_id as "productId",
        sum(quantity - cancelled_quantity)::int as units
      from order_line
      where customer_id = any(${orders.map(({ customerId }) => customerId)}::uuid[])
        and order_id = any(${orders.map(({ orderId }) => orderId)}::uuid[]) and quantity > cancelled_quantity
      group by customer_id, order_id, product_id`,
  );
  const items = Map.groupBy(found, ({ customerId, orderId }) => `${customerId} ${orderId}`);
  return orders.flatMap(({ paidAt, customerId, orderId }) => {
    const bought = items.get(`${customerId} ${orderId}`);
    return bought ? [{ paidAt, items: bought.map(({ productId, units }) => ({ productId, units })) }] : [];
  });
}

const writeMark = ({ paidAt, customerId, orderId }: OrderKey): string =>
  `${paidAt.toISOString()} ${customerId} ${orderId}`;

async function readMark(db: Db, now: Date): Promise<OrderKey> {
  const mark = await readShopState(db, watermarkKey);
  const [paidAt, customerId = nobody, orderId = nobody] = mark?.split(" ") ?? [];
  return {
    paidAt: paidAt ? new Date(paidAt) : new Date(now.getTime() - days(backDays)),
    customerId,
    orderId,
  };
}
