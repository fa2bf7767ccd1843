import { reindexProducts } from "@/lib/catalog/reindex-products";
import { invariant } from "@/lib/core/invariant";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db, Tx } from "@/lib/db/client";
import { returnStock } from "@/lib/inventory/return-stock";
import type { OrderStaff } from "../refund-order";
import type { ReturnStepError } from "./approve-return";
import { changeReturn, type ReturnKey } from "./change-return";
import { lockReturnPlace } from "./lock-return-place";
import { readSentUnits } from "./read-sent-units";
import { withOwnReturn } from "./with-own-return";

export interface Inspection {
  returnId: string;
  /** Every line of the return: how many are taken back, and how many of those can be sold again. */
  lines: readonly { lineId: string; accepted: number; restock: number }[];
}

type Found = Inspection["lines"][number];

export type InspectReturnError = ReturnStepError | { code: "quantity_invalid"; lineId: string };

/** The merchant has looked at what came back. What can be sold again is for sale at once, from the place it came to. */
export function inspectReturn(
  db: Db,
  staff: OrderStaff,
  { returnId, lines }: Inspection,
  now: Date,
): Promise<Result<null, InspectReturnError>> {
  const actor = `staff:${staff.staffId}` as const;
  return withOwnReturn<null, InspectReturnError>(
    db,
    staff,
    { returnId, action: "return.inspect", now },
    async (tx, key) => {
      const { customerId, orderId } = key;
      const asked = await tx.returnLine.findMany({ where: { customerId, orderId, returnId } });
      const found = asked.map(({ lineId, quantity }) => {
        const { accepted, restock } = lines.find((line) => line.lineId === lineId) ?? { accepted: -1, restock: 0 };
        const fits = [accepted, restock].every(Number.isInteger) && 0 <= restock && restock <= accepted;
        return { lineId, accepted, restock, isValid: fits && accepted <= quantity };
      });
      const wrong = found.find(({ isValid }) => !isValid);
      if (wrong) return err({ code: "quantity_invalid", lineId: wrong.lineId });
      const data = { lines: found.map(({ lineId, accepted, restock }) => ({ lineId, quantity: accepted, restock })) };
      if (!(await changeReturn(tx, key, { to: "inspected", actor, data }, now))) return err({ code: "wrong_status" });
      for (const { lineId, accepted, restock } of found)
        await tx.returnLine.update({
          where: { customerId_orderId_returnId_lineId: { customerId, orderId, returnId, lineId } },
          data: { acceptedQuantity: accepted, restockQuantity: restock },
          select: { lineId: true },
        });
      await putAway(tx, key, found, actor, now);
      return ok(null);
    },
  );
}

/** The place comes before all stock, as whoever closes it takes them. */
async function putAway(
  tx: Tx,
  { customerId, orderId, merchantId }: ReturnKey,
  found: readonly Found[],
  actor: string,
  now: Date,
): Promise<void> {
  const ordered = await tx.orderLine.findMany({
    where: { customerId, orderId },
    select: { lineId: true, productId: true, variantId: true, merchantId: true },
  });
  const unitsOf = (count: (line: Found) => number) =>
    found.flatMap((each) => {
      const line = ordered.find(({ lineId }) => lineId === each.lineId);
      invariant(line, "a return is of the order's lines");
      const quantity = count(each);
      return quantity > 0 ? [{ productId: line.productId, variantId: line.variantId, quantity }] : [];
    });
  const lines = unitsOf(({ restock }) => restock);
  const unfit = unitsOf(({ accepted, restock }) => accepted - restock);
  const lineIds = found.map(({ lineId }) => lineId);
  const placedAt = await lockReturnPlace(tx, { merchantId, orderId, lineIds });
  const firstAt = await readSentUnits(tx, { orderId, lines: ordered });
  await returnStock(tx, { orderId, lines, unfit, firstAt, placedAt, actor, reason: "returned", now });
  await reindexProducts(
    tx,
    lines.map((line) => line.productId),
  );
}
