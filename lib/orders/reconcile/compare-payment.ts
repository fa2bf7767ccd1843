import type { Db } from "@/lib/db/client";
import type { IntentState, PaymentProvider } from "@/lib/payments/provider";
import { followIntent } from "../follow-intent";
import { isDisputed } from "../is-disputed";
import { readAmountDue } from "../read-amount-due";
import { readLost } from "../read-lost";
import { type OrderView, readOrder } from "../read-order";
import { recordRefund } from "../record-refund";
import { grossOfCalledOff, type RefundStatus } from "../refund";
import type { Difference } from "./book-difference";
import { noteMended } from "./note-mended";

/**
 * Holds one payment as the provider has it against the order it is for. What is certain is mended: money we were not
 * told of is settled, refunds we were not told of are written down. What is left is returned.
 */
export async function comparePayment(
  db: Db,
  provider: PaymentProvider,
  intent: IntentState,
  now: Date,
): Promise<Difference[]> {
  if (!intent.order) return [];
  const known = await readOrder(db, intent.order);
  if (!known) return intent.capturedAmount > intent.refundedAmount ? [unknownOrder(intent)] : [];
  if (intent.status === "captured" || intent.status === "authorized" || known.payment?.status === "authorized") {
    await noteMended(db, known, await followIntent(db, known, intent, now), now);
  }
  if (intent.refundedAmount !== (await sumRefunds(db, known, intent, ["pending", "succeeded"])))
    for (const refund of await provider.listRefunds(intent.paymentIntentId)) await recordRefund(db, known, refund, now);
  const order = await readOrder(db, intent.order);
  return order ? findDifferences(db, order, intent) : [];
}

async function findDifferences(db: Db, order: OrderView, intent: IntentState): Promise<Difference[]> {
  const { payment } = order;
  const own = payment?.paymentIntentId === intent.paymentIntentId;
  const found: Difference[] = [];
  const raise = (kind: Difference["kind"], ours: number, theirs: number) =>
    found.push({ kind, order: keyOf(order), data: { ours, theirs, ...nameOf(order) } });

  const refunded = await sumRefunds(db, order, intent, ["pending", "succeeded"]);
  if (refunded !== intent.refundedAmount) raise("refunded_differs", refunded, intent.refundedAmount);
  if (own && payment.capturedAmount !== intent.capturedAmount)
    raise("captured_differs", payment.capturedAmount, intent.capturedAmount);

  const due = own ? await readAmountDue(db, order) : 0;
  // Nothing taken yet, or let go, is no short capture; and what differs is told once.
  const taken = own && payment.capturedAmount === intent.capturedAmount ? intent.capturedAmount : 0;
  if (taken > 0 && taken < due) raise("captured_short", due, taken);
  const disputed = { ...keyOf(order), paymentIntentId: intent.paymentIntentId };
  const kept =
    intent.capturedAmount -
    intent.refundedAmount -
    (await sumRefunds(db, order, intent, ["due", "settled_by_hand"])) -
    (await readLost(db, disputed));
  const keepable = own ? await readKeepable(db, order) : 0;
  // What differs as a refund is told once, and what a bank has taken back is not kept.
  if (refunded === intent.refundedAmount && kept > keepable && !(await isDisputed(db, disputed)))
    raise("money_kept", keepable, kept);
  if (own && payment.status === "voided" && due > 0) raise("authorization_lost", due, 0);
  return found;
}

/**
 * What the order's payment may keep at most: what the order still stands for (nothing of one that is off, else all but the
 * units called off), less the credit that paid a part of it, and what went back as credit instead of money.
 */
async function readKeepable(db: Db, order: OrderView): Promise<number> {
  const { customerId, orderId, status, totalAmount, lines } = order;
  const off = status === "cancelled" || status === "lapsed";
  const standing = off ? 0 : totalAmount - grossOfCalledOff(lines, order);
  const spent = await db.orderCredit.aggregate({
    where: { customerId, orderId, status: "spent" },
    _sum: { amount: true },
  });
  const back = await db.refund.aggregate({ where: { customerId, orderId }, _sum: { creditAmount: true } });
  return Math.max(0, standing - (spent._sum.amount ?? 0) + (back._sum.creditAmount ?? 0));
}

/** What of a payment the shop says went back, is to, or was made up for outside. */
async function sumRefunds(
  db: Db,
  { customerId, orderId }: OrderView,
  { paymentIntentId }: IntentState,
  statuses: RefundStatus[],
): Promise<number> {
  const sum = await db.refund.aggregate({
    where: { customerId, orderId, paymentIntentId, status: { in: statuses } },
    _sum: { paymentAmount: true },
  });
  return sum._sum.paymentAmount ?? 0;
}

function unknownOrder({ order, currency, capturedAmount, refundedAmount }: IntentState): Difference {
  const theirs = capturedAmount - refundedAmount;
  return { kind: "unknown_order", order, data: { ours: 0, theirs, currency, orderNumber: null } };
}

const keyOf = ({ customerId, orderId }: OrderView) => ({ customerId, orderId });
const nameOf = ({ currency, number }: OrderView) => ({ currency, orderNumber: number });
