import { err, ok, type Result } from "@/lib/core/result";
import type { Db, Tx } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { lockOrder } from "../lock-order";
import { tellReturn } from "./change-return";
import { type ReturnableOrder, readReturnable } from "./read-returnable";
import type { Resolution, ReturnReason } from "./return";

export interface ReturnRequest {
  customerId: string;
  orderId: string;
  /** Of the form: a second click is the first one again. */
  returnId: string;
  resolution: Resolution;
  comment: string;
  lines: readonly { lineId: string; quantity: number; reason: ReturnReason; exchangeVariantId?: string }[];
}

export type RequestReturnError =
  | { code: "not_found" }
  | { code: "nothing_chosen" }
  | { code: "one_merchant" }
  | { code: "quantity_invalid"; lineId: string; left: number };

/**
 * The buyer asks to send units back to one merchant. Counted under the order's lock: a unit is sent back once, whatever
 * is asked, shipped or refunded at the same moment.
 */
export async function requestReturn(
  db: Db,
  request: ReturnRequest,
  now: Date,
): Promise<Result<{ number: string }, RequestReturnError>> {
  const { customerId, orderId, returnId } = request;
  return inTransaction(db, async (tx) => {
    if (!(await lockOrder(tx, request))) return err({ code: "not_found" });
    const known = await tx.return.findUnique({
      where: { customerId_orderId_returnId: { customerId, orderId, returnId } },
      select: { number: true },
    });
    if (known) return ok(known);
    const returnable = await readReturnable(tx, request, now);
    if (!returnable) return err({ code: "not_found" });
    const merchantId = checkLines(returnable, request);
    return merchantId.ok ? ok({ number: await write(tx, returnable, request, merchantId.value, now) }) : merchantId;
  });
}

/** The one merchant whose units these are, or what is wrong with them. */
function checkLines({ order, units }: ReturnableOrder, { lines }: ReturnRequest): Result<string, RequestReturnError> {
  const seen = new Set<string>();
  const merchantIds = new Set<string>();
  for (const { lineId, quantity } of lines) {
    const left = units.get(lineId) ?? 0;
    const line = order.lines.find((each) => each.lineId === lineId);
    if (!line || seen.has(lineId) || !Number.isInteger(quantity) || quantity < 1 || quantity > left)
      return err({ code: "quantity_invalid", lineId, left });
    seen.add(lineId);
    merchantIds.add(line.merchantId);
  }
  const [merchantId, ...others] = merchantIds;
  if (merchantId === undefined) return err({ code: "nothing_chosen" });
  return others.length > 0 ? err({ code: "one_merchant" }) : ok(merchantId);
}

async function write(
  tx: Tx,
  { order, returns }: ReturnableOrder,
  { returnId, resolution, comment, lines }: ReturnRequest,
  merchantId: string,
  now: Date,
): Promise<string> {
  const key = { customerId: order.customerId, orderId: order.orderId };
  const number = `${order.number}-R${returns + 1}`;
  await tx.return.create({
    data: { ...key, returnId, merchantId, number, resolution, comment, createdAt: now, updatedAt: now },
    select: { returnId: true },
  });
  await tx.returnLine.createMany({
    data: lines.map(({ lineId, quantity, reason, exchangeVariantId }) => ({
      ...key,
      returnId,
      lineId,
      quantity,
      reason,
      exchangeVariantId: exchangeVariantId ?? null,
    })),
  });
  await tx.merchantReturn.create({
    data: {
      merchantId,
      returnId,
      ...key,
      orderNumber: order.number,
      number,
      itemCount: lines.reduce((sum, { quantity }) => sum + quantity, 0),
      createdAt: now,
      updatedAt: now,
    },
    select: { returnId: true },
  });
  await tellReturn(tx, { ...key, returnId, merchantId }, { to: "requested", actor: "shopper", data: { number } }, now);
  return number;
}
