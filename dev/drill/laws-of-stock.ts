import { findStockDrift } from "@/dev/testing/order-audit";
import { fewLeftMax } from "@/lib/inventory/few-left";
import { type Books, type Finding, good } from "./books";

export async function stockAddsUp({ db }: Books): Promise<Finding> {
  const torn = await db.$queryRaw<object[]>`
    select product_id, variant_id, sum(on_hand) as on_hand, sum(sold) as sold,
           (select sum(on_hand_delta) from stock_ledger e where e.product_id = l.product_id
              and e.variant_id = l.variant_id and e.change in ('received', 'adjusted', 'transferred')) as received
      from stock_level l group by 1, 2
    having sum(on_hand) + sum(sold) is distinct from (
      select sum(on_hand_delta) from stock_ledger e where e.product_id = l.product_id
         and e.variant_id = l.variant_id and e.change in ('received', 'adjusted', 'transferred'))`;
  return { checked: await db.stockLevel.count(), differences: [...torn, ...(await findStockDrift(db))] };
}

export async function nothingOversold({ db }: Books): Promise<Finding> {
  const differences = await db.$queryRaw<object[]>`
    select * from stock_level where on_hand - held < -oversell_max or held < 0 or sold < 0`;
  return { checked: await db.stockLevel.count(), differences };
}

export async function soldIsOrdered({ db }: Books): Promise<Finding> {
  const differences = await db.$queryRaw<object[]>`
    with ordered as (
      select l.variant_id, sum(l.quantity - l.cancelled_quantity - coalesce((
               select sum(restock_quantity) from return_line r
                where r.order_id = l.order_id and r.line_id = l.line_id), 0)) as units
        from order_line l join "order" o using (customer_id, order_id)
       where o.status::text = any(${good}) group by 1),
    stock as (select variant_id, sum(sold) as units from stock_level group by 1)
    select variant_id, coalesce(ordered.units, 0) as ordered, stock.units as sold
      from stock left join ordered using (variant_id) where coalesce(ordered.units, 0) <> stock.units`;
  return { checked: await db.variant.count(), differences };
}

export async function nothingHeldInVain({ db }: Books): Promise<Finding> {
  const differences = await db.$queryRaw<object[]>`
    select h.order_id, h.variant_id, h.quantity, h.expires_at, o.status
      from stock_hold h left join "order" o using (order_id)
     where (h.status = 'held' and (o.status is distinct from 'pending_payment' or h.expires_at < o.updated_at))
        or (h.status = 'reserved' and not exists (
          select from "return" r where r.exchange_order_id = h.order_id and r.status in ('approved', 'received', 'inspected')))`;
  return { checked: await db.stockHold.count(), differences };
}

export async function listsSaySo({ db }: Books): Promise<Finding> {
  const differences = await db.$queryRaw<object[]>`
    select e.product_id, e.stock as listed, e.in_stock, free.units
      from catalog_entry e
      join lateral (
        select coalesce(sum(greatest(on_hand + oversell_max - held, 0)), 0)::int as units
          from stock_level where product_id = e.product_id) free on true
     where e.stock <> least(free.units, ${fewLeftMax + 1}::int) or e.in_stock <> (free.units > 0)`;
  return { checked: await db.catalogEntry.count(), differences };
}

export async function limitsKept({ db }: Books): Promise<Finding> {
  const differences = await db.$queryRaw<object[]>`
    select t.variant_id, t.buyer, t.quantity, v.per_customer_max, had.units
      from purchase_tally t join variant v using (product_id, variant_id)
      join lateral (
        select coalesce(sum(quantity), 0)::int as units from stock_hold h
         where h.product_id = t.product_id and h.variant_id = t.variant_id and h.buyer = t.buyer
           and h.status <> 'released') had on true
     where t.quantity > v.per_customer_max or t.quantity <> had.units`;
  return { checked: await db.purchaseTally.count(), differences };
}

export async function soldAheadByRule({ db }: Books): Promise<Finding> {
  const differences = await db.$queryRaw<object[]>`
    select s.variant_id, s.location_id, l.active, v.oversell_max as rule, sum(s.oversell_max) as rows
      from stock_level s join variant v using (product_id, variant_id) join location l using (location_id)
     group by 1, 2, 3, 4 having sum(s.oversell_max) <> case when l.active then v.oversell_max else 0 end`;
  return { checked: await db.stockLevel.count(), differences };
}
