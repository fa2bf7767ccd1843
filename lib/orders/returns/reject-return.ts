import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import type { OrderStaff } from "../refund-order";
import type { ReturnStepError } from "./approve-return";
import { changeReturn } from "./change-return";
import { withOwnReturn } from "./with-own-return";

export type RejectReturnError = ReturnStepError | { code: "units_accepted" };

/**
 * The merchant takes nothing back: before anything was sent, or after having looked at it. The buyer is told why. What was
 * taken back may be for sale again, so that return is settled instead.
 */
export function rejectReturn(
  db: Db,
  staff: OrderStaff,
  { returnId, reason }: { returnId: string; reason: string },
  now: Date,
): Promise<Result<null, RejectReturnError>> {
  const action = { returnId, action: "return.reject", now };
  return withOwnReturn<null, RejectReturnError>(db, staff, action, async (tx, key) => {
    const step = { to: "rejected", actor: `staff:${staff.staffId}`, data: { reason } } as const;
    if (!(await changeReturn(tx, key, step, now))) return err({ code: "wrong_status" });
    const { customerId, orderId } = key;
    const accepted = await tx.returnLine.count({
      where: { customerId, orderId, returnId, acceptedQuantity: { gt: 0 } },
    });
    return accepted === 0 ? ok(null) : err({ code: "units_accepted" });
  });
}
