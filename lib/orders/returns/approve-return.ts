import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import type { OrderStaff } from "../refund-order";
import { changeReturn } from "./change-return";
import { withOwnReturn } from "./with-own-return";

export type ReturnStepError = { code: "not_found" } | { code: "wrong_status" };

/** The merchant lets the buyer send the units back: with a label of a carrier, or with the one that the shop prints. */
export function approveReturn(
  db: Db,
  staff: OrderStaff,
  { returnId, carrier, tracking }: { returnId: string; carrier?: string; tracking?: string },
  now: Date,
): Promise<Result<null, ReturnStepError>> {
  return withOwnReturn(db, staff, { returnId, action: "return.approve", now }, async (tx, key) => {
    const label = { ...(carrier ? { carrier } : {}), ...(tracking ? { tracking } : {}) };
    const actor = `staff:${staff.staffId}` as const;
    const moved = await changeReturn(tx, key, { to: "approved", actor, data: label, also: label }, now);
    return moved ? ok(null) : err({ code: "wrong_status" });
  });
}
