import type { Books, Finding } from "./books";

/** What became of an order, read off what there is, and not off what was told. */
const expected = `
  select order_id, 'placed' as step from "order"
  union all
  select order_id, 'lapsed' from "order" o where status = 'lapsed' or exists (
    select from order_event e where e.customer_id = o.customer_id and e.order_id = o.order_id and e.type = 'paid_late')
  union all
  select order_id, 'cancelled' from "order" where status = 'cancelled'
  union all
  select order_id, 'shipped ' || shipment_id from shipment join fulfilment using (merchant_id, fulfilment_id)
  union all
  select order_id, 'delivered ' || shipment_id from shipment s join fulfilment using (merchant_id, fulfilment_id)
   where s.status = 'delivered'
  union all
  select order_id, 'refund_due ' || refund_id from refund
  union all
  select order_id, 'refunded ' || refund_id from refund where status = 'succeeded'
  union all
  select order_id, step.type || ' ' || return_id from "return" r
    join (values
      ('return_requested', array['requested', 'approved', 'rejected', 'cancelled', 'received', 'inspected', 'refunded', 'exchanged']),
      ('return_approved', array['approved', 'received', 'inspected', 'refunded', 'exchanged']),
      ('return_rejected', array['rejected']),
      ('return_cancelled', array['cancelled']),
      ('return_received', array['received', 'inspected', 'refunded', 'exchanged']),
      ('return_inspected', array['inspected', 'refunded', 'exchanged']),
      ('exchanged', array['exchanged'])) as step (type, statuses) on r.status::text = any(step.statuses)`;

/** That it was paid has a law of its own; a page is opened, and a payment fails or is called off, more than once. */
const told = `
  select order_id, type || coalesce(' ' || coalesce(data->>'shipmentId', data->>'refundId', data->>'returnId'), '') as step
    from order_event
   where type in ('placed', 'lapsed', 'cancelled', 'shipped', 'delivered', 'refund_due', 'refunded', 'exchanged')
      or (type like 'return\\_%' and type <> 'return_settled')`;

export async function historyTells({ db }: Books): Promise<Finding> {
  const differences = await db.$queryRawUnsafe<object[]>(`
    with expected as (${expected}), told as (${told})
    select order_id, step, count(expected.order_id)::int as done, count(told.order_id)::int as told
      from expected full join told using (order_id, step)
     group by 1, 2 having count(expected.order_id) <> 1 or count(told.order_id) <> 1`);
  const byNobody = await db.$queryRaw<object[]>`
    select order_id, type, actor, at from order_event
     where actor not in ('shopper', 'stripe', 'clock') and actor !~ '^staff:[0-9a-f-]{36}$'`;
  const calledOff = await db.$queryRaw<object[]>`
    with told as (
      select customer_id, order_id, (l->>'lineId')::uuid as line_id, sum((l->>'quantity')::int)::int as units
        from order_event cross join lateral jsonb_array_elements(data->'lines') l where type = 'lines_cancelled' group by 1, 2, 3)
    select l.order_id, line_id, l.cancelled_quantity, told.units
      from order_line l left join told using (customer_id, order_id, line_id)
     where l.cancelled_quantity <> coalesce(told.units, 0)`;
  return { checked: await db.orderEvent.count(), differences: [...differences, ...byNobody, ...calledOff] };
}
