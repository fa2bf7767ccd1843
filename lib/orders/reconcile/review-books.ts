import type { Db } from "@/lib/db/client";
import { type IntentState, type PaymentProvider, PaymentRefused } from "@/lib/payments/provider";
import { readOrder } from "../read-order";
import { bookDifferences, resolveDifferences } from "./book-difference";
import { comparePayment } from "./compare-payment";
import { inStep } from "./in-step";

const perRun = 200;
const placeKey = "reconcile.ours";

/** Compares payments as the provider lists them. */
export async function reviewTheirs(
  db: Db,
  provider: PaymentProvider,
  intents: readonly IntentState[],
  now: Date,
): Promise<void> {
  const right = await inStep(db, intents);
  await resolveDifferences(db, [...right], now);
  for (const intent of intents)
    if (!right.has(intent.paymentIntentId))
      await bookDifferences(db, intent.paymentIntentId, await comparePayment(db, provider, intent, now), now);
}

/**
 * The other way round: what we say was taken since we last looked, asked for one by one, unless the provider's own list
 * has just named it. A payment we have and the provider doesn't can be found in no other way.
 */
export async function reviewOurs(
  db: Db,
  provider: PaymentProvider,
  { seen, until }: { seen: ReadonlySet<string>; until: Date },
  now: Date,
): Promise<number> {
  const state = await db.shopState.findUnique({ where: { key: placeKey }, select: { value: true } });
  const from = state ? new Date(state.value) : new Date(now.getTime() - 24 * 60 * 60_000);
  const ours = await db.payment.findMany({
    where: {
      status: { in: ["paid", "partially_refunded", "refunded", "voided"] },
      updatedAt: { gte: from, lt: until },
      paymentIntentId: { not: null },
    },
    orderBy: { updatedAt: "asc" },
    take: perRun,
    select: { customerId: true, orderId: true, paymentIntentId: true, updatedAt: true },
  });
  for (const payment of ours)
    if (payment.paymentIntentId && !seen.has(payment.paymentIntentId))
      await reviewOne(db, provider, { ...payment, paymentIntentId: payment.paymentIntentId }, now);
  const reached = ours.length === perRun ? (ours.at(-1)?.updatedAt ?? until) : until;
  const value = reached.toISOString();
  await db.shopState.upsert({
    where: { key: placeKey },
    create: { key: placeKey, value, updatedAt: now },
    update: { value, updatedAt: now },
    select: { key: true },
  });
  return ours.length;
}

/** What is open is looked at again, so that what was put right by hand goes away by itself. */
export async function reviewOpen(db: Db, provider: PaymentProvider, now: Date): Promise<number> {
  const open = await db.bookDifference.findMany({
    where: { resolvedAt: null, kind: { not: "refund_failed" } },
    orderBy: { firstSeenAt: "asc" },
    take: perRun,
    select: { differenceId: true, customerId: true, orderId: true },
  });
  const subjects = new Map(open.map((each) => [each.differenceId.slice(each.differenceId.indexOf(":") + 1), each]));
  for (const [paymentIntentId, { customerId, orderId }] of subjects)
    if (customerId && orderId) await reviewOne(db, provider, { customerId, orderId, paymentIntentId }, now);
  return subjects.size;
}

async function reviewOne(
  db: Db,
  provider: PaymentProvider,
  { customerId, orderId, paymentIntentId }: { customerId: string; orderId: string; paymentIntentId: string },
  now: Date,
): Promise<void> {
  try {
    await reviewTheirs(db, provider, [await provider.readIntent(paymentIntentId)], now);
  } catch (error) {
    if (!(error instanceof PaymentRefused) || error.code !== "resource_missing") throw error;
    const order = await readOrder(db, { customerId, orderId });
    const ours = order?.payment?.capturedAmount ?? 0;
    const data = { ours, theirs: 0, currency: order?.currency ?? "", orderNumber: order?.number ?? null };
    await bookDifferences(
      db,
      paymentIntentId,
      [{ kind: "unknown_payment", order: { customerId, orderId }, data }],
      now,
    );
  }
}
