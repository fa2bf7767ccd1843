import { type Books, type Finding, good } from "./books";

/** Of an order that is off: credit that paid a part of it, and money that the provider still sets aside for it. */
export async function nothingKeptInVain({ db, outside }: Books): Promise<Finding> {
  const credits = await db.$queryRaw<object[]>`
    select o.order_id, o.status, c.source, c.status as credit, c.amount, c.refunded_amount
      from "order" o join order_credit c using (customer_id, order_id)
     where not o.status::text = any(${[...good, "pending_payment"]}) and c.status <> 'released' and c.refunded_amount < c.amount`;
  const orders = await db.order.findMany({
    where: { status: { in: ["paid", "partially_shipped", "shipped", "delivered"] } },
    select: { payment: { select: { paymentIntentId: true } } },
  });
  const wanted = new Set(orders.map(({ payment }) => payment?.paymentIntentId));
  const setAside = outside.payments.filter(({ status }) => status === "requires_capture");
  const inVain = setAside.filter(({ paymentIntent }) => !wanted.has(paymentIntent));
  return { checked: (await db.orderCredit.count()) + setAside.length, differences: [...credits, ...inVain] };
}

/** Units whose money went back, or was never taken and the history says so; with what went back for shipping beside them. */
const settled = `
  settled as (
    select customer_id, order_id, line_id, l.quantity, l.amount
      from refund_line l join refund using (customer_id, order_id, refund_id) where status = 'succeeded'
    union all
    select customer_id, order_id, (l->>'lineId')::uuid, (l->>'quantity')::int, (l->>'amount')::int
      from order_event cross join lateral jsonb_array_elements(data->'released'->'lines') l where type = 'lines_cancelled'
    union all
    select customer_id, order_id, null, 0, shipping_amount from refund where status = 'succeeded'
    union all
    select customer_id, order_id, null, 0, coalesce((data->'released'->>'shippingAmount')::int, 0)
      from order_event where type = 'lines_cancelled'),
  kept as (
    select customer_id, order_id, o.status, o.total_amount, p.captured_amount
         + (select coalesce(sum(amount), 0) from order_credit c
             where c.customer_id = o.customer_id and c.order_id = o.order_id and c.status = 'spent')
         - (select coalesce(sum(amount), 0) from refund r
             where r.customer_id = o.customer_id and r.order_id = o.order_id and r.status = 'succeeded'
               and (r.payment_intent_id is null or r.payment_intent_id = p.payment_intent_id)) as amount
      from "order" o join payment p using (customer_id, order_id) where p.status <> 'authorized')`;

/**
 * Each unit called off or taken back has had its money, unless nothing of the order's is left; and no more is kept of an
 * order than what has not been settled of it costs.
 */
export async function keptIsStoodFor({ db }: Books): Promise<Finding> {
  const unpaid = await db.$queryRawUnsafe<object[]>(`
    with ${settled},
    back as (
      select customer_id, order_id, line_id, sum(accepted_quantity)::int as units
        from return_line join "return" using (customer_id, order_id, return_id)
       where status in ('refunded', 'exchanged') group by 1, 2, 3),
    had as (select customer_id, order_id, line_id, sum(quantity)::int as units from settled group by 1, 2, 3)
    select order_id, line_id, l.cancelled_quantity, back.units as taken_back, had.units as settled, kept.amount as kept
      from order_line l join kept using (customer_id, order_id)
      left join back using (customer_id, order_id, line_id) left join had using (customer_id, order_id, line_id)
     where l.cancelled_quantity + coalesce(back.units, 0) > coalesce(had.units, 0) and kept.amount > 0`);
  const tooMuch = await db.$queryRawUnsafe<object[]>(`
    with ${settled}
    select order_id, kept.status, kept.total_amount, kept.amount as kept, sum(s.amount)::int as settled
      from kept left join settled s using (customer_id, order_id)
     group by 1, 2, 3, 4 having kept.amount > kept.total_amount - coalesce(sum(s.amount), 0)`);
  return { checked: await db.orderLine.count(), differences: [...unpaid, ...tooMuch] };
}
