import type { Books, Finding } from "./books";

/** What was done that its buyer is told of, read off what was done, and not off what was owed. */
const expected = `
  select order_id, 'shipped:' || shipment_id as cause from shipment join fulfilment using (merchant_id, fulfilment_id)
  union all
  select order_id, 'delivered:' || shipment_id from shipment s join fulfilment using (merchant_id, fulfilment_id)
   where s.status = 'delivered'
  union all
  select order_id, 'refunded:' || refund_id from refund where status = 'succeeded' and reason <> 'exchanged'
  union all
  select order_id, 'lines_cancelled:' || (data->>'cancellationId') from order_event where type = 'lines_cancelled'
     and not exists (select from order_event whole where whole.order_id = order_event.order_id and whole.type = 'cancelled'
                        and whole.at = order_event.at and whole.actor = order_event.actor)
  union all
  select order_id, 'cancelled' from "order" o join payment p using (customer_id, order_id)
   where (o.status = 'cancelled' and o.paid_at is not null) or (o.status in ('cancelled', 'lapsed') and p.status = 'voided')
  union all
  select order_id, 'refund_failed:' || refund_id from refund
   where status = 'failed' and payment_amount > 0 and reason <> 'exchanged'
  union all
  select order_id, 'payment_lost' from "order" o join payment p using (customer_id, order_id)
   where o.status not in ('cancelled', 'lapsed') and p.status = 'voided' and p.amount > 0
  union all
  select order_id, 'return_settled:' || return_id from "return" where status = 'refunded' and refund_id is null
  union all
  select order_id, step.cause || return_id from "return" r
    join (values
      ('return_requested:', array['requested', 'approved', 'rejected', 'cancelled', 'received', 'inspected', 'refunded', 'exchanged']),
      ('return_rejected:', array['rejected']),
      ('return_approved:', array['approved', 'received', 'inspected', 'refunded', 'exchanged']),
      ('return_received:', array['received', 'inspected', 'refunded', 'exchanged']),
      ('exchanged:', array['exchanged'])) as step (cause, statuses) on r.status::text = any(step.statuses)`;

/** Confirmations have a law of their own; a link is sent as often as it is asked for; a payment may fail more than once. */
const told = `
  select order_id, cause, customer_id from notice
   where cause not like 'confirmed%' and cause not like 'link:%' and cause <> 'payment_failed'`;

export async function toldOnce({ db, outside }: Books): Promise<Finding> {
  const differences = await db.$queryRawUnsafe<object[]>(`
    with expected as (${expected}), told as (${told})
    select order_id, cause, count(expected.order_id)::int as done, count(told.order_id)::int as told
      from expected full join told using (order_id, cause)
     group by 1, 2 having count(expected.order_id) <> 1 or count(told.order_id) <> 1`);
  // Who tried to pay, or promised to, and left.
  const failures = await db.$queryRaw<object[]>`
    with tried as (select distinct order_id from order_event where type in ('payment_failed', 'payment_promised'))
    select order_id, status::text, n.cause from "order" left join tried t using (order_id)
      left join notice n using (customer_id, order_id)
     where n.cause = 'payment_failed' and t.order_id is null
    union all
    select order_id, status::text, null from "order" join tried using (order_id)
     where status = 'lapsed' and not exists (
       select from notice n where n.customer_id = "order".customer_id and n.order_id = "order".order_id and n.cause = 'payment_failed')`;
  const isSent = { where: { sentAt: { not: null } } };
  const notices = await db.notice.findMany({ ...isSent, select: { orderId: true, cause: true } });
  const toMerchants = await db.merchantNotice.findMany({ ...isSent, select: { merchantId: true, cause: true } });
  const idOf = (whom: string, cause: string) => `${whom}.${cause.replaceAll(/[^\w-]/g, ".")}`;
  const sent = new Set([
    ...notices.map(({ orderId, cause }) => idOf(orderId, cause)),
    ...toMerchants.map(({ merchantId, cause }) => idOf(merchantId, cause)),
  ]);
  // A mail sent again because its sender died before it could note it bears the same Message-ID: a reader shows one.
  const mailed = new Set(outside.messageIds.filter((id) => /^[0-9a-f-]{36}\.[a-z_-]+(\.|$)/.test(id)));
  const unlike = [...sent.symmetricDifference(mailed)].map((messageId) => ({ messageId }));
  return { checked: sent.size, differences: [...differences, ...failures, ...unlike] };
}
