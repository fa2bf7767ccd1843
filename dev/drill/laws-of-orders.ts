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
