import { idOfName } from "@/lib/core/ids";
import type { Db, Tx } from "@/lib/db/client";
import { shareOf } from "../refund";
import { idOf } from "./book-difference";

/** A failed refund is owed again at most once, so the id of the new one follows from its own. */
export const againRefundId = (refundId: string): string => idOfName(`refund ${refundId} again`);

export interface OrderRefund {
  refundId: string;
  status: string;
  amount: number;
  paymentAmount: number;
  shippingAmount: number;
  paymentIntentId: string | null;
  returnId: string | null;
  createdAt: Date;
  /** Of one that failed: when it did. */
  updatedAt: Date;
  lines: readonly { lineId: string; quantity: number; amount: number }[];
}

/** What of a refund that failed has not been owed anew since, by whomever; null where all of it has. */
export async function readOpenFailure(
  db: Db | Tx,
  { refundId, ...order }: { customerId: string; orderId: string; refundId: string },
): Promise<OpenFailure | null> {
  return (await readOpenFailures(db, order)).get(refundId) ?? null;
}

/** The same of all of an order's refunds, by id. */
export async function readOpenFailures(
  db: Db | Tx,
  { customerId, orderId }: { customerId: string; orderId: string },
): Promise<ReadonlyMap<string, OpenFailure>> {
  const payment = await db.payment.findUnique({
    where: { customerId_orderId: { customerId, orderId } },
    select: { paymentIntentId: true },
  });
  const refunds = await db.refund.findMany({
    where: { customerId, orderId },
    orderBy: { refundId: "asc" },
    select: {
      ...{ refundId: true, status: true, amount: true, paymentAmount: true, shippingAmount: true },
      ...{ paymentIntentId: true, returnId: true, createdAt: true, updatedAt: true },
      lines: { select: { lineId: true, quantity: true, amount: true } },
    },
  });
  const settled = await readSettled(db, refunds);
  return openFailures(refunds, payment?.paymentIntentId ?? null, settled);
}

/** When an operator has settled by hand what was left of which of them. */
async function readSettled(db: Db | Tx, refunds: readonly { refundId: string }[]): Promise<ReadonlyMap<string, Date>> {
  const ids = new Map(refunds.map(({ refundId }) => [idOf("refund_failed", refundId), refundId]));
  const settled = await db.bookDifference.findMany({
    where: { differenceId: { in: [...ids.keys()] }, settledAt: { not: null } },
    select: { differenceId: true, settledAt: true },
  });
  return new Map(
    settled.flatMap(({ differenceId, settledAt }) => {
      const refundId = ids.get(differenceId);
      return refundId && settledAt ? [[refundId, settledAt] as const] : [];
    }),
  );
}

/** What is still to be made up for: all that the refund was for, or the units of a line and the shipping that are left of it. */
export interface OpenFailure {
  whole: boolean;
  unitsOf: (lineId: string) => number;
  shipping: number;
  /** What of the payment's part has not gone back since. */
  money: number;
}

/**
 * Of an order's refunds, by id, those that failed and were not made up for, or not wholly: owed again as such, or by what
 * has been owed since of the same payment (or as credit, where it is the order's own), for the same units and shipping, or
 * for nothing in particular, as a refund that was made in the provider's back office. A return's refund is for its own
 * units: it makes up for no other return's, and for no clerk's. Each makes up for a thing once, the first failure first, and
 * goes on doing so where it fails as well: that is a failure of its own. One that an operator has settled since lacks
 * nothing, and keeps what had made up for it by then.
 */
export function openFailures(
  refunds: readonly OrderRefund[],
  ownIntentId: string | null,
  settled: ReadonlyMap<string, Date> = new Map(),
): ReadonlyMap<string, OpenFailure> {
  const ids = new Set(refunds.map(({ refundId }) => refundId));
  const again = new Set(refunds.map(({ refundId }) => againRefundId(refundId)));
  const others = refunds
    .filter(({ refundId }) => !again.has(refundId))
    .map((refund) => ({ refund, left: whatFor(refund) }));
  const sinceOf = (failed: OrderRefund): Parts[] => {
    const intents = failed.paymentIntentId === ownIntentId ? [ownIntentId, null] : [failed.paymentIntentId];
    const settledAt = settled.get(failed.refundId);
    return others
      .filter(({ refund }) => !settledAt || refund.createdAt <= settledAt)
      .filter(({ refund }) => refund.createdAt > failed.updatedAt && intents.includes(refund.paymentIntentId))
      .filter(({ refund }) => refund.returnId === null || refund.returnId === failed.returnId)
      .map(({ left }) => left);
  };
  const openOf = (failed: OrderRefund): OpenFailure | null => {
    const since = sinceOf(failed);
    const owed = { ...failed, amount: failed.paymentAmount };
    const parts = whatFor(owed);
    const missing = take(parts, since);
    if (missing.size === 0) return null;
    const whole = [...parts].every(([part, much]) => missing.get(part) === much);
    const money = whatFor({ ...owed, lines: [], shippingAmount: 0 });
    if (whole && holds(money, since) && take(money, since).size === 0) return null;
    return {
      whole,
      unitsOf: (lineId) => missing.get(unitsOf(lineId)) ?? 0,
      shipping: missing.get("shipping") ?? 0,
      money: moneyLeft(failed, parts, missing),
    };
  };
  const failures = refunds
    .filter(
      ({ refundId, status }) => status === "failed" && (settled.has(refundId) || !ids.has(againRefundId(refundId))),
    )
    .toSorted((one, other) => one.updatedAt.getTime() - other.updatedAt.getTime());
  const open = failures.flatMap((failed) => {
    const lacks = openOf(failed);
    return lacks ? [{ failed, lacks }] : [];
  });
  return new Map(
    open.flatMap(({ failed, lacks }) => {
      const left = lessMoney(lacks, sinceOf(failed));
      return left && !settled.has(failed.refundId) ? [[failed.refundId, left] as const] : [];
    }),
  );
}

/** What was given back for nothing in particular, and is not all that one lacks, is a part of it. */
function lessMoney(lacks: OpenFailure, since: readonly Parts[]): OpenFailure | null {
  const money = take(new Map([["money", lacks.money]]), since).get("money") ?? 0;
  if (money === lacks.money) return lacks;
  return money > 0 ? { ...lacks, whole: false, money } : null;
}

/** Units of a line, money of one whose units were settled otherwise, shipping; or money for nothing in particular. */
type Parts = Map<string, number>;

const unitsOf = (lineId: string): string => `units of ${lineId}`;

function whatFor({ lines, shippingAmount, amount }: Pick<OrderRefund, "lines" | "shippingAmount" | "amount">): Parts {
  const parts = lines.map(({ lineId, quantity, amount: money }): [string, number] =>
    quantity > 0 ? [unitsOf(lineId), quantity] : [`money of ${lineId}`, money],
  );
  if (shippingAmount > 0) parts.push(["shipping", shippingAmount]);
  return new Map(parts.length > 0 ? parts : [["money", amount]]);
}

/** What of the payment's part is still to go back: what has been made up for counts as its first. */
function moneyLeft(
  { lines, paymentAmount }: Pick<OrderRefund, "lines" | "paymentAmount">,
  parts: Parts,
  missing: Parts,
): number {
  let left = paymentAmount;
  for (const [part, much] of parts) {
    const whole = lines.find(({ lineId }) => unitsOf(lineId) === part)?.amount ?? much;
    left -= shareOf(whole, much - (missing.get(part) ?? 0), much);
  }
  return Math.max(0, left);
}

const leftOf = (part: string, from: readonly Parts[]): number =>
  from.reduce((sum, left) => sum + (left.get(part) ?? 0), 0);

const holds = (parts: Parts, from: readonly Parts[]): boolean =>
  [...parts].every(([part, much]) => leftOf(part, from) >= much);

/** Takes as much of it as is there; what is missing then. */
function take(parts: Parts, from: readonly Parts[]): Parts {
  const missing: Parts = new Map();
  for (const [part, much] of parts) {
    let wanted = much;
    for (const left of from) {
      const taken = Math.min(wanted, left.get(part) ?? 0);
      left.set(part, (left.get(part) ?? 0) - taken);
      wanted -= taken;
    }
    if (wanted > 0) missing.set(part, wanted);
  }
  return missing;
}
