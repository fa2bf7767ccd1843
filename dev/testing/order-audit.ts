import type { Db } from "../../lib/db/client";

/**
 * Rows of stock whose counters are not what their ledger and their holds add up to, whichever of the three has one the
 * others lack. Empty when every unit is accounted for.
 */
export function findStockDrift(db: Db): Promise<object[]> {
  return db.$queryRaw<object[]>`
    with ledger as (
      select product_id, variant_id, location_id, stripe,
             sum(on_hand_delta) as on_hand, sum(held_delta) as held, sum(sold_delta) as sold
        from stock_ledger group by 1, 2, 3, 4),
    holds as (
      select product_id, variant_id, location_id, stripe,
             coalesce(sum(quantity) filter (where status in ('reserved', 'held')), 0) as holds_held,
             coalesce(sum(quantity) filter (where status = 'sold'), 0) as holds_sold
        from stock_hold group by 1, 2, 3, 4)
    select product_id, variant_id, location_id, stripe, l.on_hand, l.held, l.sold,
           e.on_hand as ledger_on_hand, e.held as ledger_held, e.sold as ledger_sold, h.holds_held, h.holds_sold
      from stock_level l
      full join ledger e using (product_id, variant_id, location_id, stripe)
      full join holds h using (product_id, variant_id, location_id, stripe)
     where (coalesce(l.on_hand, 0), coalesce(l.held, 0), coalesce(l.sold, 0))
             is distinct from (coalesce(e.on_hand, 0), coalesce(e.held, 0), coalesce(e.sold, 0))
        or (coalesce(l.held, 0), coalesce(l.sold, 0)) is distinct from (coalesce(h.holds_held, 0), coalesce(h.holds_sold, 0))`;
}

/** Unpaid orders, and whatever was written for one, of which some part is missing. */
export function findTornOrders(db: Db): Promise<object[]> {
  return db.$queryRaw<object[]>`
    with job as (select key from graphile_worker.jobs),
    known as (
      select order_id from "order" union select order_id from stock_hold
      union select order_id from stock_ledger where order_id is not null union select order_id from order_number
      union select substring(key from ':([0-9a-f-]{36})$')::uuid from job where key ~ '^(payments.open|orders.lapse):'),
    part as (
      select order_id,
        (select count(*) from "order" o where o.order_id = k.order_id) as orders,
        (select count(*) from payment p join "order" o using (customer_id, order_id)
          where p.order_id = k.order_id and p.amount = o.total_amount) as payments,
        (select count(*) from order_number n join "order" o using (number) where n.order_id = k.order_id) as numbers,
        (select count(*) from order_event e where e.order_id = k.order_id and e.type = 'placed') as events,
        (select count(*) from job where key = 'payments.open:' || k.order_id) as openings,
        (select count(*) from job where key = 'orders.lapse:' || k.order_id) as lapses,
        (select coalesce(sum(total_amount), 0) from order_line l where l.order_id = k.order_id) as lines_amount,
        (select coalesce(sum(subtotal_amount), 0) from "order" o where o.order_id = k.order_id) as subtotal_amount,
        (select coalesce(sum(quantity), 0) from order_line l where l.order_id = k.order_id) as units,
        (select coalesce(sum(quantity), 0) from stock_hold h where h.order_id = k.order_id and h.status = 'held') as held,
        (select coalesce(sum(held_delta), 0) from stock_ledger s where s.order_id = k.order_id) as ledger_held
      from known k)
    select * from part
     where (orders, payments, numbers, events, openings, lapses) is distinct from (1, 1, 1, 1, 1, 1)
        or lines_amount <> subtotal_amount or units = 0 or held <> units or ledger_held <> units`;
}

/** Customers whose cart and order don't exclude each other: ordered and still in the cart, or gone from both. */
export function findTornCarts(db: Db, linesEach: number): Promise<object[]> {
  return db.$queryRaw<object[]>`
    select c.customer_id, c.lines, o.orders
      from (select customer_id, (select count(*) from cart_line l where l.customer_id = c.customer_id) as lines from customer c) c
      join (select customer_id, (select count(*) from "order" o where o.customer_id = c.customer_id) as orders from customer c) o
        using (customer_id)
     where (o.orders > 0 and c.lines > 0) or o.orders > 1 or c.lines > ${linesEach}`;
}
