import { currencySchema } from "@/lib/core/currency-schema";
import type { Currency } from "@/lib/core/money";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db, Tx } from "@/lib/db/client";
import { dryRun } from "@/lib/db/dry-run";
import { inTransaction } from "@/lib/db/transaction";
import { isDisputed } from "../is-disputed";
import { lockOrder } from "../lock-order";
import { oweRefund } from "../owe-refund";
import { differenceDataSchema } from "./book-difference";
import { closeDifference, findOpenDifference, type Operator } from "./close-difference";
import { againRefundId } from "./made-up-for";
import { readStillOwed } from "./read-still-owed";

/** What goes back, and what of it as gift cards and store credit: the payment no longer has so much. */
interface OwedAgain {
  amount: number;
  creditAmount: number;
  currency: Currency;
}

type Outcome = Result<OwedAgain, { code: "gone" | "too_much" | "disputed" }>;

/**
 * Owes anew what a refund that failed was to give back: the same money of the same payment, for the same units. What it
 * gave as credit was given then. However often it is asked for, it is owed once; what a clerk has refunded anew is `gone`.
 */
export function oweAgain(db: Db, operator: Operator, differenceId: string, now: Date): Promise<Outcome> {
  return inTransaction(db, (tx) => oweAgainIn(tx, operator, differenceId, now));
}

/** What owing it again would come to, before anybody is asked whether it is meant. */
export function previewOweAgain(db: Db, operator: Operator, differenceId: string, now: Date): Promise<Outcome> {
  return dryRun(db, (tx) => oweAgainIn(tx, operator, differenceId, now));
}

async function oweAgainIn(tx: Tx, operator: Operator, differenceId: string, now: Date): Promise<Outcome> {
  const open = await findOpenDifference(tx, differenceId);
  if (open?.kind !== "refund_failed" || !open.customerId || !open.orderId) return err({ code: "gone" });
  const key = { customerId: open.customerId, orderId: open.orderId };
  const refundId = differenceDataSchema.parse(open.data).subject;
  await lockOrder(tx, key);
  const failed = await tx.refund.findFirst({
    where: { ...key, refundId, status: "failed" },
    select: { currency: true, paymentIntentId: true, merchantId: true, returnId: true, reason: true, note: true },
  });
  const still = await readStillOwed(tx, { ...key, refundId });
  if (!failed || !still?.whole || !still.parts) return err({ code: "gone" });
  const { paymentIntentId, merchantId, returnId, reason, note } = failed;
  if (await isDisputed(tx, { ...key, paymentIntentId })) return err({ code: "disputed" });
  const owed = await oweRefund(
    tx,
    key,
    {
      ...{ refundId: againRefundId(refundId), ...still.parts, reason, note },
      actor: `staff:${operator.staffId}`,
      ...(paymentIntentId ? { paymentIntentId } : {}),
      ...(merchantId ? { merchantId } : {}),
      ...(returnId ? { returnId } : {}),
    },
    now,
  );
  if (!owed.ok) return err({ code: "too_much" });
  const closed = await closeDifference(tx, operator, { differenceId, action: "owe_again", reason }, now);
  const currency = currencySchema.parse(failed.currency);
  const { creditAmount } = owed.value;
  return closed ? ok({ amount: still.parts.amount, creditAmount, currency }) : err({ code: "gone" });
}
