import { newId } from "@/lib/core/ids";
import { invariant } from "@/lib/core/invariant";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db, Tx } from "@/lib/db/client";
import { isDeliverable } from "@/lib/inventory/location";
import { readOrder } from "../read-order";
import type { OrderStaff } from "../refund-order";
import { changeReturn, type ReturnKey } from "./change-return";
import { exchangeHoldMs } from "./exchange";
import { holdReplacement } from "./hold-replacement";
import { type Exchange, readExchange } from "./read-exchange";
import { readReturnPlace } from "./read-return-place";
import { withOwnReturn } from "./with-own-return";

export type ReturnStepError = { code: "not_found" } | { code: "wrong_status" };
/** `no_address`: nothing can be sent to where it would go. `sold_out`: the replacement can't be set aside; the return may still be approved for money. */
export type ApproveReturnError = ReturnStepError | { code: "no_address" } | { code: "sold_out" };

export interface Approval {
  returnId: string;
  carrier?: string;
  tracking?: string;
  /** Money, where the buyer asked for an exchange. */
  insteadRefund?: boolean;
}

/**
 * The merchant lets the buyer send the units back: with a label of a carrier, or with the one that the shop prints. The
 * replacement of an exchange is set aside from now on, for as long as a parcel may take.
 */
export function approveReturn(
  db: Db,
  staff: OrderStaff,
  { returnId, carrier, tracking, insteadRefund = false }: Approval,
  now: Date,
): Promise<Result<null, ApproveReturnError>> {
  const step = { returnId, action: "return.approve", now };
  return withOwnReturn<null, ApproveReturnError>(db, staff, step, async (tx, key) => {
    const label = { ...(carrier ? { carrier } : {}), ...(tracking ? { tracking } : {}) };
    const actor = `staff:${staff.staffId}` as const;
    if (!(await hasAddress(tx, key))) return err({ code: "no_address" });
    const exchange = insteadRefund ? null : await readExchange(tx, key);
    const aside = exchange && (await setAside(tx, key, exchange, actor, now));
    if (exchange && !aside) return err({ code: "sold_out" });
    const data = { ...label, ...(aside ? { heldUntil: aside.expiresAt.toISOString() } : {}) };
    const also = {
      ...label,
      ...(aside ? { exchangeOrderId: aside.orderId } : {}),
      ...(insteadRefund ? { resolution: "refund" as const } : {}),
    };
    const moved = await changeReturn(tx, key, { to: "approved", actor, data, also }, now);
    return moved ? ok(null) : err({ code: "wrong_status" });
  });
}

/** The label is printed from the address of the place it goes to: without one the parcel would arrive nowhere. */
async function hasAddress(tx: Tx, key: ReturnKey): Promise<boolean> {
  const { customerId, orderId, returnId, merchantId } = key;
  const lines = await tx.returnLine.findMany({ where: { customerId, orderId, returnId }, select: { lineId: true } });
  const place = await readReturnPlace(tx, { merchantId, orderId, lineIds: lines.map(({ lineId }) => lineId) });
  return place !== null && isDeliverable(place);
}

async function setAside(tx: Tx, key: ReturnKey, { lines }: Exchange, actor: string, now: Date) {
  const order = await readOrder(tx, key);
  invariant(order, "a return is of an order");
  const expiresAt = new Date(now.getTime() + exchangeHoldMs);
  const orderId = newId();
  const held = await holdReplacement(tx, key, { orderId, lines, to: order, status: "reserved", expiresAt, actor, now });
  return held ? { orderId, expiresAt } : null;
}
