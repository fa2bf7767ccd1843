import { err, ok, type Result } from "@/lib/core/result";
import type { Db, Tx } from "@/lib/db/client";
import { oweRefund } from "../owe-refund";
import { readRefundable } from "../read-refundable";
import { type RefundParts, refundOf } from "../refund";
import type { OrderStaff } from "../refund-order";
import type { ReturnStepError } from "./approve-return";
import { changeReturn, type ReturnKey } from "./change-return";
import { withOwnReturn } from "./with-own-return";

export type RefundReturnError = ReturnStepError | { code: "nothing_accepted" } | { code: "too_much" };

/**
 * Gives the buyer the money for what was taken back, to where it came from or as store credit, as the buyer asked. The
 * return's own id is the refund's, so that it is owed once.
 */
export function refundReturn(
  db: Db,
  staff: OrderStaff,
  { returnId }: { returnId: string },
  now: Date,
): Promise<Result<{ amount: number }, RefundReturnError>> {
  const actor = `staff:${staff.staffId}` as const;
  return withOwnReturn<{ amount: number }, RefundReturnError>(
    db,
    staff,
    { returnId, action: "return.refund", now },
    async (tx, key) => {
      const { customerId, orderId, merchantId } = key;
      const { resolution, status } = await tx.return.findUniqueOrThrow({
        where: { customerId_orderId_returnId: { customerId, orderId, returnId } },
        select: { resolution: true, status: true },
      });
      if (status !== "inspected") return err({ code: "wrong_status" });
      const parts = await valueOfReturn(tx, key);
      if (!parts) return err({ code: "nothing_accepted" });
      const to = resolution === "store_credit" ? "store_credit" : "source";
      const wish = { refundId: returnId, ...parts, to, reason: "returned", actor, merchantId, returnId } as const;
      const owed = await oweRefund(tx, key, wish, now);
      if (!owed.ok) return err({ code: "too_much" });
      const moved = await changeReturn(tx, key, { to: "refunded", actor, also: { refundId: returnId } }, now);
      return moved ? ok({ amount: parts.amount }) : err({ code: "wrong_status" });
    },
  );
}

/** What the accepted units of a return come to, those left out whose money went back before. Null: nothing. */
export async function valueOfReturn(tx: Tx | Db, key: ReturnKey): Promise<RefundParts | null> {
  const { customerId, orderId, returnId } = key;
  const accepted = await tx.returnLine.findMany({ where: { customerId, orderId, returnId } });
  const refundable = await readRefundable(tx, key);
  if (!refundable) return null;
  const leftOf = new Map(refundable.lines.map((line) => [line.lineId, line.quantity - line.settledQuantity]));
  const lines = accepted.map(({ lineId, acceptedQuantity }) => ({
    lineId,
    quantity: Math.min(acceptedQuantity ?? 0, leftOf.get(lineId) ?? 0),
  }));
  const parts = refundOf(refundable, { lines, shippingAmount: 0 });
  return parts.ok && parts.value.amount > 0 ? parts.value : null;
}
