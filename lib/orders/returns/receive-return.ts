import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import type { OrderStaff } from "../refund-order";
import type { ReturnStepError } from "./approve-return";
import { changeReturn } from "./change-return";
import { withOwnReturn } from "./with-own-return";

/** The parcel is here. */
export function receiveReturn(
  db: Db,
  staff: OrderStaff,
  { returnId }: { returnId: string },
  now: Date,
): Promise<Result<null, ReturnStepError>> {
  return withOwnReturn(db, staff, { returnId, action: "return.receive", now }, async (tx, key) => {
    const step = { to: "received", actor: `staff:${staff.staffId}` } as const;
    return (await changeReturn(tx, key, step, now)) ? ok(null) : err({ code: "wrong_status" });
  });
}
