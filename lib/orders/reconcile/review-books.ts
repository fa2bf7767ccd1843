import { days } from "@/lib/core/clock";
import type { Db } from "@/lib/db/client";
import { readShopState, writeShopState } from "@/lib/db/shop-state";
import { type IntentState, mayBeUntaken, type PaymentProvider } from "@/lib/payments/provider";
import { unlessMissing } from "@/lib/payments/unless-missing";
import { readOrder } from "../read-order";
import { bookDifferences, comparedKinds, resolveDifferences } from "./book-difference";
import { type Budget, eachSideBySide } from "./budget";
import { comparePayment } from "./compare-payment";
import { type Attempt, type Failures, takeFailures } from "./failures";
import { followOrder } from "./follow-open-payments";
import { inStep } from "./in-step";
import { isReached, placeAt, readPlace, writePlace } from "./place";
import { isUnread, keepUncompared, type PaymentKey, paymentOf, raiseUnknown } from "./raise-difference";

const pageSize = 200;
/** The first time, so far back. */
const reachMs = days(1);
const placeKey = "reconcile.ours";
const openPlaceKey = "reconcile.differences";
export const uncompared = "Some payments could not be compared";

/** Compares payments as the provider lists them. One that can't be is kept in mind, and keeps no other from its turn. */
export async function reviewTheirs(
  db: Db,
  provider: PaymentProvider,
  intents: readonly IntentState[],
  failures: Failures,
  now: Date,
): Promise<void> {
  for (const intent of await resolveInStep(db, intents, now)) {
    const { order, paymentIntentId } = intent;
    await failures.attempt({
      take: async () => compare(db, provider, await toldApart(provider, intent), now),
      ...(order ? { giveUp: () => keepUncompared(db, { ...order, paymentIntentId }, now) } : {}),
    });
  }
  await failures.tryAgain();
}

/** A list does not ask for the payment's own refunds. */
const toldApart = (provider: PaymentProvider, intent: IntentState): Promise<IntentState> | IntentState =>
  mayBeUntaken(intent) ? provider.readIntent(intent.paymentIntentId) : intent;

/** Of what is in step nothing is wrong; the others are returned. */
async function resolveInStep(db: Db, intents: readonly IntentState[], now: Date): Promise<IntentState[]> {
  const right = await inStep(db, intents);
  await resolveDifferences(db, [...right], now);
  return intents.filter(({ paymentIntentId }) => !right.has(paymentIntentId));
}

async function compare(db: Db, provider: PaymentProvider, intent: IntentState, now: Date): Promise<void> {
  await bookDifferences(db, intent.paymentIntentId, await comparePayment(db, provider, intent, now), now);
}

/**
 * The other way round: what we say was taken, up to where the provider's own list has been walked. Those it has just
 * named are known; the others are asked for one by one, as many a run as the time allows. A payment we have and the
 * provider doesn't can be found in no other way. What fails for one is thrown once all have had their turn. Returns how
 * many it went through.
 */
export async function reviewOurs(
  db: Db,
  provider: PaymentProvider,
  { seen, until, budget }: { seen: ReadonlySet<string>; until: Date; budget: Budget },
  now: Date,
): Promise<number> {
  const failures = takeFailures(db, provider);
  const known = await readPlace(db, placeKey);
  let place = known && isReached(known.at, now) ? known : placeAt(new Date(now.getTime() - reachMs));
  for (let reviewed = 0; ; ) {
    const ours = await db.$queryRaw<(PaymentKey & { at: Date })[]>`
      SELECT customer_id AS "customerId", order_id AS "orderId", payment_intent_id AS "paymentIntentId", updated_at AS at
        FROM payment
       WHERE status IN ('paid', 'partially_refunded', 'refunded', 'voided') AND payment_intent_id IS NOT NULL
         AND updated_at < ${until}::timestamptz
         AND (updated_at, order_id) > (${place.at}::timestamptz, ${place.orderId}::uuid)
       ORDER BY updated_at, order_id LIMIT ${pageSize}`;
    const unnamed = ours.filter(({ paymentIntentId }) => !seen.has(paymentIntentId));
    await eachSideBySide(unnamed, (payment) => failures.attempt(asking(db, provider, payment, now)));
    await failures.tryAgain();
    reviewed += ours.length;
    const last = ours.at(-1);
    if (last) place = { at: last.at, orderId: last.orderId };
    const isDone = ours.length < pageSize;
    if (isDone && until > place.at) place = placeAt(until);
    await writePlace(db, placeKey, place, now);
    if (!isDone && !budget.isSpent()) continue;
    failures.end(uncompared);
    return reviewed;
  }
}

/**
 * What is open is looked at again, as many a run as the time allows, so that what was put right by hand goes away by
 * itself, and what could not be compared is.
 */
export async function reviewOpen(db: Db, provider: PaymentProvider, budget: Budget, now: Date): Promise<number> {
  const failures = takeFailures(db, provider);
  let after = (await readShopState(db, openPlaceKey)) ?? "";
  for (let looked = 0; ; ) {
    const open = await db.bookDifference.findMany({
      where: {
        resolvedAt: null,
        kind: { in: [...comparedKinds] },
        differenceId: { gt: after },
      },
      orderBy: { differenceId: "asc" },
      take: pageSize,
      select: { differenceId: true, customerId: true, orderId: true },
    });
    const payments = new Map(open.flatMap(paymentOf).map((payment) => [payment.paymentIntentId, payment]));
    await eachSideBySide([...payments.values()], (payment) => failures.attempt(asking(db, provider, payment, now)));
    await failures.tryAgain();
    looked += payments.size;
    const last = open.length === pageSize ? open.at(-1) : undefined;
    after = last?.differenceId ?? "";
    await writeShopState(db, openPlaceKey, after, now);
    if (last && !budget.isSpent()) continue;
    failures.end(uncompared);
    return looked;
  }
}

function asking(db: Db, provider: PaymentProvider, payment: PaymentKey, now: Date): Attempt {
  return {
    take: () => (isUnread(payment) ? askAgain : askAndCompare)(db, provider, payment, now),
    giveUp: () => keepUncompared(db, payment, now),
  };
}

/** About an order, unless its end has come meanwhile. What can be read stands in the books no longer. */
async function askAgain(db: Db, provider: PaymentProvider, payment: PaymentKey, now: Date): Promise<void> {
  const { customerId, orderId } = payment;
  const order = await readOrder(db, { customerId, orderId });
  if (order?.status === "pending_payment") await followOrder(db, provider, order, now);
  await resolveDifferences(db, [orderId], now);
}

async function askAndCompare(
  db: Db,
  provider: PaymentProvider,
  { customerId, orderId, paymentIntentId }: PaymentKey,
  now: Date,
): Promise<void> {
  const intent = await unlessMissing(() => provider.readIntent(paymentIntentId));
  if (!intent) return raiseUnknown(db, { customerId, orderId, paymentIntentId }, now);
  // Ours, also where somebody took our name off it in the provider's back office.
  const named = { ...intent, order: intent.order ?? { customerId, orderId } };
  for (const each of await resolveInStep(db, [named], now)) await compare(db, provider, each, now);
}
