import { err, ok, type Result } from "@/lib/core/result";
import type { Db, Tx } from "@/lib/db/client";
import { isDisputed } from "../is-disputed";
import { oweNotice } from "../owe-notice";
import { oweWhatIsLeft } from "../owe-what-is-left";
import { recordEvent } from "../record-event";
import type { OrderStaff } from "../refund-order";
import type { ReturnStepError } from "./approve-return";
import { changeReturn, type ReturnKey } from "./change-return";
import { readReturnValue } from "./read-return-value";
import { withOwnReturn } from "./with-own-return";

export type RefundReturnError =
  | ReturnStepError
  | { code: "nothing_accepted" }
  | { code: "not_captured" }
  /** A bank has taken the payment back. */
  | { code: "disputed" };

/**
 * Gives the buyer the money for what was taken back, to where it came from or as store credit, as the buyer asked; of an order
 * paid with a gift card that was disabled since, to where it came from, for nobody is given its money in another coin. The
 * return's own id is the refund's, so that it is owed once. Where its money went back before or never came here, in whole
 * or in part, the rest goes back; with nothing left the return is settled without a refund, and says why itself.
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
      const value = await readReturnValue(tx, key);
      if (!value) return err({ code: "nothing_accepted" });
      if (value.isUntaken) return err({ code: "not_captured" });
      if (value.amount > 0 && (await isDisputed(tx, key))) return err({ code: "disputed" });
      const asCredit = resolution === "store_credit" && !(await isPaidByDisabledCard(tx, key));
      const to = asCredit ? "store_credit" : "source";
      const told = { refundId: returnId, to, reason: "returned", actor, merchantId, returnId } as const;
      const amount = value.parts ? await oweWhatIsLeft(tx, key, { ...told, ...value.parts }, now) : 0;
      const also = amount > 0 ? { refundId: returnId } : {};
      if (!(await changeReturn(tx, key, { to: "refunded", actor, also }, now))) return err({ code: "wrong_status" });
      if (amount === 0) {
        const data = { returnId, merchantId, shortfall: value.shortfall };
        await recordEvent(tx, key, { type: "return_settled", actor, at: now, data });
        await oweNotice(tx, key, `return_settled:${returnId}`, now);
      }
      return ok({ amount });
    },
  );
}

async function isPaidByDisabledCard(tx: Tx, { customerId, orderId }: ReturnKey): Promise<boolean> {
  const credits = await tx.orderCredit.findMany({
    where: { customerId, orderId, status: "spent", codeHash: { not: null } },
    select: { codeHash: true },
  });
  const codeHash = { in: credits.flatMap((credit) => credit.codeHash ?? []) };
  return (await tx.giftCard.count({ where: { codeHash, status: "disabled" } })) > 0;
}
