import { err, ok, type Result } from "@/lib/core/result";
import type { Db, Tx } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { oweMerchantNotice } from "@/lib/merchants/owe-merchant-notice";
import { isIdUsed } from "../is-id-used";
import { lockOrder } from "../lock-order";
import { tellReturn } from "./change-return";
import { readReplacements } from "./read-replacements";
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
  /** What it shall be exchanged for is not chosen, not there any more, or costs more than what was paid. */
  | { code: "not_exchangeable"; lineId: string }
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
    if (await isIdUsed(tx, request, returnId)) return err({ code: "not_found" });
    const returnable = await readReturnable(tx, request, now);
    if (!returnable) return err({ code: "not_found" });
    const merchantId = checkLines(returnable, request);
    if (!merchantId.ok) return merchantId;
    if (await isAnothers(tx, merchantId.value, returnId)) return err({ code: "not_found" });
    const wanted = await chooseReplacements(tx, returnable.order, request);
    if (!wanted.ok) return wanted;
    return ok({ number: await write(tx, returnable, { ...request, lines: wanted.value }, merchantId.value, now) });
  });
}

/** The form of another order had the id: only by hand does it come again. */
async function isAnothers(tx: Tx, merchantId: string, returnId: string): Promise<boolean> {
  return (await tx.merchantReturn.count({ where: { merchantId, returnId } })) > 0;
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

type WantedLine = Omit<ReturnRequest["lines"][number], "exchangeVariantId"> & {
  exchangeVariantId: string | null;
  exchangeAmount: number | null;
};

/** The lines with what each shall be exchanged for, at the price that is shown now. */
async function chooseReplacements(
  tx: Tx,
  order: ReturnableOrder["order"],
  { resolution, lines }: ReturnRequest,
): Promise<Result<WantedLine[], RequestReturnError>> {
  if (resolution !== "exchange")
    return ok(lines.map((line) => ({ ...line, exchangeVariantId: null, exchangeAmount: null })));
  const offered = await readReplacements(tx, order);
  const wanted: WantedLine[] = [];
  for (const line of lines) {
    const found = offered.get(line.lineId)?.find(({ variantId }) => variantId === line.exchangeVariantId);
    if (!found || found.present < line.quantity) return err({ code: "not_exchangeable", lineId: line.lineId });
    wanted.push({ ...line, exchangeVariantId: found.variantId, exchangeAmount: found.amount });
  }
  return ok(wanted);
}

async function write(
  tx: Tx,
  { order, returns }: ReturnableOrder,
  { returnId, resolution, comment, lines }: Omit<ReturnRequest, "lines"> & { lines: readonly WantedLine[] },
  merchantId: string,
  now: Date,
): Promise<string> {
  const key = { customerId: order.customerId, orderId: order.orderId };
  const number = `${order.number}-R${returns + 1}`;
  const count = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  await tx.return.create({
    data: { ...key, returnId, merchantId, number, resolution, comment, createdAt: now, updatedAt: now },
    select: { returnId: true },
  });
  await tx.returnLine.createMany({
    data: lines.map((line) => ({ ...key, returnId, ...line })),
  });
  await tx.merchantReturn.create({
    data: {
      merchantId,
      returnId,
      ...key,
      orderNumber: order.number,
      number,
      itemCount: count,
      createdAt: now,
      updatedAt: now,
    },
    select: { returnId: true },
  });
  const told = { returnId, number, orderNumber: order.number, count };
  const notice = { cause: `return_requested:${returnId}`, type: "return_requested", data: told };
  await oweMerchantNotice(tx, merchantId, notice, now);
  await tellReturn(tx, { ...key, returnId, merchantId }, { to: "requested", actor: "shopper", data: { number } }, now);
  return number;
}
