import { type Books, type Finding, good } from "./books";

export async function moneyHasAnOrder({ db, outside }: Books): Promise<Finding> {
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

export async function ordersHaveMoney({ db }: Books): Promise<Finding> {
  const differences = await db.$queryRaw<object[]>`
    select o.order_id, o.status, p.status as payment, o.total_amount, o.credit_amount, p.amount, p.captured_amount,
           (select coalesce(sum(amount), 0) from order_credit c where c.order_id = o.order_id and c.status = 'spent') as spent
      from "order" o join payment p using (customer_id, order_id)
     where o.status::text = any(${good})
       and (p.currency <> o.currency or p.amount + o.credit_amount <> o.total_amount
            or (p.amount > 0 and p.status not in ('authorized', 'paid', 'partially_refunded', 'refunded'))
            or (o.capture_mode = 'at_once' and p.captured_amount <> p.amount)
            or (o.status <> 'paid' and p.status = 'authorized')
            or p.captured_amount > p.amount
            or o.credit_amount <> (select coalesce(sum(amount), 0) from order_credit c
                                    where c.order_id = o.order_id and c.status = 'spent'))`;
  return { checked: await db.order.count({ where: { paidAt: { not: null } } }), differences };
}

export async function booksAgree({ db, outside }: Books): Promise<Finding> {
  const payments = await db.payment.findMany({
    where: { paymentIntentId: { not: null } },
    select: {
      ...{ orderId: true, paymentIntentId: true, status: true },
      ...{ currency: true, capturedAmount: true, refundedAmount: true },
    },
  });
  const theirs = new Map(outside.payments.map((payment) => [payment.paymentIntent, payment]));
  const differences = payments.flatMap((ours) => {
    const their = theirs.get(ours.paymentIntentId ?? "");
    const same = ours.capturedAmount === their?.captured && ours.refundedAmount === their.refunded;
    return same && ours.currency === their.currency.toUpperCase() ? [] : [{ ...ours, their: their ?? null }];
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

export async function refundsAddUp({ db, outside }: Books): Promise<Finding> {
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

export async function giftCardsAddUp({ db }: Pick<Books, "db">): Promise<Finding> {
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

export async function storeCreditAddsUp({ db }: Pick<Books, "db">): Promise<Finding> {
  const differences = await db.$queryRaw<object[]>`
    with entries as (select customer_id, currency, sum(delta) as delta,
        sum(delta) filter (where delta > 0 and reason <> 'given_back') as given,
        -sum(delta) filter (where reason = 'mailed') as mailed
        from store_credit_entry group by 1, 2),
    used as (
      select c.customer_id, o.currency, sum(c.amount - c.refunded_amount) as amount
        from order_credit c join "order" o using (customer_id, order_id)
       where c.status <> 'released' and c.source = 'store_credit' group by 1, 2)
    select s.customer_id, s.balance, e.delta, e.given, e.mailed, u.amount as used
      from store_credit s left join entries e using (customer_id, currency) left join used u using (customer_id, currency)
     where s.balance <> coalesce(e.delta, 0) or s.balance < 0
        or s.balance <> coalesce(e.given, 0) - coalesce(e.mailed, 0) - coalesce(u.amount, 0)`;
  const unlike = await db.$queryRaw<object[]>`
    with mailed as (
      select order_id, currency, -sum(delta) as amount from store_credit_entry where reason = 'mailed' group by 1, 2),
    cards as (
      select e.order_id, c.currency, sum(e.delta) as amount from gift_card_entry e join gift_card c using (code_hash)
       where e.reason = 'store_credit' group by 1, 2)
    select order_id, currency, m.amount as mailed, c.amount as cards
      from mailed m full join cards c using (order_id, currency) where m.amount is distinct from c.amount`;
  return { checked: await db.storeCredit.count(), differences: [...differences, ...unlike] };
}

export async function differencesResolved({ db }: Books): Promise<Finding> {
  const differences = await db.bookDifference.findMany({ where: { resolvedAt: null } });
  return { checked: await db.payment.count(), differences };
}
