import { idOfName } from "@/lib/core/ids";
import { invariant } from "@/lib/core/invariant";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db, Tx } from "@/lib/db/client";
import { holdCredits } from "../hold-credits";
import { isDisputed } from "../is-disputed";
import type { Actor } from "../order";
import { newOrderNumber } from "../order-number";
import { oweRefund } from "../owe-refund";
import { oweWhatIsLeft } from "../owe-what-is-left";
import { readOrder } from "../read-order";
import type { OrderStaff } from "../refund-order";
import { settleCovered } from "../settle-covered";
import type { ReturnStepError } from "./approve-return";
import { changeReturn, type ReturnKey } from "./change-return";
import { describeReplacement } from "./describe-replacement";
import { type PlannedExchange, planExchange } from "./plan-exchange";
import { readExchange } from "./read-exchange";
import { readReturnValue } from "./read-return-value";
import { takeReplacement } from "./take-replacement";
import { withOwnReturn } from "./with-own-return";
import { writeReplacementOrder } from "./write-replacement-order";

export type ExchangeReturnError =
  | ReturnStepError
  | { code: "nothing_accepted" }
  /** The replacement was not kept any longer and is gone, or is no longer sold: money can go back instead. */
  | { code: "sold_out" }
  /** The money of what came back went back before, as a whole: the return is settled with refundReturn. */
  | { code: "already_refunded" }
  /** Less of it is left than the replacement costs: what is left can go back instead. */
  | { code: "too_much" }
  | { code: "not_captured" }
  /** A bank has taken the payment back: the replacement would be sent for nothing. */
  | { code: "disputed" };

export interface ExchangeDone {
  orderId: string;
  number: string;
  /** What goes back because the replacement costs less. */
  difference: number;
}

/**
 * Sends what the buyer chose in place of what was taken back: an order of its own, paid by what the returned units cost,
 * cut and shipped like any other. The money takes the way of store credit: owed by the old order, spent by the new one, in
 * one transaction, so that the books of both add up as they always do. What the replacement costs less goes back to where
 * the money came from.
 */
export function exchangeReturn(
  db: Db,
  staff: OrderStaff,
  { returnId }: { returnId: string },
  now: Date,
): Promise<Result<ExchangeDone, ExchangeReturnError>> {
  const step = { returnId, action: "return.exchange", now };
  return withOwnReturn<ExchangeDone, ExchangeReturnError>(db, staff, step, async (tx, key) => {
    const actor = `staff:${staff.staffId}` as const;
    const { status } = await tx.return.findUniqueOrThrow({
      where: { customerId_orderId_returnId: { customerId: key.customerId, orderId: key.orderId, returnId } },
      select: { status: true },
    });
    const exchange = await readExchange(tx, key);
    if (status !== "inspected" || !exchange?.orderId) return err({ code: "wrong_status" });
    const old = await readOrder(tx, key);
    invariant(old, "a return is of an order");
    const value = await readReturnValue(tx, key);
    if (!value) return err({ code: "nothing_accepted" });
    if (value.isUntaken) return err({ code: "not_captured" });
    if (!value.parts || value.amount === 0) return err({ code: "already_refunded" });
    if (await isDisputed(tx, key)) return err({ code: "disputed" });

    const plan = planExchange(old, exchange, value.parts);
    if (plan.amount > value.amount) return err({ code: "too_much" });
    const lines = await describeReplacement(tx, old, plan);
    if (!lines) return err({ code: "sold_out" });
    const order = { customerId: key.customerId, orderId: exchange.orderId, currency: old.currency };
    if (!(await takeReplacement(tx, key, old, exchange, plan, actor, now))) return err({ code: "sold_out" });
    const number = newOrderNumber();
    const data = { number };
    const moved = await changeReturn(tx, key, { to: "exchanged", actor, data, also: { refundId: returnId } }, now);
    invariant(moved, "a return that was inspected can be exchanged");
    const difference = await moveMoney(tx, key, plan, actor, now);
    await writeReplacementOrder(tx, old, { ...order, number, returnId, plan, lines, actor }, now);
    const covered = { source: "store_credit" as const, codeHash: null, amount: plan.amount };
    invariant(await holdCredits(tx, order, [covered], now, actor), "the credit was just given");
    await settleCovered(tx, order, actor, now);
    return ok({ orderId: order.orderId, number, difference });
  });
}

/**
 * From the old order: what the replacement costs into store credit, what it costs less back to where it came from, as far
 * as it is still there. Returns how much goes back.
 */
async function moveMoney(
  tx: Tx,
  key: ReturnKey,
  { amount, difference, lines, taxAmount, differenceTax }: PlannedExchange,
  actor: Actor,
  now: Date,
): Promise<number> {
  const { returnId, merchantId } = key;
  const told = { actor, merchantId, returnId };
  const exchanged = lines.map(({ lineId, quantity, replacement }) => ({
    lineId,
    quantity,
    amount: replacement.gross,
    taxAmount: replacement.taxAmount,
  }));
  const owed = await oweRefund(
    tx,
    key,
    { ...told, refundId: returnId, amount, taxAmount, lines: exchanged, to: "store_credit", reason: "exchanged" },
    now,
  );
  invariant(owed.ok, "what the replacement costs is there");
  // Of units that were settled just now: the difference has their money, not their number.
  const less = lines.map(({ lineId, given, replacement }) => ({
    lineId,
    quantity: 0,
    amount: given.amount - replacement.gross,
    taxAmount: given.taxAmount - replacement.taxAmount,
  }));
  const refundId = idOfName(`difference of ${returnId}`);
  const wish = { ...told, refundId, amount: difference, taxAmount: differenceTax, lines: less, reason: "costs_less" };
  return oweWhatIsLeft(tx, key, wish, now);
}
