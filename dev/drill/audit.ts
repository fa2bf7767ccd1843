import { findStockDrift } from "@/dev/testing/order-audit";
import type { Db } from "@/lib/db/client";
import { settledTypes } from "@/lib/orders/settle-event";
import type { Attempt } from "./buyer";
import type { Outside } from "./outside";

export interface Books {
  db: Db;
  outside: Outside;
  /** What the buyers were told. */
  attempts: readonly Attempt[];
}

export interface Finding {
  checked: number;
  /** Rows that are not as the law says; empty when it holds. */
  differences: object[];
}

/** Each law reads and never writes. It holds when the shop has come to rest, whatever happened before. */
export const laws: Record<string, (books: Books) => Promise<Finding>> = {
  "every unit received is on hand or sold; counters, ledger and holds agree": stockAddsUp,
  "nothing is sold beyond what there was": nothingOversold,
  "what is sold is what paid orders stand for": soldIsOrdered,
  "nothing is held by an order that is over, or past its time": nothingHeldInVain,
  "an order the buyer was told of is there; one key, one order": ordersAreKept,
  "no order waits for ever": nothingWaits,
  "every payment taken has one paid order, or went back whole": moneyHasAnOrder,
  "every paid order has its money, to the unit": ordersHaveMoney,
  "captured and refunded are the same on both sides": booksAgree,
  "refunds are what their rows say, and no more than was paid": refundsAddUp,
  "a gift card's balance is what was put on it less what was used": giftCardsAddUp,
  "store credit is what was given less what was used": storeCreditAddsUp,
  "one confirmation for a paid order, in the outbox and the inbox; none for another": confirmedOnce,
  "no notice is owed and unsent": noticesSent,
  "each merchant and location has its part of a paid order once, unit for unit": partsAreCut,
  "no job is lost or dead": jobsDone,
  "every event of the provider's is in the inbox once, and was handled": eventsHandled,
  "the shop's own comparison of the books finds nothing": differencesResolved,
};

export async function audit(books: Books): Promise<{ law: string; finding: Finding }[]> {
  const findings: { law: string; finding: Finding }[] = [];
  for (const [law, check] of Object.entries(laws)) findings.push({ law, finding: await check(books) });
  return findings;
}

export function printAudit(findings: readonly { law: string; finding: Finding }[]): boolean {
  const width = Math.max(...findings.map(({ law }) => law.length));
  console.log(`${"law".padEnd(width)}  checked  differences`);
  for (const { law, finding } of findings)
    console.log(
      `${law.padEnd(width)}  ${String(finding.checked).padStart(7)}  ${String(finding.differences.length).padStart(11)}`,
    );
  for (const { law, finding } of findings)
    for (const difference of finding.differences.slice(0, 5)) console.log(`\n${law}:\n${toJson(difference)}`);
  return findings.every(({ finding }) => finding.differences.length === 0);
}

const toJson = (value: object) =>
  JSON.stringify(value, (_key, each: unknown) => (typeof each === "bigint" ? Number(each) : each));

const good = ["paid", "partially_shipped", "shipped", "delivered"];

async function stockAddsUp({ db }: Books): Promise<Finding> {
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

async function nothingOversold({ db }: Books): Promise<Finding> {
  const differences = await db.$queryRaw<object[]>`
    select * from stock_level where on_hand - held < -oversell_max or held < 0 or sold < 0`;
  return { checked: await db.stockLevel.count(), differences };
}

async function soldIsOrdered({ db }: Books): Promise<Finding> {
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

async function nothingHeldInVain({ db }: Books): Promise<Finding> {
  const differences = await db.$queryRaw<object[]>`
    select h.order_id, h.variant_id, h.quantity, h.expires_at, o.status
      from stock_hold h left join "order" o using (order_id)
     where (h.status = 'held' and (o.status is distinct from 'pending_payment' or h.expires_at < o.updated_at))
        or (h.status = 'reserved' and not exists (
          select from "return" r where r.exchange_order_id = h.order_id and r.status in ('approved', 'received', 'inspected')))`;
  return { checked: await db.stockHold.count(), differences };
}

async function ordersAreKept({ db, attempts }: Books): Promise<Finding> {
  const doubled = await db.$queryRaw<object[]>`
    select idempotency_key, count(*)::int as orders from "order" group by 1 having count(*) > 1`;
  const keys = await db.order.findMany({ select: { orderId: true, idempotencyKey: true } });
  const keyOf = new Map(keys.map(({ orderId, idempotencyKey }) => [orderId, idempotencyKey]));
  const lost = attempts.filter(({ order, key }) => order && keyOf.get(order.orderId) !== key);
  return { checked: keys.length, differences: [...doubled, ...lost] };
}

async function nothingWaits({ db }: Books): Promise<Finding> {
  const differences = await db.order.findMany({
    where: { OR: [{ status: "pending_payment" }, { payment: { status: { in: ["open", "processing"] } } }] },
    select: { orderId: true, status: true, payment: { select: { status: true } } },
  });
  return { checked: await db.order.count(), differences };
}

async function moneyHasAnOrder({ db, outside }: Books): Promise<Finding> {
  const orders = await db.order.findMany({
    select: { orderId: true, status: true, payment: { select: { paymentIntentId: true } } },
  });
  const orderOf = new Map(orders.map((order) => [order.orderId, order]));
  const taken = outside.payments.filter(({ captured }) => captured > 0);
  const differences = taken.filter(({ paymentIntent, metadata, captured, refunded }) => {
    const order = orderOf.get(metadata.orderId ?? "");
    const own = order?.payment?.paymentIntentId === paymentIntent && good.includes(order.status);
    return !own && captured !== refunded;
  });
  return { checked: taken.length, differences };
}

async function ordersHaveMoney({ db }: Books): Promise<Finding> {
  const differences = await db.$queryRaw<object[]>`
    select o.order_id, o.status, p.status as payment, o.total_amount, o.credit_amount, p.amount, p.captured_amount,
           (select coalesce(sum(amount), 0) from order_credit c where c.order_id = o.order_id and c.status = 'spent') as spent
      from "order" o join payment p using (customer_id, order_id)
     where o.status::text = any(${good})
       and (p.amount + o.credit_amount <> o.total_amount
            or (p.amount > 0 and p.status not in ('authorized', 'paid', 'partially_refunded', 'refunded'))
            or (o.capture_mode = 'at_once' and p.captured_amount <> p.amount)
            or p.captured_amount > p.amount
            or o.credit_amount <> (select coalesce(sum(amount), 0) from order_credit c
                                    where c.order_id = o.order_id and c.status = 'spent'))`;
  return { checked: await db.order.count({ where: { paidAt: { not: null } } }), differences };
}

async function booksAgree({ db, outside }: Books): Promise<Finding> {
  const payments = await db.payment.findMany({
    where: { paymentIntentId: { not: null } },
    select: { orderId: true, paymentIntentId: true, status: true, capturedAmount: true, refundedAmount: true },
  });
  const theirs = new Map(outside.payments.map((payment) => [payment.paymentIntent, payment]));
  const differences = payments.flatMap((ours) => {
    const their = theirs.get(ours.paymentIntentId ?? "");
    const same = ours.capturedAmount === (their?.captured ?? 0) && ours.refundedAmount === (their?.refunded ?? 0);
    return same && their ? [] : [{ ...ours, their: their ?? null }];
  });
  const known = new Set(payments.map(({ paymentIntentId }) => paymentIntentId));
  const strays = await db.paymentIntent.findMany({ select: { paymentIntentId: true } });
  for (const { paymentIntentId } of strays) known.add(paymentIntentId);
  const unknown = outside.payments.filter(
    ({ paymentIntent, captured, status }) =>
      !known.has(paymentIntent) && (captured > 0 || status === "requires_capture"),
  );
  return { checked: payments.length, differences: [...differences, ...unknown] };
}

async function refundsAddUp({ db, outside }: Books): Promise<Finding> {
  const torn = await db.$queryRaw<object[]>`
    select r.refund_id, r.status, r.amount, r.payment_amount, r.credit_amount from refund r
     where r.amount <> r.payment_amount + r.credit_amount or r.amount <= 0 or r.status <> 'succeeded'
        or (r.payment_amount > 0 and r.provider_refund_id is null)`;
  const tooMuch = await db.$queryRaw<object[]>`
    select o.order_id, p.captured_amount, sum(r.amount) as refunded
      from "order" o join payment p using (customer_id, order_id) join refund r using (customer_id, order_id)
     where r.status = 'succeeded' and (r.payment_intent_id is null or r.payment_intent_id = p.payment_intent_id)
     group by o.order_id, p.captured_amount, o.credit_amount having sum(r.amount) > p.captured_amount + o.credit_amount`;
  const overUnits = await db.$queryRaw<object[]>`
    select l.order_id, l.line_id, l.quantity, sum(rl.quantity) as refunded
      from order_line l join refund_line rl using (customer_id, order_id, line_id)
      join refund r using (customer_id, order_id, refund_id)
     where r.status = 'succeeded' group by 1, 2, 3 having sum(rl.quantity) > l.quantity`;
  const forNothing = await db.$queryRaw<object[]>`
    select o.order_id, o.status, r.refund_id, r.reason, r.amount
      from "order" o join payment p using (customer_id, order_id) join refund r using (customer_id, order_id)
     where o.status::text = any(${good}) and r.payment_intent_id = p.payment_intent_id
       and r.reason in ('paid_twice', 'amount_mismatch', 'out_of_stock', 'order_cancelled')
       -- A clerk's reason may be the same word, but a clerk gives back lines.
       and not exists (select from refund_line rl where rl.customer_id = r.customer_id and rl.refund_id = r.refund_id)`;
  const rows = await db.refund.findMany({
    where: { status: "succeeded", paymentIntentId: { not: null } },
    select: { paymentIntentId: true, paymentAmount: true },
  });
  const ours = new Map<string, number>();
  for (const { paymentIntentId, paymentAmount } of rows)
    ours.set(paymentIntentId ?? "", (ours.get(paymentIntentId ?? "") ?? 0) + paymentAmount);
  const unlike = outside.payments.filter(({ paymentIntent, refunded }) => refunded !== (ours.get(paymentIntent) ?? 0));
  return {
    checked: await db.refund.count(),
    differences: [...torn, ...tooMuch, ...overUnits, ...forNothing, ...unlike],
  };
}

async function giftCardsAddUp({ db }: Books): Promise<Finding> {
  const differences = await db.$queryRaw<object[]>`
    with entries as (select code_hash, sum(delta) as delta from gift_card_entry group by 1),
    used as (
      select code_hash, sum(amount - refunded_amount) as amount from order_credit
       where status <> 'released' and code_hash is not null group by 1)
    select c.last_four, c.initial_amount, c.balance, e.delta, u.amount as used
      from gift_card c left join entries e using (code_hash) left join used u using (code_hash)
     where c.balance <> coalesce(e.delta, 0) or c.balance <> c.initial_amount - coalesce(u.amount, 0) or c.balance < 0`;
  return { checked: await db.giftCard.count(), differences };
}

async function storeCreditAddsUp({ db }: Books): Promise<Finding> {
  const differences = await db.$queryRaw<object[]>`
    with entries as (select customer_id, currency, sum(delta) as delta,
        sum(delta) filter (where delta > 0 and reason <> 'given_back') as given
        from store_credit_entry group by 1, 2),
    used as (
      select c.customer_id, o.currency, sum(c.amount - c.refunded_amount) as amount
        from order_credit c join "order" o using (customer_id, order_id)
       where c.status <> 'released' and c.source = 'store_credit' group by 1, 2)
    select s.customer_id, s.balance, e.delta, e.given, u.amount as used
      from store_credit s left join entries e using (customer_id, currency) left join used u using (customer_id, currency)
     where s.balance <> coalesce(e.delta, 0) or s.balance <> coalesce(e.given, 0) - coalesce(u.amount, 0) or s.balance < 0`;
  return { checked: await db.storeCredit.count(), differences };
}

async function confirmedOnce({ db, outside }: Books): Promise<Finding> {
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

async function noticesSent({ db }: Books): Promise<Finding> {
  const differences = await db.notice.findMany({ where: { sentAt: null } });
  return { checked: await db.notice.count(), differences };
}

async function partsAreCut({ db }: Books): Promise<Finding> {
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

async function jobsDone({ db }: Books): Promise<Finding> {
  const differences = await db.$queryRaw<object[]>`
    select task_identifier, key, attempts, max_attempts, last_error from graphile_worker.jobs
     where attempts > 0 or run_at <= now() or locked_at is not null`;
  const [row] = await db.$queryRaw<{ count: number }[]>`
    select coalesce(max(last_value), 0)::int as count from pg_sequences
     where schemaname = 'graphile_worker' and sequencename like '%jobs_id_seq%'`;
  return { checked: row?.count ?? 0, differences };
}

async function eventsHandled({ db, outside }: Books): Promise<Finding> {
  const stored = await db.stripeEvent.findMany({ select: { eventId: true, handledAt: true } });
  const handled = new Set(stored.filter(({ handledAt }) => handledAt).map(({ eventId }) => eventId));
  const told = outside.events.filter(({ type }) => settledTypes.includes(type));
  const doubled = await db.$queryRaw<object[]>`
    select payload->>'id' as id, count(*)::int as copies from stripe_event group by 1 having count(*) > 1`;
  return { checked: told.length, differences: [...told.filter(({ id }) => !handled.has(id)), ...doubled] };
}

async function differencesResolved({ db }: Books): Promise<Finding> {
  const differences = await db.bookDifference.findMany({ where: { resolvedAt: null } });
  return { checked: await db.payment.count(), differences };
}
