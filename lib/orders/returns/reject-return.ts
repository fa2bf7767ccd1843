import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import type { OrderStaff } from "../refund-order";
import type { ReturnStepError } from "./approve-return";
import { changeReturn } from "./change-return";
import { withOwnReturn } from "./with-own-return";

/** The merchant takes nothing back: before anything was sent, or after having looked at it. The buyer is told why. */
export function rejectReturn(
  db: Db,
  staff: OrderStaff,
  { returnId, reason }: { returnId: string; reason: string },
  now: Date,
): Promise<Result<null, ReturnStepError>> {
  return withOwnReturn(db, staff, { returnId, action: "return.reject", now }, async (tx, key) => {
    const step = { to: "rejected", actor: `staff:${staff.staffId}`, data: { reason } } as const;
    return (await changeReturn(tx, key, step, now)) ? ok(null) : err({ code: "wrong_status" });
  });
}
