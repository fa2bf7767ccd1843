import { type Books, type Finding, good } from "./books";

export async function ordersAreKept({ db, attempts }: Books): Promise<Finding> {
  const doubled = await db.$queryRaw<object[]>`
    select idempotency_key, count(*)::int as orders from "order" group by 1 having count(*) > 1`;
  const keys = await db.order.findMany({ select: { orderId: true, idempotencyKey: true } });
  const keyOf = new Map(keys.map(({ orderId, idempotencyKey }) => [orderId, idempotencyKey]));
  const lost = attempts.filter(({ order, key }) => order && keyOf.get(order.orderId) !== key);
  return { checked: keys.length, differences: [...doubled, ...lost] };
}

export async function nothingWaits({ db }: Books): Promise<Finding> {
  const differences = await db.order.findMany({
    where: { OR: [{ status: "pending_payment" }, { payment: { status: { in: ["open", "promised", "processing"] } } }] },
    select: { orderId: true, status: true, payment: { select: { status: true } } },
  });
  return { checked: await db.order.count(), differences };
}

export async function confirmedOnce({ db, outside }: Books): Promise<Finding> {
  const orders = await db.order.findMany({
    select: { orderId: true, paidAt: true, notices: { where: { cause: "confirmed" }, select: { sentAt: true } } },
  });
  const mailed = new Map<string, number>();
  // A mail sent again because its sender died before it could note it bears the same Message-ID: a reader shows one.
  for (const id of new Set(outside.messageIds))
    if (/^[0-9a-f-]{36}\.confirmed/.test(id)) mailed.set(id.slice(0, 36), (mailed.get(id.slice(0, 36)) ?? 0) + 1);
  const differences = orders.filter(({ orderId, paidAt, notices }) => {
    const wanted = paidAt ? 1 : 0;
    const sent = notices.filter(({ sentAt }) => sentAt).length;
    return sent !== wanted || notices.length !== wanted || (mailed.get(orderId) ?? 0) !== wanted;
  });
  const told = await db.orderEvent.groupBy({
    by: ["orderId"],
    where: { type: { in: ["paid", "paid_late"] } },
    _count: true,
  });
  return { checked: orders.length, differences: [...differences, ...told.filter(({ _count }) => _count !== 1)] };
}

export async function noticesSent({ db }: Books): Promise<Finding> {
  const differences = await db.notice.findMany({ where: { sentAt: null } });
  return { checked: await db.notice.count(), differences };
}

export async function partsAreCut({ db }: Books): Promise<Finding> {
  const differences = await db.$queryRaw<object[]>`
    with cut as (
      select order_id, line_id, sum(l.quantity - l.cancelled_quantity) as units, sum(l.shipped_quantity) as shipped
        from fulfilment f join fulfilment_line l using (merchant_id, fulfilment_id) group by 1, 2)
    select o.order_id, o.status, l.line_id, l.quantity, l.cancelled_quantity, cut.units, cut.shipped
      from "order" o join order_line l using (customer_id, order_id) left join cut using (order_id, line_id)
     where (o.status::text = any(${good}) and coalesce(cut.units, 0) <> l.quantity - l.cancelled_quantity)
        or (not o.status::text = any(${good}) and coalesce(cut.units, 0) <> 0)`;
  const doubled = await db.$queryRaw<object[]>`
    select merchant_id, order_id, location_id, count(*)::int as parts from fulfilment group by 1, 2, 3 having count(*) > 1`;
  return { checked: await db.fulfilment.count(), differences: [...differences, ...doubled] };
}

/**
 * Each line costs what the catalog says, its tax is that of its rate, rounded on every line or in yen once for each rate of
 * the order, and the provider was asked for what the order stands for. A replacement costs what it is set off for.
 */
export async function totalsAddUp({ db, outside }: Books): Promise<Finding> {
  const sums = await db.$queryRaw<object[]>`
    with lines as (
      select customer_id, order_id, sum(unit_amount * quantity)::int as subtotal, sum(discount_amount)::int as discount,
             sum(total_amount)::int as total, sum(tax_amount)::int as tax
        from order_line group by 1, 2)
    select o.order_id, o.currency, o.subtotal_amount, o.discount_amount, o.shipping_amount, o.tax_amount, o.total_amount, l.*
      from "order" o join lines l using (customer_id, order_id)
     where (o.subtotal_amount, o.discount_amount, o.subtotal_amount - o.discount_amount, o.tax_amount - o.shipping_tax_amount)
             is distinct from (l.subtotal, l.discount, l.total, l.tax)
        or o.total_amount <> l.total + o.shipping_amount + case when o.tax_included then 0 else o.tax_amount end`;
  const prices = await db.$queryRaw<object[]>`
    select l.order_id, l.line_id, l.unit_amount, p.amount
      from order_line l join "order" o using (customer_id, order_id)
      left join price p on p.product_id = l.product_id and p.variant_id = l.variant_id and p.currency = o.currency
     where l.total_amount <> l.unit_amount * l.quantity - l.discount_amount
        or (l.unit_amount is distinct from p.amount
            and not exists (select from "return" r where r.exchange_order_id = o.order_id))`;
  const taxes = await db.$queryRaw<object[]>`
    with new as (
      select * from "order" o where not exists (select from "return" r where r.exchange_order_id = o.order_id)),
    by_line as (
      select order_id, sum(l.tax_amount)::int as said, sum(round(
               l.total_amount::numeric * tax_rate_ppm / (1000000 + case when tax_included then tax_rate_ppm else 0 end)))::int as tax
        from new join order_line l using (customer_id, order_id) where new.currency <> 'JPY' group by customer_id, order_id),
    parts as (
      select customer_id, order_id, tax_rate_ppm as rate, l.total_amount as amount
        from new join order_line l using (customer_id, order_id) where new.currency = 'JPY'
      union all
      select customer_id, order_id, rate_ppm, shipping_amount
        from new join tax_rate on region = 'JP' and tax_class = 'standard' where new.currency = 'JPY'),
    rates as (
      select order_id, round(sum(amount)::numeric * rate / (1000000 + rate)) as tax
        from parts group by customer_id, order_id, rate),
    by_rate as (select order_id, min(tax_amount) as said, sum(tax)::int as tax from rates join new using (order_id) group by 1)
    select * from (select * from by_line union all select * from by_rate) sums where said <> tax`;
  const payments = await db.payment.findMany({ select: { orderId: true, paymentIntentId: true, amount: true } });
  const theirs = new Map(outside.payments.map((payment) => [payment.paymentIntent, payment]));
  const unlike = payments.filter(({ paymentIntentId, amount }) => {
    const their = theirs.get(paymentIntentId ?? "");
    return their && their.amount !== amount;
  });
  return { checked: await db.order.count(), differences: [...sums, ...prices, ...taxes, ...unlike] };
}
