import type { Books, Finding } from "./books";

export async function merchantsMailed({ db }: Books): Promise<Finding> {
  const unsent = await db.merchantNotice.findMany({ where: { sentAt: null } });
  const unlike = await db.$queryRaw<object[]>`
    select return_id, cause from "return" r
      full join (select cause from merchant_notice where type = 'return_requested') n
             on n.cause = 'return_requested:' || r.return_id
     where r.return_id is null or n.cause is null`;
  return { checked: await db.merchantNotice.count(), differences: [...unsent, ...unlike] };
}

/** What was done that its merchant's endpoint is told of, read off what was done, and not off what was told. */
const expected = `
  select distinct merchant_id, 'order.paid' as type, order_id as subject from fulfilment
  union all
  select merchant_id, 'fulfilment.created', fulfilment_id from fulfilment
  union all
  select merchant_id, 'fulfilment.cancelled', fulfilment_id from fulfilment where status = 'cancelled'
  union all
  select merchant_id, 'shipment.shipped', shipment_id from shipment
  union all
  select merchant_id, 'shipment.delivered', shipment_id from shipment where status = 'delivered'
  union all
  select merchant_id, 'refund.succeeded', refund_id from refund where status = 'succeeded' and merchant_id is not null
  union all
  select merchant_id, step.type, return_id from "return" r
    join (values
      ('return.requested', array['requested', 'approved', 'rejected', 'cancelled', 'received', 'inspected', 'refunded', 'exchanged']),
      ('return.approved', array['approved', 'received', 'inspected', 'refunded', 'exchanged']),
      ('return.rejected', array['rejected']),
      ('return.cancelled', array['cancelled']),
      ('return.received', array['received', 'inspected', 'refunded', 'exchanged']),
      ('return.inspected', array['inspected', 'refunded', 'exchanged']),
      ('return.refunded', array['refunded']),
      ('return.exchanged', array['exchanged'])) as step (type, statuses) on r.status::text = any(step.statuses)`;

/** Lines are called off, and stock runs low, more than once. */
const told = `
  select merchant_id, type, coalesce(data->>'refundId', data->>'returnId', data->>'shipmentId', data->>'fulfilmentId', data->>'orderId')::uuid as subject
    from webhook_delivery cross join lateral (select payload->'data' as data) p
   where type not in ('order.cancelled', 'stock.low')`;

export async function endpointsTold({ db, outside }: Books): Promise<Finding> {
  const differences = await db.$queryRawUnsafe<object[]>(`
    with expected as (${expected}), told as (${told})
    select merchant_id, type, subject, count(expected.subject)::int as done, count(told.subject)::int as told
      from expected full join told using (merchant_id, type, subject)
     where merchant_id in (select merchant_id from webhook_endpoint)
     group by 1, 2, 3 having count(expected.subject) <> 1 or count(told.subject) <> 1`);
  const deliveries = await db.webhookDelivery.findMany({ select: { eventId: true, status: true, lastError: true } });
  const waiting = deliveries.filter(({ status }) => status !== "delivered");
  const delivered = new Set(deliveries.map(({ eventId }) => eventId));
  // Told again because its teller died before it could note it, an event bears the same id: a receiver takes one.
  const unlike = [...delivered.symmetricDifference(new Set(outside.eventIds))].map((eventId) => ({ eventId }));
  return { checked: deliveries.length, differences: [...differences, ...waiting, ...unlike] };
}
